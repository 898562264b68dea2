/**
 * The option a misspelt word most likely meant.
 * @returns the closest option by edit distance, if at most a third of the word differs: at least one letter, at most four
 */
export function nearest(word: string, options: Iterable<string>): string | undefined {
	return createSpeller(options)(word);
}

/** @returns the option that a word most likely meant, as `nearest` does. */
export type Speller = (word: string) => string | undefined;

/**
 * Prepares many options for many misspelt words. What a word costs does not grow with the options, and after some number of words
 * nothing is proposed any more: nobody reads a thousand proposals, and content is untrusted.
 *
 * @param distance as `editDistance`
 */
export function createSpeller(options: Iterable<string>, distance: typeof editDistance = editDistance): Speller {
	const known = new Map<string, string | undefined>();
	let find: ((word: string, furthest: number) => readonly string[]) | undefined;
	return (word) => {
		if (known.has(word)) return known.get(word);
		if (word.length > longestWord || known.size >= mostWords) return undefined;
		find ??= candidatesAmong([...options]);
		const wanted = word.toLowerCase();
		let best: string | undefined;
		const furthest = Math.min(4, Math.max(1, Math.floor(word.length / 3)));
		let bestDistance = furthest + 1;
		for (const option of find(wanted, furthest)) {
			const found = distance(wanted, option.toLowerCase(), bestDistance);
			if (found < bestDistance) [best, bestDistance] = [option, found];
		}
		known.set(word, best);
		return best;
	};
}

/** @returns the question that proposes an option, or undefined when there is none. */
export function didYouMean(option: string | undefined): string | undefined {
	return option === undefined ? undefined : `Did you mean ${option}?`;
}

/** Nobody misspells an address of this length by a letter, and comparing it costs its square. */
const longestWord = 100;
const mostWords = 100;
const mostCandidates = 200;
/** Of options that share three letters with a word. */
const mostLookedAt = 20_000;

/**
 * @returns a function that gives the options that share most with a word among those that are not much longer or shorter, all options
 * when they are few. Only options of a length that is asked for are looked into.
 */
function candidatesAmong(options: readonly string[]): (word: string, furthest: number) => readonly string[] {
	if (options.length <= mostCandidates) return () => options;
	const byLength = Map.groupBy(options.keys(), (index) => options[index]?.toLowerCase().length ?? 0);
	const holders = new Map<number, Map<string, number[]>>();
	const holdersOf = (length: number) => {
		const known = holders.get(length) ?? holdersAmong(options, byLength.get(length) ?? []);
		holders.set(length, known);
		return known;
	};
	return (word, furthest) => {
		const lengths = Array.from({ length: 2 * furthest + 1 }, (_, index) => word.length - furthest + index);
		const holdings = [...partsOf(word)].map((part) => lengths.map((length) => holdersOf(length).get(part) ?? []));
		const count = (holding: readonly (readonly number[])[]) => holding.reduce((sum, { length }) => sum + length, 0);
		const shared = new Map<number, number>();
		let lookedAt = 0;
		// What few options hold tells most, so that it comes first.
		for (const holding of holdings.sort((a, b) => count(a) - count(b)).flat()) {
			for (const index of holding.slice(0, mostLookedAt - lookedAt)) shared.set(index, (shared.get(index) ?? 0) + 1);
			lookedAt += holding.length;
			if (lookedAt >= mostLookedAt) break;
		}
		const ranked = [...shared].sort(([a, countA], [b, countB]) => countB - countA || a - b).slice(0, mostCandidates);
		// Of options equally close, the first wins.
		return ranked
			.map(([index]) => index)
			.sort((a, b) => a - b)
			.map((index) => options[index] ?? '');
	};
}

/** @returns the places of the options that have a part, by the part */
function holdersAmong(options: readonly string[], places: readonly number[]): Map<string, number[]> {
	const holders = new Map<string, number[]>();
	for (const index of places) {
		for (const part of partsOf(options[index]?.toLowerCase() ?? '')) {
			const holding = holders.get(part);
			if (holding) holding.push(index);
			else holders.set(part, [index]);
		}
	}
	return holders;
}

/** @returns every three letters that follow each other, those at the start and the end marked. */
function partsOf(word: string): Set<string> {
	const marked = `\0\0${word}\0`;
	return new Set(Array.from({ length: word.length + 1 }, (_, index) => marked.slice(index, index + 3)));
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other (optimal string alignment).
 * @param limit distances of at least this are returned as `limit`, at a cost of only the length times the limit
 */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
	if (Math.abs(a.length - b.length) >= limit) return limit;
	let before: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i += 1) {
		// Further from the diagonal than the limit, every distance reaches it.
		const first = Math.max(1, i - limit + 1);
		const end = Math.min(b.length, i + limit - 1);
		const row: number[] = [];
		row[first - 1] = first === 1 ? i : Number.POSITIVE_INFINITY;
		let least = at(row, first - 1);
		for (let j = first; j <= end; j += 1) {
			const same = a[i - 1] === b[j - 1];
			let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(before, j - 2) + 1);
			row[j] = cost;
			if (cost < least) least = cost;
		}
		if (least >= limit) return limit;
		[before, last] = [last, row];
	}
	return Math.min(at(last, b.length), limit);
}

function at(row: readonly number[], index: number): number {
	return row[index] ?? Number.POSITIVE_INFINITY;
}
