import { describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { parseSignal } from '../../src/signals/parse.ts';
import { openSite } from '../../src/site/open.ts';
import siteConfig from '../../src/site.config.ts';
import { corpusAsOf } from '../helpers/corpus.ts';
import { houseBody, makeContent, makeFolder, signalText } from '../helpers/make-content.ts';

const houseSections = ['Technical Context', 'Why It Matters', 'What to Watch Next'];
const renderer = createRenderer({ houseSections, words: { footnotes: 'Notes', backToText: 'Back', table: 'Table' } });

/** @returns what the author of a file is told. */
const told = (text: string) =>
	parseSignal(Buffer.from(text), renderer, houseSections).problems.map(
		({ line, column, message, hint }) => `${line}:${column} ${message} ${hint ?? ''}`,
	);
const field = (name: string, value: string) => told(signalText({ [name]: value })).join(' | ');
const body = (text: string) => told(signalText({}, houseBody.replace('What it is.', text))).join(' | ');

describe('a date in another form is told with itself in ours', () => {
	it.each([
		['2026/02/28', 'hyphens stand between year, month and day. Write 2026-02-28.'],
		['20260228', 'hyphens stand between year, month and day. Write 2026-02-28.'],
		['28.2.2026', 'the year comes first, and hyphens follow it. Write 2026-02-28.'],
		['2026-2-3', 'month and day have two digits. Write 2026-02-03.'],
		['2026-02-28T10:00+0200', 'the offset from UTC has two digits, a colon, and two digits. Write 2026-02-28T10:00+02:00.'],
		['2026-02-28 10:00 UTC', 'UTC is written as Z. Write 2026-02-28T10:00Z.'],
		['2026-02-28 9:00Z', 'the hour has two digits. Write 2026-02-28T09:00Z.'],
		['2026-02-28T10:00 CET', 'the zone is Z, or an offset such as +02:00. Write a day'],
		['28 February 2026', 'the month is a number. Write a day'],
		['2026/02/30', 'hyphens stand between year, month and day. Write a day from 01 to 28.'],
	])('%s', (written, expected) => {
		expect(field('date', written)).toContain(`"${written}" is not a date this site reads: ${expected}`);
	});

	it('and where a day stands, as a day', () => {
		expect(field('sources', '[{ url: "https://example.org/", date: 2026/2/3 }]')).toContain('Write 2026-02-03.');
		expect(field('sources', '[{ url: "https://example.org/", date: 2026-02-03T10:00Z }]')).toContain(
			'is a time, but here stands a day. Write 2026-02-03.',
		);
	});
});

describe('a hint is what the author would write', () => {
	it.each([
		['aliases', '[/signals/old/]', 'Write old.'],
		['aliases', '["https://site.example/signals/old/?x"]', 'Write old.'],
		['follows', 'bom.md', 'Write bom.'],
		['follows', '../2026/05/bom.md', 'Write bom.'],
		['follows', 'Bom Squad', 'Write bom-squad.'],
		['tags', '"[a, b]"', 'Remove the quotes: [a, b].'],
		['tags', 'a, b', 'Write [a, b].'],
		[
			'sources',
			'[{ url: https://example.org/, title: Foo, Bar and Baz }]',
			'If the comma belongs to the value, put the whole value in quotes',
		],
		['sources', '\n  -url: https://example.org/', 'Write - url:'],
		['sources', '\n  - url:https://example.org/', 'Write a space after the colon: url: https://example.org/'],
		['title', '{{ What happened }}', 'Put the value in quotes: "{{ … }}".'],
		['title', '"Vue writes {{ x }}"', 'If readers should see the braces, write only one of each pair.'],
		['title', '|\n  One\n  two', 'Write it on one line.'],
	])('%s: %s', (name, value, hint) => {
		const found = field(name, value);
		expect(found).toContain(hint);
		expect(found).not.toContain(' | ');
	});

	it.each([
		['Vue writes {{ x }}.', 'Braces that readers should see belong in backticks.'],
		['See [x](example.org/page).', 'Write https://example.org/page.'],
		['See [x](www.example.org).', 'Write https://www.example.org.'],
		['See [x](page.html).', 'Write the path from the root of the site'],
		['H<sub>2</sub>O', 'as in H₂O'],
		['<kbd>x</kbd>', 'in backticks'],
		['<details>x</details>', '### and a heading'],
		['<span>x</span>', 'without the tag'],
		['<iframe src="x"></iframe>', 'a link'],
		['A note.[^1]\n\n[^1] The note.', '14:1 There is no footnote [^1]. Write [^1]: with a colon'.replace('14', '16')],
		['[//]: # (a note)\n\nText.', 'This is a comment, which is dropped'],
	])('%s', (text, hint) => {
		const found = body(text);
		expect(found).toContain(hint);
		expect(found).not.toContain(' | ');
	});

	it.each([
		[
			'### Why It Matters',
			'The section Why It Matters is missing, unless this line is meant to start it. Write ## Why It Matters on this line.',
		],
		['## Why it matters:', 'Write ## Why It Matters on this line.'],
		['**Why It Matters**', 'Write ## Why It Matters on this line.'],
		['##Why It Matters', 'This heading is shown as it is typed, because no space follows its marks.'],
	])('%s', (heading, hint) => {
		const found = told(signalText({}, houseBody.replace('## Why It Matters', heading)));
		expect(found).toEqual([expect.stringMatching(/^16:1 /)]);
		expect(found[0]).toContain(hint);
	});

	it('leads to the code that is never closed, not to what is in it', () => {
		expect(body('```\ncode')).toBe(
			'14:1 The code that starts here is never closed, so Why It Matters, What to Watch Next and all else below is part of it. Write a line of ``` where the code ends.',
		);
		expect(body('```\n### Why It Matters\n```')).toBe('');
	});
});

describe('lists of the vocabulary', () => {
	const first = async (categories: string) => {
		const contentDir = makeContent(`-- categories.yml --\n${categories}`);
		const { problems } = await openSite({
			config: siteConfig,
			contentDir,
			contentName: 'content',
			cacheDir: makeFolder(),
			asOf: corpusAsOf,
		});
		return problems[0]?.hint;
	};
	const entry = 'Write - { slug: industry, label: Industry, description: Companies and people. }';

	it.each([
		['', entry],
		['# none yet\n', entry],
		['industry: Industry\n', entry],
		['Industry\n', entry],
		['[]\n', entry],
		['- Industry\n', entry],
		['- { label: Industry, description: x }\n', 'Write slug: industry'],
	])('%j', async (text, hint) => {
		expect(await first(text)).toBe(hint);
	});
});
