import { spellingOf } from './field-rules.ts';
import type { Fix } from './fix.ts';
import type { Content, Member } from './load.ts';
import type { RegisteredTag } from './vocabulary.ts';

/**
 * Brings the spellings of each tag together: a registered tag that is written otherwise than by its slug or label is written by its
 * label, any other by the spelling that labels it, its most frequent one among published signals. A tag that a signal has twice is
 * written once.
 *
 * @param registered the tags of `tags.yml`, which has no errors
 * @returns the fixes of each file that needs some, by path below the content folder
 */
export function tagFixes(
	{ members, loaded }: Pick<Content, 'members' | 'loaded'>,
	registered: readonly RegisteredTag[],
): Map<string, Fix[]> {
	const byName = new Map(
		registered.flatMap((tag) => [tag.slug, tag.label, ...tag.aliases].map((name) => [spellingOf(name), tag] as const)),
	);
	const published = [...members.values()].filter(({ slug, held }) => held === undefined && loaded.has(slug));
	const labels = new Map([...mostFrequent([...members.values()]), ...mostFrequent(published)]);
	const canonical = (tag: string): { key: string; label: string } => {
		const known = byName.get(spellingOf(tag));
		if (!known) return { key: spellingOf(tag), label: labels.get(spellingOf(tag)) ?? tag };
		return { key: spellingOf(known.slug), label: tag === known.slug ? tag : known.label };
	};

	return new Map(
		[...members.values()].flatMap(({ file, data }) => {
			const seen = new Set<string>();
			const fixes = (data.tags ?? []).flatMap((tag, index): Fix[] => {
				const { key, label } = canonical(tag);
				const field = `tags.${index}`;
				if (seen.has(key)) return [{ kind: 'remove', field }];
				seen.add(key);
				return label === tag ? [] : [{ kind: 'value', field, value: label }];
			});
			return fixes.length > 0 ? [[file, fixes] as const] : [];
		}),
	);
}

/** @returns the most frequent way in which each spelling is written; ties go by code unit. */
function mostFrequent(members: readonly Member[]): Map<string, string> {
	const counts = new Map<string, Map<string, number>>();
	for (const tag of members.flatMap(({ data }) => data.tags ?? [])) {
		const ways = counts.get(spellingOf(tag)) ?? new Map<string, number>();
		counts.set(spellingOf(tag), ways.set(tag, (ways.get(tag) ?? 0) + 1));
	}
	return new Map(
		[...counts].map(([spelling, ways]) => {
			const [first] = [...ways].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
			return [spelling, first?.[0] ?? spelling];
		}),
	);
}
