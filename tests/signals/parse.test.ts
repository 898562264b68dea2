import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { parseSignal } from '../../src/signals/parse.ts';
import { houseBody, signalText } from '../helpers/make-content.ts';

const houseSections = ['Technical Context', 'Why It Matters', 'What to Watch Next'];
const renderer = createRenderer({ houseSections, words: { footnotes: 'Notes', backToText: 'Back', table: 'Table' } });
const parse = (text: string | Uint8Array) => parseSignal(typeof text === 'string' ? Buffer.from(text) : text, renderer, houseSections);
const report = (text: string | Uint8Array) =>
	parse(text).problems.map(({ code, line, column, message, hint }) => `${line}:${column} ${code}: ${message} ${hint ?? ''}`.trim());
const codes = (text: string | Uint8Array) => parse(text).problems.map(({ code }) => code);

describe('a signal in house style', () => {
	it('has no problem, and its values have their types', () => {
		const { parsed, problems } = parse(signalText({ score: '7.5', date: '2026-05-19T18:01+02:00', tags: '[AI safety, "C++"]' }));
		expect(problems).toEqual([]);
		expect(parsed?.data).toMatchObject({ score: 7.5, date: '2026-05-19T16:01:00Z', tags: ['AI safety', 'C++'] });
	});

	it('may start with a byte-order mark, end its lines with CR LF, and be in any script', () => {
		expect(report(`\uFEFF${signalText({ title: '"新しいモデル 👩🏽‍💻 صدر نموذج"' }).replaceAll('\n', '\r\n')}`)).toEqual([]);
	});

	it('may have a heading instead of a title', () => {
		const text = signalText().replace('title: A lab releases a model\n', '').replace('The take.', '# The title\n\nThe take.');
		expect(parse(text).parsed).toMatchObject({ title: 'The title', take: { text: 'The take.', isLead: true } });
		expect(report(text)).toEqual([]);
	});
});

describe('the address of a source', () => {
	it.each([
		['https://example.org/a|b[c]^`d`', 'https://example.org/a%7Cb%5Bc%5D%5E%60d%60'],
		['https://example.org/?t={id}&a[]=1|2\\3', 'https://example.org/?t=%7Bid%7D&a%5B%5D=1%7C2%5C3'],
		['https://example.org/#a#{b}', 'https://example.org/#a%23%7Bb%7D'],
		['https://example.org/100%/50%25/%zz', 'https://example.org/100%25/50%25/%25zz'],
		['https://[2001:db8::1]:8443/a', 'https://[2001:db8::1]:8443/a'],
		["https://example.org/~a_b-c.d/(e)!$&'*+,;=:@?f=/?", "https://example.org/~a_b-c.d/(e)!$&'*+,;=:@?f=/?"],
		['https://EXAMPLE.org/ü', 'https://example.org/%C3%BC'],
	])('%s is published as %s', (written, published) => {
		const text = signalText({ sources: `[{ url: ${JSON.stringify(written)} }]` });
		expect(parse(text).parsed?.data.sources?.[0]?.url).toBe(published);
	});
});

describe('mistakes in the frontmatter', () => {
	it('are told with their place, what is wrong and what to write', () => {
		const text = `---
tittle: "A misspelt key"
score: 11
category:
date: 2026-02-30
tags: [a, 2026, A]
sources:
  - url: http://example.org/
    tile: x
updates: [{ date: 2026-06-01T10:00, kind: fix, text: "" }]
follows: Not A Slug
draft: yes
---
Text.
`;
		expect(report(text).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))).toMatchInlineSnapshot(`
			[
			  "2:1 frontmatter/unknown-key: There is no field "tittle". Did you mean title?",
			  "3:8 score/range: score is 11, but must be between 0 and 10. Write a number such as 7 or 7.5.",
			  "4:10 category/empty: category is empty. Write category: Industry",
			  "5:7 date/impossible: 30 February 2026 does not exist; February has 28 days that year. Write a day from 01 to 28.",
			  "6:11 tags/type: tag 2 must be text, but is the number 2026. Put it in quotes: "2026".",
			  "8:10 sources/url: "http://example.org/" is not an https address. Link to the https version of the page.",
			  "9:5 sources/unknown-key: There is no field "tile" in source 1. Did you mean title?",
			  "10:19 updates/zone: "2026-06-01T10:00" has a time but no time zone. Write 2026-06-01T10:00Z if it is UTC, or add the offset, as in 2026-06-01T10:00+02:00.",
			  "10:43 updates/value: kind of update 1 is the text "fix", which is not one of its values. Write one of correction, update.",
			  "10:54 updates/empty: text of update 1 is empty. Write a text.",
			  "11:10 follows/slug: "Not A Slug" must be lower-case letters a to z and digits, joined by single hyphens. Write not-a-slug.",
			  "12:8 draft/type: draft must be true or false, but is the text "yes". Write true, or leave the field out.",
			  "14:1 house/section-missing: The sections Technical Context, Why It Matters, What to Watch Next are missing. Add ## Technical Context, ## Why It Matters, ## What to Watch Next.",
			]
		`);
	});

	it.each([
		['score: "7,5"', 'score/type'],
		['score: 012', 'score/type'],
		['score: 0x1F', 'score/type'],
		['score: 1e3', 'score/type'],
		['score: .inf', 'score/type'],
		['score: true', 'score/type'],
		['score: -1', 'score/range'],
		['score: 7.25', 'score/decimals'],
		['date: 2026-02-28T10:00:00', 'date/zone'],
		['date: 2026-02-28 10:00:00', 'date/zone'],
		['date: 2026-13-01', 'date/impossible'],
		['date: 2026-02-28T25:00Z', 'date/impossible'],
		['date: 2026-02-28T23:59:60Z', 'date/impossible'],
		['date: 28/02/2026', 'date/format'],
		['date: 2026-2-3', 'date/format'],
		['date: 0000-01-01', 'date/impossible'],
		['tags: security', 'tags/type'],
		['tags: [AI safety, ai-safety]', 'tags/duplicate'],
		['tags: ["!!!"]', 'tags/slug'],
		['draft: "true"', 'draft/type'],
		['title: 2026', 'title/type'],
		['title: ""', 'title/empty'],
		['title: "a\\nb"', 'title/lines'],
		['updated: 2026-05-18', 'updated/order'],
		['scores: [{ date: 2026-05-20, from: 6, to: 6.5, why: x }]', 'scores/last'],
		['watch: [{ what: x, by: 2026-09-01, status: happened, evidence: "https://example.org/" }]', 'watch/resolved'],
		['watch: [{ what: x, by: 2026-09-01, status: happened, resolved: 2026-08-01 }]', 'watch/evidence'],
		['tags:', 'tags/empty'],
		['sources: [{ url: "javascript:alert(1)" }]', 'sources/url'],
		['sources: [{ url: "https://user:pw@example.org/" }]', 'sources/url'],
		['__proto__: { polluted: 1 }', '__proto__/unknown-key'],
	])('%s is %s', (line, code) => {
		const [name = ''] = line.split(':');
		expect(codes(signalText({ [name]: line.slice(name.length + 1).trim() }))).toContain(code.replace('__proto__/', 'frontmatter/'));
		expect({}).not.toHaveProperty('polluted');
	});
});

describe('a misspelt field', () => {
	it('is told once', () => {
		const codesOf = codes(signalText({ title: 'x' }).replace('sources:', 'source:'));
		expect(codesOf).toEqual(['frontmatter/unknown-key']);
	});
});

describe('what YAML would drop without a word', () => {
	it('is told', () => {
		expect(report(signalText({ title: 'Rank #1 of all' }))).toEqual([
			'2:8 yaml/comment: What follows the # is a comment, so "#1 of all" is dropped. Put the value in quotes, or a space after the #.',
		]);
		expect(report(signalText({ title: 'A title # a comment' }))).toEqual([]);
	});
});

describe('frontmatter that is no frontmatter', () => {
	it.each([
		['---js\n{ title: (globalThis.canary = 1) }\n---\nText.\n', 'frontmatter/language'],
		['---JavaScript\nx\n---\n', 'frontmatter/language'],
		['--- js\nx\n---\n', 'frontmatter/language'],
		['---json\n{}\n---\n', 'frontmatter/language'],
		['+++\na = 1\n+++\n', 'frontmatter/start'],
		['\n---\na: 1\n---\n', 'frontmatter/start'],
		['----\na: 1\n----\n', 'frontmatter/start'],
		['Just text.\n', 'frontmatter/start'],
		['---\na: 1\n\nText that never ends the frontmatter.\n', 'frontmatter/unclosed'],
		['---\na: 1\n---suffix\nText.\n', 'frontmatter/unclosed'],
		['---\na: 1\n...\nText.\n', 'frontmatter/unclosed'],
		['', 'file/empty'],
		['---\n- a\n---\n', 'frontmatter/type'],
		['---\n---\n', 'frontmatter/empty'],
		['---\na:\n\tb: 1\n---\n', 'yaml/tab'],
		['---\ntitle: Re: a: b\n---\n', 'yaml/syntax'],
		['---\ntitle: a\ntitle: b\n---\n', 'yaml/duplicate-key'],
		['---\ntitle: &a x\nid: *a\n---\n', 'yaml/alias'],
		['---\ntitle: !!binary aGk=\n---\n', 'yaml/tag'],
		[`---\na: ${'['.repeat(5000)}\n---\n`, 'yaml/too-deep'],
	])('%j is %s, the second time too', (text, code) => {
		expect(codes(text)).toContain(code);
		expect(codes(text)).toContain(code);
		expect(globalThis).not.toHaveProperty('canary');
	});

	it('runs no code that a body holds', () => {
		expect(report(signalText({}, `---js\n{ a: (globalThis.canary = 1) }\n---\n${houseBody}`)).length).toBeLessThan(2);
		expect(globalThis).not.toHaveProperty('canary');
	});
});

describe('bytes that are no text', () => {
	it('names the place of what is not UTF-8', () => {
		expect(report(Buffer.concat([Buffer.from('---\ntitle: a'), Buffer.from([0xff]), Buffer.from('\n---\n')]))).toEqual([
			'2:9 file/encoding: The file is not UTF-8 from here on. Save it as UTF-8.',
		]);
	});

	it.each(['\u0000', '\u0001', '\u000B', '\u007F', '\u0085', '\u202E', '\u2066', '\u200B', '\uFFFE', '\u{E0041}'])(
		'refuses the invisible character %j',
		(character) => {
			expect(report(signalText({}, `${houseBody}\nab${character}c\n`))[0]).toMatch(/^24:3 file\/character: /);
		},
	);

	it('refuses a file of more than 256 KiB unread', () => {
		expect(codes(Buffer.alloc(256 * 1024 + 1, 'a'))).toEqual(['file/too-large']);
	});

	it('never crashes, and never publishes what has an error', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 200 }), (bytes, text) => {
				for (const file of [
					bytes,
					Buffer.from(`---\n${text}\n---\n${text}`),
					Buffer.from(signalText({ title: JSON.stringify(text) }, text)),
				]) {
					const { parsed, problems } = parse(file);
					expect(parsed === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
					for (const { line, column } of problems) expect(Math.min(line, column)).toBeGreaterThan(0);
				}
			}),
			{ numRuns: 200, seed: 1 },
		);
	});
});

describe('house style', () => {
	it('warns of missing, empty and misplaced sections and of a missing source', () => {
		expect(report(signalText({ sources: '[]' }, '\nText.\n\n## Why It Matters\n\nIt does.\n\n## Technical Context\n')))
			.toMatchInlineSnapshot(`
			[
			  "9:1 house/section-missing: The section What to Watch Next is missing. Add ## What to Watch Next.",
			  "16:1 house/section-empty: The section Technical Context is empty. Write it, or remove the heading.",
			  "16:1 house/section-order: Technical Context comes after Why It Matters. The order is Technical Context, Why It Matters, What to Watch Next.",
			  "7:10 house/source-missing: The signal names no source. Add sources: with at least one url.",
			]
		`);
	});
});
