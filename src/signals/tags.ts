/** Which tag a spelling stands for, over the whole set of signals. */
import { spellingOf } from './field-rules.ts';
import { editDistance } from './nearest.ts';
import type { Tag } from './signal.ts';
import { reservedTagSlugs, tagSlug } from './slug.ts';
import type { RegisteredTag } from './vocabulary.ts';

/** A tag as one author wrote it in one place. */
export interface TagUse {
	readonly label: string;
	/** File and field it stands in; opaque here. */
	readonly at: { readonly file: string; readonly field: string };
}

export interface TagFault {
	readonly code: 'tags/collision' | 'tags/reserved' | 'tags/similar';
	readonly severity: 'error' | 'warning';
	readonly at: TagUse['at'];
	readonly message: string;
	readonly hint: string;
}

export interface TagIndex {
	/** @returns the tag a spelling stands for. */
	resolve(label: string): Tag;
	/** Alias slug to tag slug. */
	readonly aliases: ReadonlyMap<string, string>;
	readonly faults: readonly TagFault[];
}

/**
 * A registered tag is found by its slug, label or an alias. Any other spelling is a tag of its own, labelled by its most frequent
 * spelling (ties by code unit).
 */
export function indexTags(uses: readonly TagUse[], registered: readonly RegisteredTag[]): TagIndex {
	const bySpelling = new Map<string, RegisteredTag>();
	for (const tag of registered) for (const name of [tag.slug, tag.label, ...tag.aliases]) bySpelling.set(spellingOf(name), tag);
	const aliases = new Map(
		registered
			.flatMap(({ slug, aliases: names }) => names.map((name) => [tagSlug(name), slug] as const))
			.filter(([alias, slug]) => alias !== '' && alias !== slug),
	);

	const groups = new Map<string, TagUse[]>();
	for (const use of uses) {
		if (bySpelling.has(spellingOf(use.label))) continue;
		const group = groups.get(tagSlug(use.label));
		if (group) group.push(use);
		else groups.set(tagSlug(use.label), [use]);
	}
	const labels = new Map([...groups].map(([slug, group]) => [slug, mostFrequent(group.map(({ label }) => label))]));
	const registeredSlugs = new Map(registered.map((tag) => [tag.slug, tag]));

	return {
		resolve(label) {
			const slug = tagSlug(label);
			const tag = bySpelling.get(spellingOf(label)) ?? registeredSlugs.get(slug);
			return tag ? { slug: tag.slug, label: tag.label, description: tag.description } : { slug, label: labels.get(slug) ?? label };
		},
		aliases,
		faults: [...[...groups].flatMap(([slug, group]) => collisions(slug, group, registeredSlugs.get(slug))), ...similar(groups, labels)],
	};
}

function collisions(slug: string, group: readonly TagUse[], registered: RegisteredTag | undefined): TagFault[] {
	const [first] = group;
	if (!first) return [];
	if (reservedTagSlugs.has(slug))
		return group.map(({ label, at }) => ({
			code: 'tags/reserved',
			severity: 'error',
			at,
			message: `"${label}" is a reserved name for a tag.`,
			hint: 'Choose another word.',
		}));
	const known = registered?.label ?? first.label;
	return group
		.filter(({ label }) => spellingOf(label) !== spellingOf(known))
		.map(({ label, at }) => ({
			code: 'tags/collision',
			severity: 'error',
			at,
			message: `"${label}" and "${known}" would share the address /tags/${slug}/.`,
			hint: `Register each in tags.yml with a slug of its own, as in slug: ${spelledOut(label) === slug ? `${slug}-2` : spelledOut(label)}, label: "${label}".`,
		}));
}

/** @returns the slug of a label whose signs were written as words. */
function spelledOut(label: string): string {
	return tagSlug(label.replaceAll('+', ' plus ').replaceAll('#', ' sharp ').replaceAll('&', ' and '));
}

/** Unregistered tags that are likely one tag: a plural, or one letter of at least six. Digits do not count: `claude-3` is not `claude-4`. */
function similar(groups: ReadonlyMap<string, readonly TagUse[]>, labels: ReadonlyMap<string, string>): TagFault[] {
	const byVariant = new Map<string, string[]>();
	const faults: TagFault[] = [];
	const slugs = [...groups.keys()].filter((slug) => slug.length >= 6).sort((a, b) => (a < b ? -1 : 1));
	for (const slug of slugs) {
		const variants = new Set([slug, ...Array.from(slug, (_, index) => slug.slice(0, index) + slug.slice(index + 1))]);
		const plurals = [`${slug}es`, slug.replace(/y$/, 'ies')].filter((plural) => plural !== slug && groups.has(plural));
		const candidates = new Set([...variants].flatMap((variant) => byVariant.get(variant) ?? []).concat(plurals));
		for (const other of candidates) {
			if ((editDistance(slug, other, 2) > 1 && !plurals.includes(other)) || slug.replace(/\D/g, '') !== other.replace(/\D/g, '')) continue;
			const [rare, common] = (groups.get(slug)?.length ?? 0) <= (groups.get(other)?.length ?? 0) ? [slug, other] : [other, slug];
			const at = groups.get(rare)?.[0]?.at;
			if (at)
				faults.push({
					code: 'tags/similar',
					severity: 'warning',
					at,
					message: `The tag "${labels.get(rare) ?? rare}" is close to "${labels.get(common) ?? common}".`,
					hint: 'Use one of them, or register both in tags.yml.',
				});
		}
		for (const variant of variants) byVariant.set(variant, [...(byVariant.get(variant) ?? []), slug]);
	}
	return faults;
}

function mostFrequent(labels: readonly string[]): string {
	const counts = new Map<string, number>();
	for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
	return [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))[0]?.[0] ?? '';
}
