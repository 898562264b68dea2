/** How the search index is divided, so that a change of one signal is a change of one part. */
import type { Day, Instant, Signal } from '../signals/signal.ts';
import { remember } from '../signals/remember.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';

/** Signals of one stretch of the calendar, which have an index of their own. */
export interface SearchShard {
	/** The first day of the stretch, which names the shard: no two begin on the same. */
	readonly start: Day;
	/** Of its folder. */
	readonly path: string;
	/** Oldest first. */
	readonly signals: readonly Signal[];
}

/** @returns the shards of a site, newest first, as its search page, its index and its verification know them */
export function shardsOf(site: Pick<Site, 'signals'>): readonly SearchShard[] {
	const shards = known.get(site.signals) ?? searchShards(site.signals);
	known.set(site.signals, shards);
	return shards;
}

const known = new WeakMap<readonly Signal[], readonly SearchShard[]>();

export interface Division {
	/** Signals up to which a shard is whole. */
	readonly limit: number;
	/** Shards above which the limit is doubled: a reader's browser opens each. */
	readonly most: number;
}

const usual: Division = { limit: 250, most: 36 };

/**
 * Divides the calendar, and each part again, until none holds more signals than the limit; a day alone is never divided. Where a part
 * begins and ends depends on the signals inside it alone, so that another signal changes the shard it belongs to, or divides it, and
 * leaves all others as they are, unless the limit doubles.
 * @param signals newest first
 * @returns the shards, newest first, none of them empty: one where there are few signals
 */
export function searchShards(signals: readonly Signal[], { limit, most }: Division = usual): SearchShard[] {
	if (signals.length === 0) return [];
	const all: Part = { start: '0000-01-01', signals: signals.toReversed() };
	for (let size = limit; ; size *= 2) {
		const parts = divide(all, size, stretches);
		if (parts.length > most) continue;
		return parts.reverse().map(({ start, signals }) => ({
			start,
			// A single one lies where Pagefind would put it.
			path: parts.length === 1 ? paths.searchIndex : paths.searchShard(start),
			signals,
		}));
	}
}

type Part = Omit<SearchShard, 'path'>;

type Stretch = (date: Instant) => Day;

function divide(part: Part, limit: number, [stretch, ...shorter]: readonly Stretch[]): Part[] {
	if (part.signals.length <= limit || stretch === undefined) return [part];
	const smaller = Map.groupBy(part.signals, ({ date }) => stretch(date));
	return Array.from(smaller, ([start, signals]) => divide({ start, signals }, limit, shorter)).flat();
}

/** Each gives the first day of the stretch a date lies in. Few of them occur, each for very many signals. */
const stretches: readonly Stretch[] = [
	...[64, 32, 16, 8, 4, 2, 1].map((years) => {
		const startOf = remember((year) => `${firstOf(year, years, 0)}-01-01`);
		return (date: Instant) => startOf(date.slice(0, 4));
	}),
	...[6, 3, 1].map((months) => {
		const startOf = remember((month) => `${month.slice(0, 4)}-${firstOf(month.slice(5), months, 1)}-01`);
		return (date: Instant) => startOf(date.slice(0, 7));
	}),
	...[16, 8, 4, 2, 1].map((days) => (date: Instant) => `${date.slice(0, 7)}-${firstOf(date.slice(8, 10), days, 1)}`),
];

/** @returns the first number of its group of `size`, as many digits as before; the very first group begins with `from` */
function firstOf(digits: string, size: number, from: number): string {
	const number = Number(digits) - from;
	return String(number - (number % size) + from).padStart(digits.length, '0');
}
