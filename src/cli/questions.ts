/** What an author is asked for before a new signal is written. */
import { fieldFault, readScore, type FieldValues, type Reading } from '../signals/field-values.ts';
import type { Band } from '../signals/signal.ts';
import { suggestSlug } from '../signals/slug.ts';
import type { Asker, Choice } from './asker.ts';
import { UsageError } from './command.ts';
import type { Known } from './draft.ts';
import { slugTrouble, type TakenNames } from './place.ts';

/** What was given on the command line. */
export interface Given extends Omit<Known, 'title'> {
	readonly title: string | undefined;
	readonly slug: string | undefined;
}

export interface Surroundings {
	readonly fields: FieldValues;
	readonly bands: readonly Band[];
	readonly categories: readonly Choice[];
	/** Registered tags and those in use. */
	readonly tags: readonly Choice[];
	readonly taken: TakenNames;
}

export type Named = Known & { readonly slug: string };

/**
 * Asks for what was not given; what is not answered stays blank. Where nobody can be asked, everything not given does.
 * @throws UsageError when there is no title, or no slug can be had
 */
export async function complete(given: Given, asker: Asker | undefined, around: Surroundings): Promise<Named> {
	const title = given.title ?? (await asker?.line('Title: what happened?', '', titleFault));
	if (title === undefined) throw new UsageError('Which title? Write it in quotes: signals new "What happened".');
	const slug = await slugFor(title, given.slug, asker, around.taken);
	if (!asker) return { ...given, title, slug };
	return {
		...given,
		title,
		slug,
		category: given.category ?? (await asker.choice('Category', around.categories)),
		score: given.score ?? (await askScore(asker, around.bands)),
		tags: given.tags ?? (await askTags(asker, around)),
	};
}

/** @returns tags as they are to be written; names of one tag count once. */
export function readTags(words: readonly string[], fields: FieldValues): Reading<string[]> {
	const tags = new Map<string, string>();
	for (const word of words.filter((text) => text.trim() !== '')) {
		const reading = fields.tag(word);
		if ('fault' in reading) return { fault: `"${word.trim()}" is no tag. ${reading.fault}` };
		const key = fields.tagKey(reading.value);
		if (!tags.has(key)) tags.set(key, reading.value);
	}
	return { value: [...tags.values()] };
}

async function slugFor(title: string, wanted: string | undefined, asker: Asker | undefined, taken: TakenNames): Promise<string> {
	const slug = wanted ?? suggestSlug(title);
	const trouble =
		slug === '' && wanted === undefined
			? 'The title has no letters a to z and no digits that a slug, the last part of the address, could be made of.'
			: slugTrouble(slug, taken);
	if (trouble === undefined) return slug;
	const answer = await asker?.line(`${trouble}\nAnother slug:`, 'new-model', (typed) =>
		typed === '' ? 'Write a slug such as new-model.' : slugTrouble(typed, taken),
	);
	if (answer === undefined) throw new UsageError(`${trouble} ${giveSlug}`);
	return answer;
}

/** What to do when a slug cannot be had. */
export const giveSlug = 'Give the signal another one by --slug, such as --slug new-model.';

async function askScore(asker: Asker, bands: readonly Band[]): Promise<number | undefined> {
	const scale = bands.slice(1).map(({ label, from }) => `, ${label} from ${from}`);
	const answer = await asker.line(`Score: 0 to 10${scale.join('')}`, 'Enter to decide later', (typed) =>
		typed === '' ? undefined : faultOf(readScore(typed)),
	);
	const reading = answer === undefined ? undefined : readScore(answer);
	return reading && 'value' in reading ? reading.value : undefined;
}

async function askTags(asker: Asker, { tags, fields }: Surroundings): Promise<readonly string[] | undefined> {
	const chosen = tags.length === 0 ? [] : await asker.choices('Tags', tags);
	const others = await asker.line('Other tags, with commas between them', 'Enter for none', (typed) =>
		faultOf(readTags(typed.split(','), fields)),
	);
	const reading = readTags([...chosen, ...(others ?? '').split(',')], fields);
	return 'value' in reading && reading.value.length > 0 ? reading.value : undefined;
}

function titleFault(typed: string): string | undefined {
	return typed === '' ? 'Write what happened, in one line.' : fieldFault('title', typed);
}

function faultOf(reading: Reading<unknown>): string | undefined {
	return 'fault' in reading ? reading.fault : undefined;
}
