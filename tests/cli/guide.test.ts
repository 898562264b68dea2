import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { signalSchema } from '../../src/signals/schema.ts';
import { keysOf, schemaAt } from '../../src/signals/schema-fields.ts';
import { tagSlug } from '../../src/signals/slug.ts';
import siteConfig from '../../src/site.config.ts';
import { bandsOf } from '../../src/site/open.ts';
import { callsIn, faultsOf } from '../helpers/npm-calls.ts';
import { makeContent, signalText } from '../helpers/make-content.ts';
import { projectDir, runHere } from '../helpers/run-signals.ts';
import { tinyPng } from '../helpers/tiny-png.ts';

const contentDir = path.join(projectDir, 'content');
const guide = readFileSync(path.join(contentDir, 'README.md'), 'utf8');
const blocks = [...guide.matchAll(/^```(?<info>.*)\n(?<text>[\s\S]*?)^```$/gm)].map(({ groups }) => ({
	info: groups?.['info'] ?? '',
	text: groups?.['text'] ?? '',
}));
const prose = guide.replace(/^```[\s\S]*?^```$/gm, '');
const block = (info: string) => blocks.find((each) => each.info === info)?.text ?? '';
const whole = blocks.find(({ info }) => info.startsWith('markdown signals/'));

describe('examples in the guide for authors', { timeout: 30_000 }, () => {
	it('has a whole signal, which has no problem', async () => {
		expect(await check({})).toEqual([]);
	});

	it.each(blocks.filter(({ info }) => info === 'yaml'))('fields without a problem: $text', async ({ text }) => {
		expect(await check({ 'signals/new-model.md': signalText(fieldsOf(text)) })).toEqual([]);
	});

	it.each(['body', 'image'])('text without a problem: %s', async (name) => {
		const text = block(`markdown ${name}`);
		expect(text).not.toBe('');
		const signal = signalText({ category: 'Models' }).replace('The take.', `The take.\n\n${text}`);
		expect(await check({ 'signals/new-model.md': signal, ...(name === 'image' ? { 'signals/prices-by-hour.png': tinyPng } : {}) })).toEqual(
			[],
		);
	});

	it('show every field of a signal', () => {
		const shown = new Set([
			...blocks.filter(({ info }) => info === 'yaml').flatMap(({ text }) => pathsOf(parse(text))),
			...pathsOf(frontmatter(whole?.text ?? '')),
		]);
		const fields = keysOf(signalSchema).flatMap((name) => {
			const nested = schemaAt(signalSchema, [name]);
			return [name, ...keysOf(nested instanceof z.ZodArray ? schemaAt(signalSchema, [name, 0]) : nested).map((key) => `${name}.${key}`)];
		});
		expect(fields.filter((field) => !shown.has(field))).toEqual([]);
	});
});

describe('mistakes in the guide for authors', { timeout: 30_000 }, () => {
	const rows = [...prose.matchAll(/^\| `(?<field>[a-z]+: .+?)` \| `(?<code>[a-z-]+\/[a-z-]+)` \|/gm)].map(({ groups }) => groups ?? {});

	it('are several', () => {
		expect(rows.length).toBeGreaterThan(10);
	});

	it.each(rows)('$field is $code', async ({ field = '', code }) => {
		const problems = await check({ 'signals/new-model.md': signalText(fieldsOf(field)) });
		expect(problems.map((problem) => problem.code)).toEqual([code]);
	});
});

describe('what the guide for authors says of scores', () => {
	it('agrees with the bands of the site', () => {
		for (const { rank, label, from, to } of bandsOf(siteConfig))
			expect(guide, 'content/README.md explains other bands than src/site.config.ts').toContain(
				`| **${label}** | ${from} to ${to} | ${siteConfig.bands[rank]?.meaning ?? ''}`,
			);
	});

	// Who replaces the example's signals by others keeps the guide, or finds examples of their own.
	const examples = [...prose.matchAll(/\]\((?<file>signals\/[^)]+\.md)\) \((?<score>[\d.]+)\)/g)].map(({ groups }) => groups ?? {});
	it.skipIf(!existsSync(path.join(contentDir, examples[0]?.['file'] ?? '')))('agrees with the signals it names', () => {
		expect(examples).toHaveLength(prose.split('](signals/').length - 1);
		for (const { file = '', score } of examples)
			expect(frontmatter(readFileSync(path.join(contentDir, file), 'utf8')), file).toMatchObject({ score: Number(score) });
	});
});

describe('the guide for authors', { timeout: 30_000 }, () => {
	it('links to sections and files that exist', () => {
		const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => `#${tagSlug(text)}`);
		const targets = [...prose.matchAll(/\]\(([^)]+)\)/g)]
			.map(([, target = '']) => target)
			.filter((target) => !target.startsWith('signals/'));
		for (const target of targets)
			expect(target.startsWith('#') ? headings.includes(target) : existsSync(path.join(contentDir, target)), target).toBe(true);
	});
});

describe.each(['content/README.md', 'README.md', '.github/pull_request_template.md'])('%s', (file) => {
	it('names scripts, commands and options that exist', async () => {
		const calls = callsIn(readFileSync(path.join(projectDir, file), 'utf8'));
		expect(calls).not.toEqual([]);
		for (const call of calls) expect(await faultsOf(call), call).toEqual([]);
	});
});

describe('the words of a call', () => {
	it.each([
		['npm run chek', 'script chek'],
		['npm run -s signals -- renme OLD NEW', 'command renme'],
		['npm run check -- --fixx', 'option --fixx of check'],
		['npm run -s signals -- tags --fix', 'option --fix of tags'],
	])('%s: there is no %s', async (call, fault) => {
		expect(callsIn(`Run \`${call}\` now.`)).toEqual([call]);
		expect(await faultsOf(call)).toEqual([fault]);
	});
});

interface Problem {
	readonly code: string;
	readonly message: string;
}

/** @returns the problems of the guide's own whole signal, categories and tags together with more files */
async function check(files: Record<string, string | Uint8Array>): Promise<Problem[]> {
	const cwd = makeContent(`-- categories.yml --
${block('yaml categories.yml')}-- tags.yml --
${block('yaml tags.yml')}-- ${whole?.info.replace('markdown ', '') ?? ''} --
${whole?.text ?? ''}`);
	for (const [file, text] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
		writeFileSync(path.join(cwd, file), text);
	}
	const { out } = await runHere(['check', '--content', '.', '--format', 'json'], { cwd });
	return (JSON.parse(out) as { problems: Problem[] }).problems.map(({ code, message }) => ({ code, message }));
}

/** @returns the fields of a piece of frontmatter as they are written, by name, in a category that exists */
function fieldsOf(text: string): Record<string, string> {
	const fields = [...text.matchAll(/^(?<name>\w+):(?<value>.*(?:\n[ -].*)*)/gm)].map(({ groups }) => [
		groups?.['name'] ?? '',
		groups?.['value']?.replace(/^ /, '') ?? '',
	]);
	return { category: 'Models', ...(Object.fromEntries(fields) as Record<string, string>) };
}

function frontmatter(text: string): unknown {
	return parse(text.split('---\n')[1] ?? '');
}

/** @returns the names in a value, `sources.url` for those in an item of a list */
function pathsOf(value: unknown, before = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, before));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, item]) => [`${before}${name}`, ...pathsOf(item, `${before}${name}.`)]);
}
