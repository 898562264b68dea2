/** Which tag a spelling stands for, over the whole set of signals. */
import { spellingOf } from './field-rules.ts';
import type { Fix } from './fix.ts';
import { editDistance } from './nearest.ts';
import { remember } from './remember.ts';
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
	readonly code: 'tags/collision' | 'tags/duplicate' | 'tags/reserved' | 'tags/similar' | 'tags/single-use';
	readonly severity: 'error' | 'warning';
	readonly at: TagUse['at'];
	readonly message: string;
	readonly hint: string;
	readonly fix?: Fix;
}

export interface TagIndex {
	/** @returns the tag a spelling stands for. */
	resolve(label: string): Tag;
	/** Alias slug to tag slug. */
	readonly aliases: ReadonlyMap<string, string>;
	/** @returns what is wrong with the uses. */
	faults(): readonly TagFault[];
}

/**
 * A registered tag is found by its slug, label or an alias. Any other spelling is a tag of its own, labelled by its most frequent
 * spelling (ties by code unit).
 *
 * @param options what `tags.yml` is called in messages, and whether a tag of one signal only is a fault
 */
export function indexTags(
	uses: readonly TagUse[],
	registered: readonly RegisteredTag[],
	{ file = 'tags.yml', singleUse = false }: { file?: string; singleUse?: boolean } = {},
): TagIndex {
	const [spelling, slugOf] = [remember(spellingOf), remember(tagSlug)];
	const bySpelling = new Map<string, RegisteredTag>();
	for (const tag of registered) for (const name of [tag.slug, tag.label, ...tag.aliases]) bySpelling.set(spelling(name), tag);
	const aliases = new Map(
		registered
			.flatMap(({ slug, aliases: names }) => names.map((name) => [tagSlug(name), slug] as const))
			.filter(([alias, slug]) => alias !== '' && alias !== slug),
	);

	const groups = new Map<string, TagUse[]>();
	for (const use of uses) {
		if (bySpelling.has(spelling(use.label))) continue;
		const slug = slugOf(use.label);
		const group = groups.get(slug);
		if (group) group.push(use);
		else groups.set(slug, [use]);
	}
	const labels = new Map([...groups].map(([slug, group]) => [slug, mostFrequent(group.map(({ label }) => label))]));
	const registeredSlugs = new Map(registered.map((tag) => [tag.slug, tag]));

	return {
		resolve(label) {
			const slug = slugOf(label);
			const tag = bySpelling.get(spelling(label)) ?? registeredSlugs.get(slug);
			return tag ? { slug: tag.slug, label: tag.label, description: tag.description } : { slug, label: labels.get(slug) ?? label };
		},
		aliases,
		faults: () => [
			...[...groups].flatMap(([slug, group]) => collisions(slug, group, registeredSlugs.get(slug), spelling, file)),
			...doubles(uses, bySpelling, spelling, file),
			...similar(groups, labels, file),
			...(singleUse ? [...groups.values()].flatMap((group) => lonely(group, file)) : []),
		],
	};
}

function collisions(
	slug: string,
	group: readonly TagUse[],
	registered: RegisteredTag | undefined,
	spelling: (label: string) => string,
	file: string,
): TagFault[] {
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
		.filter(({ label }) => spelling(label) !== spelling(known))
		.map(({ label, at }) => ({
			code: 'tags/collision',
			severity: 'error',
			at,
			message: `"${label}" and "${known}" would share the address /tags/${slug}/.`,
			hint: `Register each in ${file} with a slug of its own, as in slug: ${spelledOut(label) === slug ? `${slug}-2` : spelledOut(label)}, label: "${label}".`,
		}));
}

/** Tags that a signal has by two names. Two spellings of one name are told by the rules of its own fields. */
function doubles(
	uses: readonly TagUse[],
	bySpelling: ReadonlyMap<string, RegisteredTag>,
	spelling: (label: string) => string,
	file: string,
): TagFault[] {
	const registered = uses.filter(({ label }) => bySpelling.has(spelling(label)));
	return [...Map.groupBy(registered, ({ at }) => at.file).values()].flatMap((own) => {
		const firsts = new Map<RegisteredTag, string>();
		const spellings = new Set<string>();
		return own.flatMap(({ label, at }): TagFault[] => {
			const tag = bySpelling.get(spelling(label));
			if (!tag || spellings.has(spelling(label))) return [];
			spellings.add(spelling(label));
			const first = firsts.get(tag);
			if (first === undefined) firsts.set(tag, label);
			if (first === undefined) return [];
			const message = `"${label}" is the same tag as "${first}" by ${file}.`;
			return [
				{ code: 'tags/duplicate', severity: 'warning', at, message, hint: 'Keep one of them.', fix: { kind: 'remove', field: at.field } },
			];
		});
	});
}

/** @returns the slug of a label whose signs were written as words. */
function spelledOut(label: string): string {
	return tagSlug(label.replaceAll('+', ' plus ').replaceAll('#', ' sharp ').replaceAll('&', ' and '));
}

/** Unregistered tags that are likely one tag: a plural, or one letter of at least six. Digits do not count: `claude-3` is not `claude-4`. */
function similar(groups: ReadonlyMap<string, readonly TagUse[]>, labels: ReadonlyMap<string, string>, file: string): TagFault[] {
	const uses = new Map([...groups].map(([slug, group]) => [slug, group.length]));
	const told = new Set<string>();
	return similarTags(uses).flatMap(([rare, common]): TagFault[] => {
		const at = groups.get(rare)?.[0]?.at;
		if (!at || told.has(rare)) return [];
		told.add(rare);
		const message = `The tag "${labels.get(rare) ?? rare}" is close to "${labels.get(common) ?? common}".`;
		return [{ code: 'tags/similar', severity: 'warning', at, message, hint: `Use one of them, or register both in ${file}.` }];
	});
}

const mostNeighbours = 20;

/**
 * @param uses how often each tag is used, by slug
 * @returns pairs of tags that a plural or one letter of at least six tells apart, the less used first
 */
export function similarTags(uses: ReadonlyMap<string, number>): [rare: string, common: string][] {
	const byVariant = new Map<string, string[]>();
	const pairs: [string, string][] = [];
	const slugs = [...uses.keys()].filter((slug) => slug.length >= 6).sort((a, b) => (a < b ? -1 : 1));
	for (const slug of slugs) {
		const variants = new Set([slug, ...Array.from(slug, (_, index) => slug.slice(0, index) + slug.slice(index + 1))]);
		const plurals = [`${slug}es`, slug.replace(/y$/, 'ies')].filter((plural) => plural !== slug && uses.has(plural));
		const candidates = new Set([...variants].flatMap((variant) => byVariant.get(variant) ?? []).concat(plurals));
		for (const other of candidates) {
			if (digitsOf(slug) !== digitsOf(other) || (editDistance(slug, other, 2) > 1 && !plurals.includes(other))) continue;
			pairs.push((uses.get(slug) ?? 0) <= (uses.get(other) ?? 0) ? [slug, other] : [other, slug]);
		}
		for (const variant of variants) {
			const known = byVariant.get(variant);
			if (!known) byVariant.set(variant, [slug]);
			// Of thousands that differ in one place, each still has some neighbour.
			else if (known.length < mostNeighbours) known.push(slug);
		}
	}
	return pairs;
}

function digitsOf(slug: string): string {
	return slug.replace(/\D/g, '');
}

/** A tag of one signal leads a reader nowhere else. */
function lonely([first, ...others]: readonly TagUse[], file: string): TagFault[] {
	if (!first || others.some(({ at }) => at.file !== first.at.file)) return [];
	const message = `No other signal has the tag "${first.label}".`;
	return [
		{ code: 'tags/single-use', severity: 'warning', at: first.at, message, hint: `Use a tag that others have, or register it in ${file}.` },
	];
}

function mostFrequent(labels: readonly string[]): string {
	const counts = new Map<string, number>();
	for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
	return [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))[0]?.[0] ?? '';
}
