import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitFrontmatter } from '../../src/signals/frontmatter.ts';
import { serializeScalar, serializeSignal } from '../../src/signals/serialize.ts';
import { parseYaml } from '../../src/signals/yaml.ts';

const read = (text: string) => {
	const split = splitFrontmatter(text);
	if ('problems' in split) throw new Error(JSON.stringify(split.problems));
	return { fields: JSON.parse(JSON.stringify(split.yaml.value)) as unknown, body: split.body, problems: split.yaml.problems };
};

describe('serializeSignal', () => {
	it('writes fields in the order of the schema, texts in quotes where they need them, lists on one line, maps in lines', () => {
		expect(
			serializeSignal(
				{
					draft: true,
					tags: ['open weights', 'C++', '2026', 'no', 'a, b'],
					title: 'A "quoted" title: with a colon',
					sources: [{ url: 'https://example.org/a?b=c#d', date: '2026-05-19' }, { url: 'https://example.org/' }],
					withdrawn: { date: '2026-05-20', reason: 'It was wrong.' },
					date: '2026-05-19T16:01Z',
					score: 7.5,
					category: 'Models',
					authors: [],
				},
				'\n\nThe take.\r\n\r\n    code\n\n\n',
			),
		).toMatchInlineSnapshot(`
			"---
			title: "A \\"quoted\\" title: with a colon"
			score: 7.5
			category: Models
			date: 2026-05-19T16:01Z
			tags: [open weights, C++, "2026", "no", "a, b"]
			sources:
			  - url: "https://example.org/a?b=c#d"
			    date: 2026-05-19
			  - url: https://example.org/
			authors: []
			withdrawn:
			  date: 2026-05-20
			  reason: "It was wrong."
			draft: true
			---

			The take.

			    code
			"
		`);
	});

	it('keeps the indentation of a body that starts with code', () => {
		expect(serializeSignal({ title: 'x' }, '\n    code\n')).toBe('---\ntitle: "x"\n---\n\n    code\n');
	});

	it('refuses a field that no signal has, and a number that no author could write', () => {
		expect(() => serializeSignal({ titel: 'x' }, '')).toThrow('A signal has no field "titel".');
		expect(() => serializeSignal({ score: 1e-20 }, '')).toThrow('cannot be written');
	});

	it('is read back as it was given, whatever the text', () => {
		const text = fc.oneof(
			fc.string({ unit: 'grapheme', minLength: 1 }),
			fc.stringMatching(/^[-:#{}[\],&*!|>'"%@`~?\\ \n0-9a-zA-Z.+_]{1,12}$/),
			fc.constantFrom(
				'null',
				'~',
				'true',
				'No',
				'012',
				'1:30',
				'1e3',
				'.5',
				'0x1F',
				'---',
				'- a',
				'a: b',
				'a #b',
				'{{ x }}',
				'<<',
				'__proto__',
			),
		);
		const fields = fc.record(
			{
				title: text,
				score: fc.integer({ min: -100, max: 100 }).map((tenths) => tenths / 10 || 0),
				tags: fc.array(text),
				sources: fc.array(fc.record({ url: text, title: text }, { requiredKeys: ['url'] })),
				withdrawn: fc.record({ date: text, reason: text }),
				draft: fc.boolean(),
			},
			{ requiredKeys: ['title'] },
		);
		fc.assert(
			fc.property(fields, fc.stringMatching(/^[a-z#>*\-`: \n]{0,40}$/), (data, body) => {
				const written = serializeSignal(data, body);
				const again = read(written);
				expect(again.fields).toEqual(JSON.parse(JSON.stringify(data)));
				expect(serializeSignal(data, again.body)).toBe(written);
			}),
			{ seed: 3, numRuns: 500 },
		);
	});
});

describe('serializeScalar', () => {
	it.each(['2026-05-19', '2026-05-19T18:01+02:00', 'Models', 'https://example.org/a_(b)', 'عربي', 'open weights', "it's"])(
		'leaves %s plain',
		(text) => {
			expect(serializeScalar(text)).toBe(text);
			expect(parseYaml(`[${text}]`).value).toEqual([text]);
		},
	);

	it.each(['', ' a', 'a ', '7', '1_000', '12:30', 'yes', 'a: b', 'a:', '#a', 'a #b', '[a]', '{{ a }}', '@a', '-', 'a\nb'])(
		'puts %j in quotes',
		(text) => {
			expect(serializeScalar(text)).toBe(JSON.stringify(text));
		},
	);
});
