/**
 * What the JSON files for other programs hold: the only definition, from which their types and the published JSON Schemas are made.
 * Fields may be added; those there are keep their meaning.
 */
import * as z from 'zod';
import type { SiteConfig } from '../site/config.ts';
import { paths, url } from '../site/routes.ts';

const text = (description: string) => z.string().meta({ description });
const address = (description: string) => z.string().meta({ description, format: 'uri' });
const instant = (description: string) => z.string().meta({ description, format: 'date-time' });
const day = (description: string) => z.string().meta({ description, format: 'date' });
const score = (description: string) => z.number().meta({ description, minimum: 0, maximum: 10 });
const count = (description: string) => z.number().meta({ description, type: 'integer', minimum: 0 });
const digest = (description: string) => z.string().meta({ description, pattern: '^[0-9a-f]{64}$' });

const id = text('Identity, the same as in the feeds. It stays when the signal is renamed or the site moves.');
const withdrawn = instant('When the signal was withdrawn; absent while it stands.').optional();
const term = (name: string) =>
	z.object({ slug: text(`Slug of the ${name}.`), label: text(`Name of the ${name} for readers.`), url: address('Its page.') });

export const signalShape = z
	.object({
		$schema: address('This schema.'),
		id,
		slug: text('Last part of the address. Changes when the signal is renamed.'),
		url: address('The page.'),
		markdown: address('The same as Markdown.'),
		language: text('Language of the publication (BCP 47).'),
		title: text('What happened, in one line.'),
		score: score('How much the event weighs, from 0 to 10 with at most one decimal.'),
		band: text('Name of the range the score falls in.'),
		category: term('category'),
		tags: z.array(term('tag')),
		date: instant('When it happened.'),
		updated: instant('When anything of the signal last changed in substance.'),
		authors: z.array(z.string()).meta({ description: 'Names. When empty, the publisher answers for it.' }),
		publisher: z.object({ name: text('Name.'), url: address('Front page.') }),
		license: z.object({ name: text('Name.'), url: address('Its text.') }).meta({ description: 'Terms of use of the text.' }),
		summary: text('The take as plain text. Absent when there is none, and once withdrawn.').optional(),
		content: z
			.object({ html: text('Take and body as HTML with absolute addresses.'), words: count('Number of words, take included.') })
			.optional()
			.meta({ description: 'The text. Absent once withdrawn.' }),
		images: z
			.array(z.object({ url: address('The file.'), width: count('CSS pixels.'), height: count('CSS pixels.') }))
			.meta({ description: 'Images that the text shows.' }),
		sources: z
			.array(
				z.object({
					url: address('Address of the source.'),
					title: text('Title, as the source gives it.').optional(),
					publisher: text('Who published it.').optional(),
					date: day('When it was published.').optional(),
					archive: address('A copy kept by an archive.').optional(),
				}),
			)
			.meta({ description: 'What the signal rests on, the strongest first.' }),
		updates: z
			.array(
				z.object({
					date: instant('When the text was changed.'),
					kind: z.enum(['correction', 'update']).meta({ description: 'Whether a mistake was mended, or something added.' }),
					text: text('What changed.'),
				}),
			)
			.meta({ description: 'Corrections and updates, newest first.' }),
		scores: z
			.array(
				z.object({ date: instant('When.'), from: score('The score before.'), to: score('The score after.'), why: text('What moved it.') }),
			)
			.meta({ description: 'Changes of the score, oldest first.' }),
		watch: z
			.array(
				z.object({
					what: text('What is expected.'),
					by: day('The day by which it is expected.'),
					status: z.enum(['open', 'happened', 'missed', 'dropped']),
					resolved: day('When it was settled.').optional(),
					evidence: address('What shows it.').optional(),
				}),
			)
			.optional()
			.meta({ description: 'Forecasts. Absent once withdrawn.' }),
		follows: z
			.object({ id, url: address('Its page.') })
			.optional()
			.meta({ description: 'The signal this one continues.' }),
		withdrawn: z
			.object({ date: instant('When.'), reason: text('Why.') })
			.optional()
			.meta({ description: 'Present once withdrawn: the text is then not to be used any more.' }),
	})
	.meta({ title: 'A signal', description: 'One signal: an event with a score, and what is known of it.' });

/** One signal in the index. */
export const indexEntryShape = z.object({
	id,
	url: address('The page.'),
	json: address('The signal as JSON.'),
	title: text('What happened, in one line.'),
	score: score('From 0 to 10.'),
	category: text('Slug of the category.'),
	tags: z.array(z.string()).meta({ description: 'Slugs of the tags.' }),
	date: instant('When it happened.'),
	updated: instant('When anything of the signal last changed in substance.'),
	withdrawn,
	sha256: digest('SHA-256 of the bytes of the JSON file: whoever has a file of that digest need not fetch it.'),
});

/** One file of a split index. */
export const indexPartShape = z.object({
	url: address('The file, which has signals and no parts.'),
	year: text('Year of its signals.'),
	count: count('Number of its signals.'),
	updated: instant('The latest change of its signals.'),
	sha256: digest('SHA-256 of the bytes of the file.'),
});

export const indexShape = z
	.object({
		$schema: address('This schema.'),
		title: text('Name of the publication.'),
		url: address('Its front page.'),
		license: address('Terms of use of the texts.'),
		count: count('Number of signals in this file, or in all its parts.'),
		updated: instant('The latest change of any of them; absent when there are none.').optional(),
		signals: z.array(indexEntryShape).optional().meta({ description: 'Oldest first, withdrawn ones included.' }),
		parts: z
			.array(indexPartShape)
			.optional()
			.meta({ description: 'Present instead of signals when there are many: the files that hold them.' }),
	})
	.meta({ title: 'The index of signals', description: 'Every published signal, to be kept in step with by what differs.' });

export type SignalJson = z.output<typeof signalShape>;
export type IndexEntry = z.output<typeof indexEntryShape>;
export type IndexPart = z.output<typeof indexPartShape>;
export type IndexJson = z.output<typeof indexShape>;

/** @returns the JSON Schema (2020-12) of one of the two kinds of files. */
export function serializeSchema(config: SiteConfig, kind: 'signal' | 'index'): string {
	const [shape, path] = kind === 'signal' ? [signalShape, paths.signalSchema] : [indexShape, paths.signalIndexSchema];
	// As input, objects stay open to fields that a later version adds.
	const { $schema, ...schema } = z.toJSONSchema(shape, { io: 'input' });
	return `${JSON.stringify({ $schema, $id: url(config, path), ...schema }, null, '\t')}\n`;
}
