/** Parts of a whole, as lengths and as percentages that add up. */

/** @returns each value's length, as a percentage of the longest with one decimal. */
export function barLengths(values: readonly number[]): number[] {
	const most = Math.max(...values, 0);
	return values.map((value) => (most === 0 ? 0 : Math.round((value / most) * 1000) / 10));
}

/**
 * @returns each value's share of the sum, in percent with one decimal. They add up to 100 exactly: each is rounded down, and the tenths
 * that are then missing go to those that lost most (Hare's method), the first of equals first.
 */
export function percentages(values: readonly number[]): number[] {
	const sum = values.reduce((total, value) => total + value, 0);
	if (sum === 0) return values.map(() => 0);
	const tenths = values.map((value) => Math.floor((value * 1000) / sum));
	const missing = 1000 - tenths.reduce((total, value) => total + value, 0);
	const favoured = values
		.map((value, index) => ({ index, lost: (value * 1000) % sum }))
		.sort((a, b) => b.lost - a.lost || a.index - b.index)
		.slice(0, missing);
	for (const { index } of favoured) tenths[index] = (tenths[index] ?? 0) + 1;
	return tenths.map((value) => value / 10);
}
