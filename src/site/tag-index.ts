/** The index of tags, from A to Z, cut so that no page of it grows without bound. */
import type { Tag } from '../signals/signal.ts';
import { tagsPerPage } from './paging.ts';
import type { Site, Topic } from './site.ts';
import { words } from './words.ts';

export interface LetterGroup {
	readonly letter: string;
	readonly topics: readonly Topic<Tag>[];
}

/** @returns every tag when they fit one page, else the most used, in alphabetical order. */
export function mainTags(site: Site): readonly Topic<Tag>[] {
	const used = site.tags.filter(isUsed);
	if (site.tags.length <= tagsPerPage) return used;
	const chosen = new Set(used.toSorted((a, b) => b.signals.length - a.signals.length).slice(0, tagsPerPage));
	return used.filter((topic) => chosen.has(topic));
}

/** @returns one page, from 1, of the whole alphabet. */
export function tagPage(site: Site, page: number): readonly Topic<Tag>[] {
	return site.tags.slice((page - 1) * tagsPerPage, page * tagsPerPage).filter(isUsed);
}

/** @returns the tags under the first letter of their slug, in the order given. Digits share a group, and so do scripts without an alphabet. */
export function groupByLetter(topics: readonly Topic<Tag>[]): LetterGroup[] {
	const groups = new Map<string, Topic<Tag>[]>();
	for (const topic of topics) {
		const letter = letterOf(topic.term.slug);
		const group = groups.get(letter);
		if (group) group.push(topic);
		else groups.set(letter, [topic]);
	}
	return [...groups].map(([letter, members]) => ({ letter, topics: members }));
}

/** @returns the tags most often on the same signals, most often first, ties by slug. */
export function togetherWith(topic: Topic<Tag>, count: number): { tag: Tag; count: number }[] {
	const together = new Map<string, { tag: Tag; count: number }>();
	for (const tag of topic.signals.flatMap((signal) => signal.tags)) {
		if (tag.slug === topic.term.slug) continue;
		const entry = together.get(tag.slug) ?? { tag, count: 0 };
		entry.count += 1;
		together.set(tag.slug, entry);
	}
	return [...together.values()].sort((a, b) => b.count - a.count || (a.tag.slug < b.tag.slug ? -1 : 1)).slice(0, count);
}

/** Tags that only withdrawn signals carry have a page, but are in no list. */
function isUsed({ signals }: Topic<Tag>): boolean {
	return signals.length > 0;
}

function letterOf(slug: string): string {
	const first = [...slug][0] ?? '';
	if (/\d/.test(first)) return words.tag.digits;
	return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(first) ? words.tag.other : first.toUpperCase();
}
