/** Makes one list of what several indexes found. */
import type { SearchOrder } from '../../site/search-page.ts';

/** How many results have each value of each filter. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Result<T> {
	/** How well it matches. */
	readonly score: number;
	data(): Promise<T>;
}

export interface ShardResults<T> {
	/** In the order that was asked for. */
	readonly results: readonly Result<T>[];
	/** Of the results. The filter `score` has their scores in tenths. */
	readonly filters: Counts;
}

/** @param found in indexes that follow each other in time, newest first */
export function mergeResults<T>(found: readonly ShardResults<T>[], order: SearchOrder): readonly Result<T>[] {
	if (order === 'score') return mergeByScore(found);
	const all = found.flatMap(({ results }) => results);
	return order === 'date' ? all : all.sort((a, b) => b.score - a.score);
}

/** Which score each result has follows from how many have it, so that no result has to be loaded. */
function mergeByScore<T>(found: readonly ShardResults<T>[]): Result<T>[] {
	const scores = Object.keys(sumCounts(found.map(({ filters }) => filters))['score'] ?? {}).sort((a, b) => Number(b) - Number(a));
	const lists = found.map(({ results, filters }) => ({ rest: [...results], counts: filters['score'] ?? {} }));
	return scores.flatMap((score) => lists.flatMap(({ rest, counts }) => rest.splice(0, counts[score] ?? 0)));
}

export function sumCounts(all: readonly Counts[]): Counts {
	const sum: Record<string, Record<string, number>> = {};
	for (const [filter, counts] of all.flatMap((one) => Object.entries(one))) {
		const known = (sum[filter] ??= {});
		for (const [value, count] of Object.entries(counts)) known[value] = (known[value] ?? 0) + count;
	}
	return sum;
}
