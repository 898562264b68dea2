import { describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { parseSignal } from '../../src/signals/parse.ts';
import siteConfig from '../../src/site.config.ts';
import { openSite } from '../../src/site/open.ts';
import { houseBody, makeContent, makeFolder, signalText } from '../helpers/make-content.ts';

const houseSections = ['Technical Context', 'Why It Matters', 'What to Watch Next'];
const renderer = createRenderer({ houseSections, words: { footnotes: 'Notes', backToText: 'Back', table: 'Table' } });
const parse = (text: string) => parseSignal(Buffer.from(text), renderer, houseSections);
const report = (text: string) =>
	parse(text).problems.map(({ code, severity, line, column, message }) => `${line}:${column} ${severity} ${code}: ${message}`);

/** Blanks wherever a field may have one. */
const everywhere = {
	title: '"{{ What happened }}"',
	score: '"{{ 0 to 10 }}"',
	category: '"{{ One of Industry, Models. }}"',
	date: '"{{ When it happened }}"',
	tags: '[a, "{{ tags }}"]',
	summary: '"The take, {{ with a number }}."',
	sources: '[{ url: "{{ address }}", date: "{{ day }}" }]',
	authors: '["{{ name }}"]',
	updated: '"{{ when }}"',
	updates: '[{ date: "{{ when }}", kind: "{{ kind }}", text: x }]',
	scores: '[{ date: "{{ when }}", from: "{{ from }}", to: 9, why: x }]',
	watch: '[{ what: x, by: "{{ day }}", status: happened, evidence: "{{ evidence }}" }]',
	follows: '"{{ slug }}"',
	aliases: '["{{ old slug }}"]',
	withdrawn: '{ date: "{{ when }}", reason: x }',
	id: '"{{ id }}"',
};
const count = Object.values(everywhere).join('').split('{{').length - 1;

describe('a blank', () => {
	it('is a warning in a draft, at its place, and says what to write', () => {
		expect(
			report(
				signalText(
					{ score: '"{{ 0 to 10: how much it weighs }}"', draft: 'true' },
					houseBody.replace('What comes.', 'Soon: {{ What\ncomes next? }}'),
				),
			),
		).toEqual([
			'3:9 warning blank/left: Still to write: 0 to 10: how much it weighs.',
			'23:7 warning blank/left: Still to write: What comes next?',
		]);
	});

	it('is an error in anything else', () => {
		const text = signalText({ score: '"{{ 0 to 10 }}"' }, houseBody.replace('What comes.', '{{ What comes }}'));
		expect(report(text)).toEqual(['3:9 error blank/left: Still to write: 0 to 10.', '22:1 error blank/left: Still to write: What comes.']);
		expect(parse(text).parsed).toBeUndefined();
		expect(parse(text).problems[0]?.hint).toBe(
			'Put your text in the place of the braces, or write draft: true until it is there. If readers should see the braces, write only one of each pair.',
		);
	});

	it('is the only problem of every field it may stand in, so that a draft can be read', () => {
		const { parsed, problems } = parse(signalText({ ...everywhere, draft: 'true' }));
		expect(problems.filter(({ code, severity }) => code !== 'blank/left' || severity !== 'warning')).toEqual([]);
		expect(problems).toHaveLength(count);
		expect(parsed?.data).toMatchObject({
			score: 0,
			date: '1990-01-01T00:00:00Z',
			sources: [{ url: 'https://blank.invalid/' }],
			aliases: [],
		});
	});

	it('is an error in each of them when the signal is no draft, and nothing stands in for it in checks of the set', () => {
		const { parsed, partial, problems } = parse(signalText(everywhere));
		expect(parsed).toBeUndefined();
		expect(new Set(problems.map(({ code, severity }) => `${severity} ${code}`))).toEqual(new Set(['error blank/left']));
		expect(problems).toHaveLength(count);
		expect(partial?.data).toEqual({});
	});

	it('leaves other mistakes of a draft to be found', () => {
		expect(report(signalText({ score: '11', category: '"{{ which }}"', draft: 'true' })).map((line) => line.split(': ', 1)[0])).toEqual([
			'4:12 warning blank/left',
			'3:8 error score/range',
		]);
	});

	it('may be written with escapes, and is still found', () => {
		const { parsed, problems } = parse(signalText({ score: '"\\x7b\\x7b 0 to 10 }}"' }));
		expect([parsed, problems.map(({ code, line, column }) => `${line}:${column} ${code}`)]).toEqual([undefined, ['3:8 blank/left']]);
	});

	it('is found in a link, and does not make the link a mistake as well', () => {
		expect(
			report(signalText({ draft: 'true' }, houseBody.replace('What it is.', '[{{ title }}]({{address}}) and ![{{ what }}]({{file}})'))).map(
				(line) => line.slice(0, 28),
			),
		).toEqual([
			'15:2 warning blank/left: Sti',
			'15:15 warning blank/left: St',
			'15:34 warning blank/left: St',
			'15:46 warning blank/left: St',
		]);
	});

	it.each([
		'`{{ code }}`',
		'```\n{{ code }}\n```',
		'    {{ code }}',
		'\\{{ escaped }}',
		'{{ not closed',
		'{{ over\n\nparagraphs }}',
		'{ { x } }',
	])('is not %j', (text) => {
		expect(report(signalText({}, houseBody.replace('What it is.', text)))).toEqual([]);
	});

	it('is not code in a summary either', () => {
		expect(report(signalText({ summary: '"The take, about `{{ name }}`."' }))).toEqual([]);
	});

	it('is told fifty times at most', () => {
		const text = '{{ a }}\n\n'.repeat(1_000);
		expect(report(signalText({ draft: 'true' }, houseBody.replace('What it is.', text)))).toHaveLength(50);
		expect(report(signalText({}, houseBody.replace('What it is.', '{{ a \n\n'.repeat(1_000))))).toEqual([]);
	});
});

describe('a draft with blanks among other signals', () => {
	const open = (text: string) =>
		openSite({
			config: siteConfig,
			contentDir: makeContent(text),
			contentName: 'content',
			cacheDir: makeFolder(),
			asOf: '2026-11-22T00:00:00Z',
		});
	const set = `-- signals/draft.md --
${signalText({ category: '"{{ which }}"', tags: '[known, "{{ subject }}"]', draft: 'true' })}
-- signals/other.md --
${signalText({ tags: '[known, subjects]' })}`;

	it('has no other problem: a blank is neither a category nor a tag', async () => {
		const { problems } = await open(set);
		expect(problems.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
			'content/signals/draft.md:4 blank/left',
			'content/signals/draft.md:6 blank/left',
		]);
	});

	it('can be shown: under the first category, without the tag that is still to be written', async () => {
		const { content } = await open(set);
		const draft = content.everything().signals.find(({ slug }) => slug === 'draft');
		expect([draft?.category.label, draft?.tags.map(({ label }) => label)]).toEqual(['Industry', ['known']]);
	});
});
