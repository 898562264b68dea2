/** How a band or score shows itself: as weight and length of a rule. */
import type { Band } from '../signals/signal.ts';
import { formatScore } from './format.ts';

/** A band as a part of the axis from 0 to 10. */
export interface AxisPart {
	readonly band: Band;
	/** Lower bound as written for people. */
	readonly from: string;
	/** Length on the axis, a score difference of 0.1 to 10, as whole and tenth: the style sheet adds them. */
	readonly whole: number;
	readonly tenth: number;
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
		return { band, from: formatScore(band.from), whole: Math.floor(tenths / 10), tenth: tenths % 10 };
	});
}
