/** What the search page hands to its script. */
import { formatCount, formatScore } from './format.ts';
import { href, paths } from './routes.ts';
import { shardsOf, type SearchShard } from './search-shards.ts';
import type { Site } from './site.ts';
import { words } from './words.ts';

/** Texts and addresses for the script, which knows none of its own. Names in braces are filled in there. */
export interface SearchTexts {
	/** Folder of the index. */
	readonly index: string;
	/** Folders of its shards by their names, newest signals first; empty where the index is whole. */
	readonly shards: Readonly<Record<string, string>>;
	/** Path of a category, with `{slug}`. */
	readonly categoryPath: string;
	readonly thousands: string;
	/** `1 signal` */
	readonly one: string;
	/** `{count} signals` */
	readonly many: string;
	readonly found: string;
	readonly listed: string;
	readonly none: string;
	readonly noneListed: string;
	readonly inOrder: Readonly<Record<SearchOrder, string>>;
	readonly more: string;
	readonly loading: string;
	readonly failed: string;
}

export type SearchOrder = keyof typeof words.search.orders;

/** The order of the choices. */
export const searchOrders = Object.keys(words.search.orders) as SearchOrder[];

/**
 * @param shards of the index, newest first
 * @returns the texts as JSON, for an attribute of the page
 */
export function searchTexts(site: Site, shards: readonly SearchShard[] = shardsOf(site)): string {
	const { config } = site;
	const { found, listed, none, noneListed, inOrder, more, loading, failed } = words.search;
	const texts: SearchTexts = {
		index: href(config, paths.searchIndex),
		shards: shards.length < 2 ? {} : Object.fromEntries(shards.map(({ start, path }) => [start, href(config, path)])),
		categoryPath: href(config, paths.category('{slug}')),
		thousands: words.thousands,
		one: words.signals(1, '1'),
		many: words.signals(2, '{count}'),
		found: found('{signals}', '{text}', '{order}'),
		listed: listed('{signals}', '{order}'),
		none: none('{text}'),
		noneListed,
		inOrder,
		more: more('{count}'),
		loading,
		failed,
	};
	return JSON.stringify(texts);
}

/** @returns the choices of a minimum score, lowest first: value for the address, and label. */
export function minimumChoices({ bands }: Site): { value: string; label: string }[] {
	return bands.map(({ rank, from, label }) =>
		rank === 0 ? { value: '', label: words.search.any } : { value: String(from), label: words.search.atLeast(formatScore(from), label) },
	);
}

/** @returns the name of what is typed: `Search 1,234 signals`. */
export function searchLabel({ signals }: Site): string {
	return words.search.label(words.signals(signals.length, formatCount(signals.length)));
}
