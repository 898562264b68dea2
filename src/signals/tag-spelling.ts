/** How a tag is written: one rule for all that writes tags. */
import { spellingOf } from './field-rules.ts';
import type { Content } from './load.ts';
import type { Member } from './member.ts';
import { tagUses } from './resolve.ts';
import type { RegisteredTag } from './vocabulary.ts';

export interface SpelledTag {
	/** As it is to be written. */
	readonly written: string;
	/** The same for every name of one tag. */
	readonly key: string;
}

/**
 * The slug and the label of a registered tag stay as they are, and every other name of it becomes its slug. A tag that is not registered
 * is written as it is most often in published signals, or else in all.
 *
 * @param registered the tags of `tags.yml`, which has no errors
 */
export function tagSpeller(
	{ members, loaded }: Pick<Content, 'members' | 'loaded'>,
	registered: readonly RegisteredTag[],
): (tag: string) => SpelledTag {
	const byName = new Map(
		registered.flatMap((tag) => [tag.slug, tag.label, ...tag.aliases].map((name) => [spellingOf(name), tag] as const)),
	);
	const published = [...members.values()].filter(({ slug, held }) => held === undefined && loaded.has(slug));
	const usual = new Map([...mostFrequent([...members.values()]), ...mostFrequent(published)]);
	return (tag) => {
		const known = byName.get(spellingOf(tag));
		if (!known) return { written: usual.get(spellingOf(tag)) ?? tag, key: spellingOf(tag) };
		return { written: tag === known.label ? tag : known.slug, key: spellingOf(known.slug) };
	};
}

/** @returns the most frequent way in which each spelling is written; ties go by code unit. */
function mostFrequent(members: readonly Member[]): Map<string, string> {
	const counts = new Map<string, Map<string, number>>();
	for (const { label } of members.flatMap(tagUses)) {
		const ways = counts.get(spellingOf(label)) ?? new Map<string, number>();
		counts.set(spellingOf(label), ways.set(label, (ways.get(label) ?? 0) + 1));
	}
	return new Map(
		[...counts].map(([spelling, ways]) => {
			const [first] = [...ways].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
			return [spelling, first?.[0] ?? spelling];
		}),
	);
}
