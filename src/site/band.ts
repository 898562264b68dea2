/** How a band or score shows itself: as weight and length of a rule. */
import type { Band } from '../signals/signal.ts';
import { formatScore } from './format.ts';

/** A band as a part of the axis from 0 to 10. */
export interface AxisPart {
	readonly band: Band;
	/** Lower bound as written for people. */
	readonly from: string;
	/** Length on the axis in tenths of a score, as the powers of two it is the sum of: `32 8` for 4. The style sheet adds them up. */
	readonly length: string;
}

/** The style sheet knows four weights; a fifth band and all above share the heaviest. */
export function weightOf(band: Band): number {
	return Math.min(band.rank, 3);
}

/** @returns the weight of the band a score falls in. */
export function scoreWeight(bands: readonly Band[], score: number): number {
	const band = bands.findLast(({ from }) => from <= score);
	return band ? weightOf(band) : 0;
}

/** @returns a score, or a band's bound, as the length of a rule: `74%`. */
export function ruleLength(score: number): string {
	return `${Math.round(score * 10)}%`;
}

/** @returns the bands as parts of the axis, lowest first. */
export function axisParts(bands: readonly Band[]): AxisPart[] {
	return bands.map((band, index) => {
		const tenths = Math.round(((bands[index + 1]?.from ?? 10) - band.from) * 10);
		return { band, from: formatScore(band.from), length: powersOfTwo(tenths).join(' ') };
	});
}

function powersOfTwo(sum: number): number[] {
	return [64, 32, 16, 8, 4, 2, 1].filter((power) => (sum & power) !== 0);
}
