/** How a band or score shows itself: as weight and length of a rule. */
import type { Band } from '../signals/signal.ts';
import { formatScore } from './format.ts';

/** A band as a part of the axis from 0 to 10. */
export interface AxisPart {
	readonly band: Band;
	/** Lower bound as written for people. */
	readonly from: string;
}

/** The heaviest of the four weights the style sheet knows, and the only red one. */
export const heaviestWeight = 3;

/**
 * @param bands all of the site's, lowest first
 * @returns the weight of a band, from 0: the highest band has the heaviest, each below it one less, and all that are left the lightest. A single band is no distinction, and is drawn as an ordinary one
 */
export function weightOf(bands: readonly Band[], band: Band): number {
	if (bands.length === 1) return 1;
	return Math.max(0, heaviestWeight - (bands.length - 1 - band.rank));
}

/** @returns the weight of the band a score falls in. */
export function scoreWeight(bands: readonly Band[], score: number): number {
	const band = bands.findLast(({ from }) => from <= score);
	return band ? weightOf(bands, band) : 0;
}

/** @returns a score, or a band's bound, as the length of a rule: `74%`. */
export function ruleLength(score: number): string {
	return `${Math.round(score * 10)}%`;
}

/** @returns the bands as parts of the axis, lowest first. */
export function axisParts(bands: readonly Band[]): AxisPart[] {
	return bands.map((band) => ({ band, from: formatScore(band.from) }));
}

/** @returns how long each band is on the axis, in tenths of a score. */
export function bandLengths(bands: readonly Pick<Band, 'from'>[]): number[] {
	return bands.map(({ from }, index) => Math.round(((bands[index + 1]?.from ?? 10) - from) * 10));
}
