/** The vocabulary of tags as it is in use. */
import type { Member } from './member.ts';
import { tagUses } from './resolve.ts';
import type { Day } from './signal.ts';
import { tagSlug } from './slug.ts';
import { indexTags, similarTags } from './tags.ts';
import { dayOf } from './time.ts';
import type { RegisteredTag } from './vocabulary.ts';

export interface TagRow {
	readonly slug: string;
	readonly label: string;
	/** Signals that have it, drafts and scheduled ones included. */
	readonly signals: number;
	/** Latest day of such a signal; undefined when there is none. */
	readonly lastUsed: Day | undefined;
	readonly isRegistered: boolean;
	/** Slugs of tags it may be meant to be, or the other way round. Not both are registered. */
	readonly similar: readonly string[];
}

export interface TagReport {
	/** The most used first, then by slug. */
	readonly tags: readonly TagRow[];
	/** Aliases that no signal uses, with the tag they lead to. They still redirect. */
	readonly unusedAliases: readonly { readonly alias: string; readonly tag: string }[];
}

/** @param members every signal that could be read */
export function reportTags(members: Iterable<Member>, registered: readonly RegisteredTag[]): TagReport {
	const uses = [...members].flatMap((member) => tagUses(member).map(({ label, at }) => ({ label, at, date: member.facts.date })));
	const index = indexTags(uses, registered);
	const rows = new Map(
		registered.map(({ slug, label }) => [slug, { slug, label, files: new Set<string>(), lastUsed: '', isRegistered: true }]),
	);
	for (const { label: written, at, date = '' } of uses) {
		const { slug, label } = index.resolve(written);
		const row = rows.get(slug) ?? { slug, label, files: new Set<string>(), lastUsed: '', isRegistered: false };
		rows.set(slug, row);
		row.files.add(at.file);
		if (date > row.lastUsed) row.lastUsed = date;
	}
	const pairs = similarTags(new Map([...rows.values()].map(({ slug, files }) => [slug, files.size]))).filter(
		(pair) => !pair.every((slug) => rows.get(slug)?.isRegistered === true),
	);
	const written = new Set(uses.map(({ label }) => tagSlug(label)));
	return {
		tags: [...rows.values()]
			.map(({ files, lastUsed, ...row }) => ({
				...row,
				signals: files.size,
				lastUsed: lastUsed === '' ? undefined : dayOf(lastUsed),
				similar: pairs.flatMap(([a, b]) => (a === row.slug ? [b] : b === row.slug ? [a] : [])),
			}))
			.sort((a, b) => b.signals - a.signals || (a.slug < b.slug ? -1 : 1)),
		unusedAliases: registered.flatMap(({ slug, aliases }) =>
			aliases.filter((alias) => !written.has(tagSlug(alias))).map((alias) => ({ alias, tag: slug })),
		),
	};
}
