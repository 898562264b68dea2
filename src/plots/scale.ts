/** Where a value lies in a drawing. */

export interface ScaleOptions {
	/** The values at the two ends. */
	readonly from: number;
	readonly to: number;
	/** The drawing's extent; `from` lies at 0. */
	readonly length: number;
	/** `from` lies at the far end: scores grow upwards, and time runs to the left where text does. */
	readonly isReversed?: boolean;
}

/** @returns a function from a value to its coordinate, within the extent and rounded to a tenth. */
export function createScale({ from, to, length, isReversed = false }: ScaleOptions): (value: number) => number {
	return (value) => {
		const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
		return roundTenth((isReversed ? 1 - share : share) * length);
	};
}

/** @returns the number rounded to a tenth, without a negative zero. */
export function roundTenth(value: number): number {
	return Math.round(value * 10) / 10 + 0;
}
