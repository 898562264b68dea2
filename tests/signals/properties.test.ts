import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { splitFrontmatter } from '../../src/signals/frontmatter.ts';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { parseSignal } from '../../src/signals/parse.ts';
import { serializeSignal, type SignalFields } from '../../src/signals/serialize.ts';
import siteConfig from '../../src/site.config.ts';
import { words } from '../../src/site/words.ts';
import { faults, validBody, validFields } from '../helpers/arbitrary-signal.ts';
import { reportOf } from '../helpers/corpus.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { runHere, runSignals } from '../helpers/run-signals.ts';

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
			{ numRuns: 120, seed: 4 },
		);
	});
});

describe('any bytes', { timeout: 120_000 }, () => {
	const valid = signalText({ tags: '[one, "two"]', watch: '[{ what: x, by: 2026-12-01, status: open }]' });
	/** Some bytes of a valid file replaced, removed or doubled. */
	const edited = fc
		.array(
			fc.record({
				at: fc.nat(valid.length),
				length: fc.nat(12),
				text: fc.string({ unit: fc.constantFrom(...`:-#[]{}"'&*!|>%\\\n\t <\`~`, 'a', '7', '\u0000', '\u202e', 'é'), maxLength: 6 }),
			}),
			{
				minLength: 1,
				maxLength: 4,
			},
		)
		.map((edits) => edits.reduce((text, { at, length, text: put }) => text.slice(0, at) + put + text.slice(at + length), valid));

	it('end in a signal or in problems with places inside the file, never in a crash', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					edited.map((text) => Buffer.from(text)),
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

	describe('with the edits of a hurried author', { timeout: 120_000 }, () => {
		let refused: string[] = [];
		let accepted: string[] = [];
		beforeAll(() => {
			const texts = fc.sample(edited, { numRuns: 200, seed: 6 });
			refused = texts.filter((text) => parse(text).parsed === undefined);
			accepted = texts.filter((text) => parse(text).parsed !== undefined);
		});

		it('are published by build when check passes them, and only then', async () => {
			expect(accepted.length).toBeGreaterThan(20);
			const content = makeContent('');
			const file = (index: number) => path.join(content, `signals/edited-${index}.md`);
			for (const [index, text] of accepted.entries()) writeFileSync(file(index), text);
			const at = ['--content', content, '--as-of', '2026-11-22'];
			const { problems } = JSON.parse((await runHere(['check', ...at, '--format', 'json'])).out) as {
				problems: { file: string; severity: string }[];
			};
			const wrong = new Set(problems.filter(({ severity }) => severity === 'error').map((problem) => path.basename(problem.file)));
			for (const name of wrong) rmSync(path.join(content, 'signals', name));
			const out = path.join(makeFolder(), 'out');
			const built = await runSignals(['build', ...at, '--out', out]);
			expect(built).toMatchObject({ code: 0 });
			const left = accepted.flatMap((text, index) =>
				wrong.has(`edited-${index}.md`) ? [] : [[`edited-${index}`, parse(text).parsed] as const],
			);
			expect(left.length).toBeGreaterThan(10);
			for (const [slug, parsed] of left) {
				const isHeld = parsed?.data.draft === true || (parsed?.data.date ?? '') > '2026-11-22';
				expect(existsSync(path.join(out, 'signals', slug, 'index.html')), slug).toBe(!isHeld);
			}
		});

		it('are refused by build when check refuses them', async () => {
			expect(refused.length).toBeGreaterThan(50);
			const content = makeContent('');
			const out = path.join(content, '../no-such-output');
			for (const text of refused.slice(0, 40)) {
				writeFileSync(path.join(content, 'signals/signal.md'), text);
				const checked = await runHere(['check', '--content', content]);
				const built = await runHere(['build', '--content', content, '--out', out, '--wait']);
				expect({ ...built, err: '' }, text).toEqual({ ...checked, err: '' });
				expect(built.code, text).toBe(1);
			}
		});
	});
});
