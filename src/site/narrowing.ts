/** What a list at hand can be narrowed to, in the page itself: the bands from a score upward. */
import type { Band, Signal } from '../signals/signal.ts';
import { heaviestWeight, scoreWeight, weightOf } from './band.ts';
import { formatScore } from './format.ts';

/** A minimum score for the list at hand. */
export interface MinChoice {
	/** As many pluses as the least weight that is left: the style sheet tells weights, not scores. Empty for all. */
	readonly value: string;
	/** Lower bound as written for people. */
	readonly from: string;
	/** How many of the list's signals are left. */
	readonly count: number;
}

export interface Narrowing {
	/** For each number of pluses the score it begins at: `4 7 9`. The head script reads an address's `?min=7` by it. */
	readonly bounds: string;
	readonly choices: readonly MinChoice[];
}

/**
 * Bands that look alike cannot be told apart, so the lowest of several light ones are one.
 * @param signals what the list shows
 * @returns undefined where there is nothing to choose
 */
export function narrowingOf(bands: readonly Band[], signals: readonly Signal[]): Narrowing | undefined {
	const weights = Array.from({ length: heaviestWeight }, (_, index) => index + 1);
	// The lowest band is all of them; its weight is no choice.
	const bounds = weights.flatMap((weight) => bands.find((band) => band.rank > 0 && weightOf(bands, band) >= weight) ?? []);
	const [lowest] = bounds;
	if (!lowest || signals.length === 0) return undefined;
	const choices = bounds.flatMap((band, index) => (band === bounds[index + 1] ? [] : [choice(index + 1, band.from, signals)]));
	return { bounds: bounds.map(({ from }) => from).join(' '), choices: [choice(0, bands[0]?.from ?? 0, signals), ...choices] };
}

/** @returns the weight of the heaviest. */
export function topWeight(bands: readonly Band[], signals: readonly Signal[]): number {
	return signals.reduce((top, { score }) => Math.max(top, scoreWeight(bands, score)), 0);
}

function choice(pluses: number, from: number, signals: readonly Signal[]): MinChoice {
	return { value: '+'.repeat(pluses), from: formatScore(from), count: signals.filter(({ score }) => score >= from).length };
}
