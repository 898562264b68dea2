import fc from 'fast-check';
import type { Link, Paragraph } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { describe, expect, it } from 'vitest';
import type { Signal } from '../../src/signals/signal.ts';
import { citation } from '../../src/site/citation.ts';
import { payloads } from '../helpers/payloads.ts';
import { makeSignal, makeSite } from '../feeds/make-site.ts';

const site = makeSite();
const cite = (changes: Partial<Signal> = {}) => citation(site, makeSignal('new-model', { title: 'A lab releases a model', ...changes }));

describe('a citation', () => {
	it('says who, what, where, when, and how much it weighs', () => {
		expect(cite({ authors: ['Ada Lovelace', 'J. P. Q.'] }).plain).toBe(
			'Ada Lovelace, J. P. Q. “A lab releases a model.” Signals, 19 May 2026. 8.4/10. https://signals.example/signals/new-model/',
		);
		expect(cite({ title: 'Is it over?', score: 9 }).plain).toBe(
			'“Is it over?” Signals, 19 May 2026. 9/10. https://signals.example/signals/new-model/',
		);
	});

	it('says of a withdrawn signal that it was', () => {
		const { plain, bibTeX, markdown } = cite({ withdrawn: { date: '2026-05-20T00:00:00Z', reason: 'Wrong.' } });
		for (const text of [plain, bibTeX, markdown]) expect(text).toContain('Withdrawn: A lab releases a model');
	});

	it('is an entry that BibTeX reads', () => {
		expect(cite({ authors: ['Ada Lovelace', 'Smith and Sons', 'Lovelace, Ada'] }).bibTeX).toMatchInlineSnapshot(`
			"@misc{signals.example:new-model,
			  author = {Ada Lovelace and {Smith and Sons} and {Lovelace, Ada}},
			  title = {{A lab releases a model}},
			  howpublished = {Signals},
			  year = {2026},
			  month = may,
			  note = {Published 19 May 2026, score 8.4/10},
			  url = {https://signals.example/signals/new-model/}
			}"
		`);
		expect(parseBibTeX(cite().bibTeX).fields.get('author')).toBe('{The Publisher}');
	});

	it('keeps its key when a signal is renamed, and never has one that BibTeX would cut', () => {
		const key = (id: string) => parseBibTeX(cite({ id }).bibTeX).key;
		expect(key('first-name')).toBe('signals.example:first-name');
		expect(key('https://old.example/post/1')).toBe('signals.example:https://old.example/post/1');
		for (const id of ['a,b', "it's", 'a=b', 'a%20b', 'a#b', 'a~b', 'a(b)', 'né']) expect(key(id)).toBe('signals.example:new-model');
	});

	const titles = fc.oneof(
		fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
		fc.string({ unit: fc.constantFrom(...'\\{}$&%#_~^<>|"@,=*`[]()!-+.:/ a1;'), minLength: 1, maxLength: 40 }),
		fc.constantFrom(
			...Object.values(payloads).flat(),
			'{',
			'}',
			'}}',
			'\\',
			'\\}',
			'$5 & 100%',
			'C# and C++ {x}',
			'&amp;',
			'https://a.example/ www.b.example',
		),
	);
	/** As a title is: one line, without spaces around. */
	const line = titles.map((text) => text.replace(/\s+/gu, ' ').trim()).filter((text) => text !== '' && !/\p{Cc}/u.test(text));

	it('gives a title back from BibTeX as it was, whatever it holds', () => {
		fc.assert(
			fc.property(line, (title) => {
				const { fields } = parseBibTeX(cite({ title, authors: [title] }).bibTeX);
				expect([...fields.keys()]).toEqual(['author', 'title', 'howpublished', 'year', 'month', 'note', 'url']);
				expect(plainText(fields.get('title') ?? '')).toBe(title);
				expect(plainText(fields.get('author') ?? '')).toBe(title);
			}),
		);
	});

	it('gives a title back from Markdown as it was, in one link', () => {
		const parser = remark().use(remarkGfm);
		fc.assert(
			fc.property(line, (title) => {
				const { children } = parser.parse(cite({ title }).markdown);
				const [paragraph] = children as [Paragraph];
				const [link] = paragraph.children as [Link];
				expect([children.length, paragraph.children.length, link.type]).toEqual([1, 1, 'link']);
				expect(link.url).toBe('https://signals.example/signals/new-model/');
				expect(link.children.every(({ type }) => type === 'text')).toBe(true);
				expect(toString(link)).toBe(title);
			}),
		);
	});
});

/** Reads one entry as BibTeX does: braces are counted, even behind a backslash. */
function parseBibTeX(text: string): { key: string; fields: Map<string, string> } {
	const [head = '', key = ''] = /^@misc\{([^\s,{}"#%~\\'()=]+),/.exec(text) ?? [];
	expect(head).not.toBe('');
	const fields = new Map<string, string>();
	let rest = text.slice(head.length);
	for (;;) {
		const [start = '', name = '', word] = /^\s*([a-z]+) = (?:\{|([a-z]{3})(?=[,\n]))/.exec(rest) ?? [];
		expect(start).not.toBe('');
		const end = word === undefined ? closingBrace(rest, start.length) : start.length;
		fields.set(name, word ?? rest.slice(start.length, end));
		rest = rest.slice(word === undefined ? end + 1 : end);
		if (!rest.startsWith(',')) break;
		rest = rest.slice(1);
	}
	expect(rest).toBe('\n}');
	return { key, fields };
}

function closingBrace(text: string, from: number): number {
	let depth = 1;
	for (let index = from; index < text.length; index += 1) {
		if (text[index] === '{') depth += 1;
		if (text[index] === '}') depth -= 1;
		if (depth === 0) return index;
	}
	throw new Error(`No brace closes ${text.slice(from)}`);
}

/** @returns what LaTeX prints of a field. */
function plainText(field: string): string {
	const printed: Record<string, string> = {
		textbackslash: '\\',
		textbraceleft: '{',
		textbraceright: '}',
		textasciitilde: '~',
		textasciicircum: '^',
		textless: '<',
		textgreater: '>',
		textbar: '|',
	};
	const text = field.replace(/\\(text[a-z]+)\{\}|\\([$&%#_])|[{}]|[\\$&%#_~^]/g, (all, name?: string, character?: string) => {
		if (name !== undefined) return printed[name] ?? all;
		if (character !== undefined) return character;
		if (all === '{' || all === '}') return '';
		throw new Error(`LaTeX would take ${all} in ${field} as a command.`);
	});
	return text;
}
