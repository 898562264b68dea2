/**
 * The option a misspelt word most likely meant.
 * @returns the closest option by edit distance, if at most a third of the word differs: at least one letter, at most four
 */
export function nearest(word: string, options: Iterable<string>): string | undefined {
	if (word.length > longestWord) return undefined;
	const wanted = word.toLowerCase();
	let best: string | undefined;
	let bestDistance = Math.min(4, Math.max(1, Math.floor(word.length / 3))) + 1;
	for (const option of options) {
		const distance = editDistance(wanted, option.toLowerCase(), bestDistance);
		if (distance < bestDistance) [best, bestDistance] = [option, distance];
	}
	return best;
}

/** @returns the question that proposes an option, or undefined when there is none. */
export function didYouMean(option: string | undefined): string | undefined {
	return option === undefined ? undefined : `Did you mean ${option}?`;
}

/** Nobody misspells an address of this length by a letter, and comparing it costs its square. */
const longestWord = 100;

/**
 * Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other (optimal string alignment).
 * @param limit distances of at least this are returned as `limit`
 */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
	if (Math.abs(a.length - b.length) >= limit) return limit;
	let before: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i += 1) {
		const row = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const same = a[i - 1] === b[j - 1];
			let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(before, j - 2) + 1);
			row.push(cost);
		}
		[before, last] = [last, row];
	}
	return Math.min(at(last, b.length), limit);
}

function at(row: readonly number[], index: number): number {
	return row[index] ?? Number.POSITIVE_INFINITY;
}
