import { describe, expect, it } from 'vitest';
import { limits } from '../../src/signals/limits.ts';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { checkStructure } from '../../src/signals/markdown/structure.ts';
import { parseSignal } from '../../src/signals/parse.ts';
import { signalText } from '../helpers/make-content.ts';
import { pathological } from '../helpers/pathological.ts';

const { body, markup, listing } = limits;
const renderer = createRenderer({ houseSections: [], words: { footnotes: 'Notes', backToText: 'Back', table: 'Table' } });
const problemsOf = (text: string) =>
	renderer.body(text, 1, undefined).problems.map(({ code, line, column }) => `${line}:${column} ${code}`);

/** Repeats something `n` times in one block, on lines short enough. */
const inBlock = (part: string) => (n: number) => Array.from({ length: n }, (_, index) => part + (index % 100 === 99 ? '\n' : ' ')).join('');
/** Repeats something `n` times, in blocks of a hundred. */
const inBody = (part: string) => (n: number) =>
	Array.from({ length: n }, (_, index) => part + (index % 100 === 99 ? '\n\n' : ' ')).join('');
const lines = (part: string, gap: number) => (n: number) =>
	Array.from({ length: n }, (_, index) => `${part}\n${index % gap === gap - 1 ? '\n' : ''}`).join('');

const cases: readonly (readonly [name: string, limit: number, make: (n: number) => string, code: string])[] = [
	['lines', body.lines, (n) => '\n'.repeat(n - 1), 'body/too-long'],
	['characters of a line', body.line, (n) => 'a'.repeat(n), 'body/line-length'],
	['characters of a block', body.block, (n) => 'abcdef\n'.repeat(n / 7 + 1).slice(0, n - 1), 'body/too-long'],
	['quotes opened by a line', body.markersInLine, (n) => `${'> '.repeat(n)}a`, 'body/too-deep'],
	['lists opened by a line', body.markersInLine, (n) => `${'- '.repeat(n)}a`, 'body/too-deep'],
	['numbered lists opened by a line', body.markersInLine, (n) => `${'1. '.repeat(n)}a`, 'body/too-deep'],
	['columns before an item', body.indentation, (n) => `${' '.repeat(n)}- a`, 'body/too-deep'],
	['tabs before an item', body.indentation / 4, (n) => `${'\t'.repeat(n)}- a`, 'body/too-deep'],
	['backticks in a row', markup.backticks, (n) => '`'.repeat(n), 'body/too-complex'],
	['emphasis of a block', markup.emphasis.inBlock, inBlock('*a'), 'body/too-complex'],
	['emphasis', markup.emphasis.inBody, inBody('_a'), 'body/too-complex'],
	['markup of a block', markup.characters.inBlock, inBlock('\\a'), 'body/too-complex'],
	['markup', markup.characters.inBody, inBody('`'), 'body/too-complex'],
	['opening brackets of a block', markup.openBrackets.inBlock, inBlock('[a'), 'body/too-complex'],
	['opening brackets', markup.openBrackets.inBody, inBody('[a'), 'body/too-complex'],
	['closing brackets of a block', markup.closeBrackets.inBlock, inBlock('a]'), 'body/too-complex'],
	['closing brackets', markup.closeBrackets.inBody, inBody('a]'), 'body/too-complex'],
	['images of a block', markup.images.inBlock, inBlock('!['), 'body/too-complex'],
	['images', markup.images.inBody, inBody('!['), 'body/too-complex'],
	['footnotes of a block', markup.footnotes.inBlock, inBlock('[^a'), 'body/too-complex'],
	['footnotes', markup.footnotes.inBody, inBody('[^a'), 'body/too-complex'],
	['declarations of a block', markup.declarations.inBlock, inBlock('a<!'), 'body/too-complex'],
	['declarations', markup.declarations.inBody, inBody('a<?'), 'body/too-complex'],
	['pipes of a block', markup.pipes.inBlock, inBlock('|'), 'body/too-complex'],
	['pipes', markup.pipes.inBody, inBody('|'), 'body/too-complex'],
	['addresses of a block', markup.addresses.inBlock, inBlock('a@b'), 'body/too-complex'],
	['addresses', markup.addresses.inBody, inBody('www.'), 'body/too-complex'],
	['items of a block', markup.containers.inBlock, lines('- a', 2000), 'body/too-complex'],
	['items', markup.containers.inBody, lines('> a', 100), 'body/too-complex'],
	['underlines of a block', markup.underlines.inBlock, lines('a\n=', 2000), 'body/too-complex'],
	['underlines', markup.underlines.inBody, lines('a\n-', 50), 'body/too-complex'],
];

describe('a text is refused before it is parsed when it has more than the limit of', () => {
	it.each(cases)('%s', (_, limit, make, code) => {
		for (const fits of [limit - 1, limit]) expect(checkStructure(make(fits)), String(fits)).toBeUndefined();
		expect(checkStructure(make(limit + 1))).toMatchObject({ code, severity: 'error' });
	});
});

describe('a parsed text is refused when it has more than the limit of', () => {
	it.each<readonly [string, number, (n: number) => string, string]>([
		['headings', body.headings, (n) => '## a\n'.repeat(n), 'body/too-complex'],
		['links', body.links, (n) => '[a](/b/)\n\n'.repeat(n), 'body/too-complex'],
		['cells', body.cells / 10, (n) => `|${'a|'.repeat(10)}\n|${'-|'.repeat(10)}\n${'|b\n'.repeat(n - 1)}`, 'body/too-complex'],
		[
			'levels of emphasis',
			body.depth - 2,
			(n) => `${'*a **a '.repeat(n / 2)}${n % 2 === 1 ? '*a' : ''} b${n % 2 === 1 ? '*' : ''}${' b** b*'.repeat(n / 2)}`,
			'body/too-deep',
		],
	])('%s', (_, limit, make, code) => {
		expect(problemsOf(make(limit)).filter((problem) => problem.includes(' body/'))).toEqual([]);
		expect(problemsOf(make(limit + 1))).toEqual([expect.stringContaining(` ${code}`)]);
	});
});

describe('a refusal', () => {
	it('is one problem with the place of what is too much, and leaves the fields to be seen', () => {
		const { parsed, partial, problems } = parseSignal(
			Buffer.from(signalText({ watch: '[]' }, `\nA text.\n\n${'> '.repeat(17)}a\n\n${'> '.repeat(17)}a\n`)),
			renderer,
			['Technical Context'],
		);
		expect(parsed).toBeUndefined();
		expect(partial).toMatchObject({ isRefused: true, data: { title: 'A lab releases a model' }, links: [], images: [] });
		expect(problems).toEqual([
			{
				code: 'body/too-deep',
				severity: 'error',
				line: 13,
				column: 33,
				message: 'This line opens more than 16 quotes and lists.',
				hint: 'Write the text with fewer levels of lists and quotes.',
			},
		]);
	});

	it('points into the summary when that is at fault', () => {
		const text = signalText({ summary: `"${'> '.repeat(17)}a"` });
		expect(parseSignal(Buffer.from(text), renderer, []).problems).toMatchObject([
			{ code: 'body/too-deep', line: 8, column: 'summary: "'.length + 33 },
		]);
	});

	it('does not meet what a briefing holds', () => {
		const code = Array.from(
			{ length: 300 },
			(_, line) => `\t\tconst snake_case_${line} = values[${line}] * (other_value | *pointer); // [x](y) <b> _a_`,
		).join('\n');
		const table = `| a | b | c | d |\n| - | - | - | - |\n${Array.from({ length: 200 }, (_, row) => `| [${row}](https://example.org/${row}) | **b** | \`c\` | ~~d~~ |`).join('\n')}`;
		const list = Array.from({ length: 300 }, (_, item) => `${'  '.repeat(item % 6)}- Item ${item}`).join('\n');
		const text = `\`\`\`c\n${code}\n\`\`\`\n\n${table}\n\n${list}\n\n${'A long paragraph of a patient author. '.repeat(400)}\n`;
		expect(problemsOf(text)).toEqual([]);
	});
});

describe('a listing', () => {
	const colours = (length: number) =>
		renderer.body(`\`\`\`js\n${'let a;\n'.repeat(length / 7)}\`\`\`\n`, 1, undefined).html.includes('hljs-');

	it('is highlighted up to a length, and published in one colour beyond it', () => {
		expect(colours(listing.highlighted - 7)).toBe(true);
		expect(colours(listing.highlighted + 7)).toBe(false);
	});

	it('is highlighted up to a length of all listings', () => {
		const one = `\`\`\`js\n${'let a;\n'.repeat(700)}\`\`\`\n\n`;
		const html = renderer.body(one.repeat(5), 1, undefined).html.split('<pre>').slice(1);
		expect(html.map((part) => part.includes('hljs-'))).toEqual([true, true, true, true, false]);
	});

	it('in a language whose grammar is too slow has one colour', () => {
		expect(renderer.body(`\`\`\`md\n# [a](b)\n\`\`\`\n`, 1, undefined).html).not.toContain('hljs-');
	});
});

// Each has made some Markdown parser run for minutes. That they end at all is the test.
describe('a text made to take forever ends', () => {
	it.each(Object.entries(pathological))('%s', (_, make) => {
		for (const n of [50_000, 1000]) {
			const text = make(n).slice(0, limits.file);
			const { problems } = parseSignal(Buffer.from(signalText({}, `\n${text}\n`)), renderer, []);
			// That message comes from a stack that overflowed, which is not the same on every machine.
			expect(problems.filter(({ message }) => message.includes('too deeply to be read'))).toEqual([]);
			if (checkStructure(`\n${text}\n`)) expect(problems).toHaveLength(1);
		}
	});
});
