import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/signals/yaml.ts';

const told = (text: string) =>
	parseYaml(text).problems.map(({ line, column, code, message, hint }) => `${line}:${column} ${code}: ${message} ${hint ?? ''}`);

describe('YAML that cannot be read', () => {
	it("is told in an author's words, at the character where the mistake begins, once", () => {
		const mistakes = [
			'title: Re: a: b',
			'title: @x',
			'title: - x',
			'title: "a "fast" chip"',
			"title: 'It's'",
			'title: "never closed\nscore: 7\ncategory: "x"',
			'title: "a \\q b"',
			'title: [x](y)',
			'title: x ]\ntags: ]\nscore: 7\ndate: 2026',
			'tags: [x, y\nscore: 7',
			'sources: [{ url: x ]\nscore: 7',
			'tags: [a, , b]',
			'tags: ["a" b]',
			'tags: [a,#b]\nscore: 7',
			'title: | text',
			'title: x\n  score: 7',
			'  title: x\nscore: 7\ndate: 2026',
			'tags:\n  - a\n - b',
			'score 7\ntitle: x',
			'title: x\ndraft',
			'title: x\n...\nscore: 7',
			'title: x\n---\nscore: 7',
			'title: & Co',
			'title: !<x y',
			'tags:\n\t- a',
		];
		expect(mistakes.map((text) => [text, ...told(text)].join('\n')).join('\n\n')).toMatchInlineSnapshot(`
			"title: Re: a: b
			1:8 yaml/syntax: A colon with a space after it makes a second field of this line. Put the value in quotes: 'first: second'.

			title: @x
			1:8 yaml/syntax: A value cannot start with @ unless it is in quotes. Put the value in quotes: '…'.

			title: - x
			1:8 yaml/syntax: A hyphen with a space after it starts a list, which cannot stand beside the name of its field. Put the value in quotes: '…'.

			title: "a "fast" chip"
			1:12 yaml/syntax: The quoted text ends before this. Inside "…" write quotes as \\", inside '…' as ''.

			title: 'It's'
			1:12 yaml/syntax: The quoted text ends before this. Inside "…" write quotes as \\", inside '…' as ''.

			title: "never closed
			score: 7
			category: "x"
			1:8 yaml/syntax: The quote that opens here is not closed at the end of the value. Close it.

			title: "a \\q b"
			1:11 yaml/syntax: A backslash in double quotes starts an escape, and this one does not exist. Write \\\\ for a backslash, or use single quotes: '…'.

			title: [x](y)
			1:11 yaml/syntax: A list in brackets ends before this, but the line goes on. Put the whole value in quotes if it is text.

			title: x ]
			tags: ]
			score: 7
			date: 2026
			2:7 yaml/syntax: This bracket closes nothing. Remove it, or put the value in quotes: '…'.

			tags: [x, y
			score: 7
			1:7 yaml/syntax: The bracket that opens here is never closed. Close it with ] or }, or put text in quotes: '…'.

			sources: [{ url: x ]
			score: 7
			1:11 yaml/syntax: The bracket that opens here is never closed. Close it with ] or }, or put text in quotes: '…'.

			tags: [a, , b]
			1:11 yaml/syntax: Two items of the list are not divided by one comma. Write [one, two], with quotes round an item that holds a comma.

			tags: ["a" b]
			1:12 yaml/syntax: Two items of the list are not divided by one comma. Write [one, two], with quotes round an item that holds a comma.

			tags: [a,#b]
			score: 7
			1:10 yaml/syntax: A # needs a space before it to start a comment, or quotes to be text. Put the value in quotes: '…'.

			title: | text
			1:10 yaml/syntax: After | or > the text starts on the next line, indented. Move it there, or put the value in quotes.

			title: x
			  score: 7
			1:8 yaml/syntax: The line after this one is indented, so that both read as one value with a colon in it. Start the next field in the first column, or put the value in quotes.

			  title: x
			score: 7
			date: 2026
			2:1 yaml/syntax: This line is not indented like those it belongs to. Start every field in the first column, and the items of one list below each other.

			tags:
			  - a
			 - b
			3:1 yaml/syntax: This line is not indented like those it belongs to. Start every field in the first column, and the items of one list below each other.

			score 7
			title: x
			1:1 yaml/syntax: This line is no field, because it has no colon with a space after it. Write it as \`name: value\`.

			title: x
			draft
			2:1 yaml/syntax: This line is no field, because it has no colon with a space after it. Write it as \`name: value\`.

			title: x
			...
			score: 7
			3:1 yaml/syntax: A second YAML document starts here. Remove the line of --- or ... before it.

			title: x
			---
			score: 7
			2:1 yaml/syntax: A second YAML document starts here. Remove the line of --- or ... before it.

			title: & Co
			1:8 yaml/alias: A value that starts with & or * is an anchor or alias of YAML, which are not allowed. Put the value in quotes: '…'.

			title: !<x y
			1:8 yaml/tag: A value that starts with ! is a tag of YAML, which are not allowed. Put the value in quotes: '…'.

			tags:
				- a
			2:1 yaml/tab: A tab is used for indentation, which YAML does not allow. Indent with spaces."
		`);
	});

	it.each(['&a x', '*a', '&a &b x', '!!binary aGk=', '!foo x', '!'])('%s is refused where it starts', (value) => {
		expect(told(`score: 7\ntitle: ${value}`)).toHaveLength(1);
		expect(told(`score: 7\ntitle: ${value}`)[0]).toMatch(/^2:(?:8|11) yaml\/(?:alias|tag): /);
	});

	it('never costs more than it is long, nor brings a thousand messages', () => {
		expect(told('x ]\n'.repeat(40_000)).length).toBeLessThan(21);
		expect(told('a: "b" c\n'.repeat(20_000)).length).toBeLessThan(21);
		expect(told(`- &a x\n${'- *a\n'.repeat(40_000)}`)).toHaveLength(1);
	});

	it.each([
		['brackets', '['.repeat(17)],
		['braces', '{ a: '.repeat(17)],
		['hyphens', '- '.repeat(17)],
		['question marks', '? '.repeat(17)],
		['indentation', Array.from({ length: 17 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
	])('is refused by its depth before it is read: %s', (_name, text) => {
		expect(told(text)[0]).toMatch(/yaml\/too-deep: Lists and maps are nested more than 16 deep\./);
	});

	it('may be as deep as the limit', () => {
		expect(told(`${'['.repeat(15)}${']'.repeat(15)}`)).toEqual([]);
		expect(told(Array.from({ length: 16 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'))).toEqual([]);
	});
});

describe('the meaning of a value', () => {
	it.each([
		['7', 7],
		['-0.5', -0.5],
		['007', '007'],
		['1_000', '1_000'],
		['1:30', '1:30'],
		['0x1F', '0x1F'],
		['1e3', '1e3'],
		['.5', '.5'],
		['yes', 'yes'],
		['no', 'no'],
		['True', 'True'],
		['true', true],
		['~', null],
		['null', null],
		['2026-02-30', '2026-02-30'],
		['"7"', '7'],
		["'true'", 'true'],
	])('%s is %j', (text, value) => {
		expect(parseYaml(`x: ${text}`).value).toEqual({ x: value });
	});
});
