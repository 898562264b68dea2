import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitFrontmatter } from '../../src/signals/frontmatter.ts';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { parseSignal } from '../../src/signals/parse.ts';
import { serializeSignal, type SignalFields } from '../../src/signals/serialize.ts';
import siteConfig from '../../src/site.config.ts';
import { words } from '../../src/site/words.ts';
import { faults, validBody, validFields } from '../helpers/arbitrary-signal.ts';
import { reportOf } from '../helpers/corpus.ts';
import { editedSignal } from '../helpers/edited-signal.ts';
import { makeContent } from '../helpers/make-content.ts';
import { runHere } from '../helpers/run-signals.ts';

const { houseSections } = siteConfig;
const renderer = createRenderer({ houseSections, words: words.body });
const parse = (text: string | Uint8Array) => parseSignal(typeof text === 'string' ? Buffer.from(text) : text, renderer, houseSections);
/** What a fault itself would set right, or wrong besides. */
const simple = { date: '2026-05-19', scores: undefined, updated: undefined, updates: undefined, withdrawn: undefined, aliases: undefined };
const codesOf = (report: string) => report.split('\n').flatMap((problem) => (problem === '' ? [] : [problem.replace(/.* /, '')]));

/** Fields as they are read back, without those that are left out. */
const written = (fields: SignalFields) => JSON.parse(JSON.stringify(fields)) as unknown;

describe('any valid signal', { timeout: 120_000 }, () => {
	it('has no problem, and what is written is what is read', () => {
		fc.assert(
			fc.property(validFields, validBody, (fields, body) => {
				const text = serializeSignal(fields, body);
				const { parsed, problems } = parse(text);
				expect(problems, text).toEqual([]);
				expect(parsed, text).toBeDefined();
				const split = splitFrontmatter(text);
				expect('yaml' in split && JSON.parse(JSON.stringify(split.yaml.value)), text).toEqual(written(fields));
			}),
			{ numRuns: 200, seed: 3 },
		);
	});

	it('with one fault has exactly the problem of that fault', async () => {
		const folder = makeContent('');
		await fc.assert(
			fc.asyncProperty(validFields, validBody, fc.constantFrom(...faults), async (fields, body, { code, apply }) => {
				const text = serializeSignal(apply({ ...fields, ...simple }), body);
				const mutant = code === 'frontmatter/unknown-key' ? text.replace('category:', 'categry:') : text;
				writeFileSync(path.join(folder, 'signals/signal.md'), mutant);
				expect(codesOf(await reportOf(folder)), mutant).toEqual([code]);
			}),
			{ numRuns: 80, seed: 4 },
		);
	});
});

describe('any bytes', { timeout: 120_000 }, () => {
	it('end in a signal or in problems with places inside the file, never in a crash', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					editedSignal.map((text) => Buffer.from(text)),
					fc.uint8Array({ maxLength: 500 }),
				),
				(bytes) => {
					const { parsed, problems } = parse(bytes);
					expect(parsed === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
					const lines = new TextDecoder().decode(bytes).split(/\r\n?|\n/);
					for (const { line, column, message, hint } of problems) {
						expect(line).toBeLessThanOrEqual(lines.length);
						expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
						expect(Math.min(line, column)).toBeGreaterThan(0);
						expect(message).toMatch(/[.?]$/);
						expect(hint).toMatch(/\S/);
					}
				},
			),
			{ numRuns: 1000, seed: 5 },
		);
	});

	it('that check refuses, build refuses with the same report', async () => {
		const refused = fc.sample(editedSignal, { numRuns: 200, seed: 6 }).filter((text) => parse(text).parsed === undefined);
		expect(refused.length).toBeGreaterThan(50);
		const content = makeContent('');
		const out = path.join(content, '../no-such-output');
		for (const text of refused.slice(0, 25)) {
			writeFileSync(path.join(content, 'signals/signal.md'), text);
			const checked = await runHere(['check', '--content', content]);
			const built = await runHere(['build', '--content', content, '--out', out, '--wait']);
			expect({ ...built, err: '' }, text).toEqual({ ...checked, err: '' });
			expect(built.code, text).toBe(1);
		}
	});
});
