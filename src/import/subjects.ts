/** What the subjects of an item are here: its category, and its tags. */
import { spellingOf } from '../signals/field-rules.ts';
import type { FieldValues } from '../signals/field-values.ts';
import { limits } from '../signals/limits.ts';
import type { FieldValue } from '../signals/serialize.ts';
import { tagSlug } from '../signals/slug.ts';

export interface SortedSubjects {
	/** Label of the first subject that names a category of the site. */
	readonly category: string | undefined;
	readonly tags: readonly string[];
}

/** @param notes gets a sentence for each subject that cannot be a tag */
export function sortSubjects(subjects: readonly string[], known: FieldValues, notes: string[]): SortedSubjects {
	const tags: string[] = [];
	let category: string | undefined;
	for (const subject of subjects) {
		const asCategory = known.category(subject);
		if (category === undefined && 'value' in asCategory) {
			category = asCategory.value;
			continue;
		}
		const tag = known.tag(subject);
		if ('value' in tag) tags.push(tag.value);
		else notes.push(leftOut(subject));
	}
	const single = withoutDouble(tags, notes);
	notes.push(...single.slice(limits.items).map(leftOut));
	return { category, tags: single.slice(0, limits.items) };
}

/** Makes the spelling of tags that of the vocabulary; a tag that cannot be one stays, for the check to say so. */
export function canonicalTags(tags: readonly FieldValue[], known: FieldValues, notes: string[]): FieldValue[] {
	const canonical = tags.map((tag) => {
		const reading = typeof tag === 'string' ? known.tag(tag) : { fault: '' };
		return 'value' in reading ? reading.value : tag;
	});
	return withoutDouble(canonical, notes);
}

/** Of tags that share an address, the first counts; of those that are more than other spellings of it, it is told. */
function withoutDouble<T extends FieldValue>(tags: readonly T[], notes: string[]): T[] {
	const bySlug = new Map<string, string>();
	return tags.filter((tag) => {
		if (typeof tag !== 'string' || tagSlug(tag) === '') return true;
		const first = bySlug.get(tagSlug(tag));
		if (first === undefined) bySlug.set(tagSlug(tag), tag);
		else if (spellingOf(first) !== spellingOf(tag))
			notes.push(`${leftOut(tag)} It would share an address with "${first}"; register both in tags.yml to have both.`);
		return first === undefined;
	});
}

function leftOut(tag: string): string {
	return `The tag "${tag.slice(0, 60)}" is left out.`;
}
