import fc from 'fast-check';
import type { SignalFields } from '../../src/signals/serialize.ts';
import { slugFault } from '../../src/signals/slug.ts';
import { forbiddenCharacter, ignorableCharacter } from '../../src/signals/text-file.ts';

/** Text on one line, of any script, with everything YAML gives a meaning to. Braces are left out: two of them mark a blank. */
const line = fc
	.string({
		unit: fc.oneof(
			{ weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
			fc.constantFrom(...`:#'"&*!|>%@\`-?,[] \\~é日م🔥`),
		),
		minLength: 1,
		maxLength: 40,
	})
	.map((text) => text.replaceAll(/[{}\n\r]/g, '').trim())
	.filter((text) => text !== '' && forbiddenCharacter(text) === undefined);

/** A word with a letter, so that it makes a tag's address. No two are nearly the same, since their numbers differ. */
const tag = fc.tuple(line, fc.nat(9999)).map(([text, number]) => `${[...text].slice(0, 20).join('')} t${number}`.trim());

const tags = fc.uniqueArray(
	tag.filter((text) => ignorableCharacter(text) === undefined),
	{ maxLength: 5, selector: (text) => /\d+$/.exec(text)?.[0] },
);

const slug = fc
	.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 5 })
	.map((words) => words.join('-'))
	.filter((text) => slugFault(text) === undefined);

const url = fc.webUrl({ validSchemes: ['https'], withQueryParameters: true, withFragments: true });

const day = fc
	.date({ min: new Date('1990-01-01'), max: new Date('2026-11-21'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

const score = fc.nat(100).map((tenths) => tenths / 10);

/** The date of a generated signal, and instants after it and before as-of. */
const date = fc.constantFrom(
	'2026-05-19',
	'2026-05-19T16:01Z',
	'2024-02-29T23:59:59Z',
	'2026-05-19T18:01+05:30',
	'2026-05-19T02:00:00.5-11:00',
);
const later = fc.constantFrom('2026-06-01', '2026-07-02T10:00Z', '2026-11-21T23:00+01:00');

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** The fields of a signal without fault, alone in its folder, with the one category Industry. */
export const validFields: fc.Arbitrary<SignalFields> = fc
	.record({
		title: line,
		score,
		category: fc.constantFrom('Industry', 'industry', 'INDUSTRY'),
		date,
		tags,
		summary: optional(fc.constantFrom('The take.', 'A *take*: with `code`, "quotes" & more.', 'ملخص', '# no'.slice(2))),
		sources: fc.array(fc.record({ url, title: optional(line), publisher: optional(line), date: optional(day), archive: optional(url) }), {
			minLength: 1,
			maxLength: 3,
		}),
		authors: optional(fc.array(line, { maxLength: 3 })),
		updated: optional(later),
		updates: optional(fc.array(fc.record({ date: later, kind: fc.constantFrom('correction', 'update'), text: line }), { maxLength: 2 })),
		watch: optional(
			fc.array(
				fc.oneof(
					fc.record({ what: line, by: day, status: fc.constant('open') }),
					fc.record({ what: line, by: day, status: fc.constantFrom('missed', 'dropped'), resolved: day, evidence: optional(url) }),
					fc.record({ what: line, by: day, status: fc.constant('happened'), resolved: day, evidence: url }),
				),
				{ maxLength: 3 },
			),
		),
		withdrawn: optional(fc.record({ date: later, reason: line })),
		draft: optional(fc.boolean()),
		aliases: optional(fc.uniqueArray(slug, { maxLength: 3 })),
		id: optional(fc.stringMatching(/^[A-Za-z0-9:/._~-]{1,40}$/)),
		change: optional(fc.record({ date: later, from: score, why: line })),
	})
	.map(({ change, ...fields }) => ({
		...fields,
		scores: change && [{ date: change.date, from: change.from, to: fields.score, why: change.why }],
	}));

/** A body in house style, with markup that has no fault. */
export const validBody = fc
	.array(
		fc.constantFrom(
			'Text with *emphasis*, `code` and [a link](https://example.org/).',
			'- a\n- b',
			'| a | b |\n| - | - |\n| 1 | 2 |',
			'> Quoted.',
			'```js\nx\n```',
			'ملخص قصير.',
			'A note.[^1]\n\n[^1]: It.',
		),
		{ minLength: 3, maxLength: 3 },
	)
	.map(
		([technical = '', why = '', next = '']) =>
			`The take.\n\n## Technical Context\n\n${technical}\n\n## Why It Matters\n\n${why.replace('[^1]', '').replace('\n\n[^1]: It.', '')}\n\n## What to Watch Next\n\n${next.replace('[^1]', '').replace('\n\n[^1]: It.', '')}`,
	);

/** Ways to put one fault into valid fields, each with the code it must give. */
export const faults: readonly { readonly code: string; readonly apply: (fields: SignalFields) => SignalFields }[] = [
	{ code: 'frontmatter/unknown-key', apply: (fields) => fields },
	{ code: 'title/missing', apply: (fields) => ({ ...fields, title: undefined }) },
	{ code: 'title/lines', apply: (fields) => ({ ...fields, title: 'one\ntwo' }) },
	{ code: 'title/length', apply: (fields) => ({ ...fields, title: 'x'.repeat(201) }) },
	{ code: 'score/missing', apply: (fields) => ({ ...fields, score: undefined }) },
	{ code: 'score/range', apply: (fields) => ({ ...fields, score: 10.1, scores: undefined }) },
	{ code: 'score/decimals', apply: (fields) => ({ ...fields, score: 7.25, scores: undefined }) },
	{ code: 'score/type', apply: (fields) => ({ ...fields, score: 'seven' }) },
	{ code: 'category/missing', apply: (fields) => ({ ...fields, category: undefined }) },
	{ code: 'category/unknown', apply: (fields) => ({ ...fields, category: 'No such' }) },
	{ code: 'date/missing', apply: (fields) => ({ ...fields, date: undefined }) },
	{ code: 'date/impossible', apply: (fields) => ({ ...fields, date: '2026-02-30' }) },
	{ code: 'date/zone', apply: (fields) => ({ ...fields, date: '2026-02-28T10:00' }) },
	{ code: 'date/format', apply: (fields) => ({ ...fields, date: '28/02/2026' }) },
	{ code: 'tags/missing', apply: (fields) => ({ ...fields, tags: undefined }) },
	{ code: 'tags/type', apply: (fields) => ({ ...fields, tags: 'one' }) },
	{ code: 'tags/duplicate', apply: (fields) => ({ ...fields, tags: ['Open Weights', 'open-weights'] }) },
	{ code: 'tags/character', apply: (fields) => ({ ...fields, tags: ['a\u200db'] }) },
	{ code: 'sources/url', apply: (fields) => ({ ...fields, sources: [{ url: 'http://example.org/' }] }) },
	{ code: 'house/source-missing', apply: (fields) => ({ ...fields, sources: [] }) },
	{ code: 'updated/order', apply: (fields) => ({ ...fields, updated: '2020-01-01' }) },
	{ code: 'updated/future', apply: (fields) => ({ ...fields, updated: '2027-01-01' }) },
	{ code: 'updates/value', apply: (fields) => ({ ...fields, updates: [{ date: '2026-06-01', kind: 'fix', text: 'x' }] }) },
	{ code: 'scores/last', apply: (fields) => ({ ...fields, score: 5, scores: [{ date: '2026-06-01', from: 1, to: 2, why: 'x' }] }) },
	{ code: 'watch/resolved', apply: (fields) => ({ ...fields, watch: [{ what: 'x', by: '2026-06-01', status: 'missed' }] }) },
	{ code: 'follows/unknown', apply: (fields) => ({ ...fields, follows: 'no-such-signal' }) },
	{ code: 'withdrawn/missing', apply: (fields) => ({ ...fields, withdrawn: { date: '2026-06-01' } }) },
	{ code: 'draft/type', apply: (fields) => ({ ...fields, draft: 'yes' }) },
	{ code: 'aliases/slug', apply: (fields) => ({ ...fields, aliases: ['Old Name'] }) },
	{ code: 'aliases/taken', apply: (fields) => ({ ...fields, aliases: ['signal'] }) },
	{ code: 'id/format', apply: (fields) => ({ ...fields, id: 'a b' }) },
];
