/**
 * Where a score stood among those of the ninety days before it, as of its publication: what was published, withdrawn or scored anew
 * since then changes nothing, so that an old page stays as it is.
 */
import type { Signal } from '../signals/signal.ts';
import { formatCount, formatScore } from './format.ts';
import { createScoreTimeline, distributionBefore, firstScore, type ScoreTimeline, tenths } from './score-timeline.ts';
import type { Site } from './site.ts';
import { words } from './words.ts';

export interface Percentile {
	/** Signals compared with. */
	readonly count: number;
	/** Those of them with a lower score. */
	readonly lower: number;
	/** The score at publication. */
	readonly score: number;
	/** How many of them had each score, by tenths from 0 to 100. */
	readonly distribution: readonly number[];
}

const days = 90;
/** Among fewer, a share says nothing. */
const fewest = 10;
const memory = new WeakMap<object, ScoreTimeline>();

/** @returns undefined for a withdrawn signal, which is compared with nothing, and where there are too few to compare with. */
export function percentile(site: Pick<Site, 'signals' | 'withdrawn'>, signal: Signal): Percentile | undefined {
	if (signal.withdrawn) return undefined;
	const distribution = distributionBefore(timelineOf(site), signal.date);
	const count = sum(distribution);
	const score = firstScore(signal);
	return count < fewest ? undefined : { count, lower: sum(distribution.slice(0, tenths(score))), score, distribution };
}

/** @returns it as a sentence: of a hundred and more the share, rounded down, of fewer or where that would be 0 the number. */
export function formatPercentile({ count, lower, score }: Percentile, present: number): string {
	const say = words.signal.percentile;
	const percent = Math.floor((100 * lower) / count);
	const all = formatCount(count);
	const some = say.some(count < 100 || percent === 0 ? formatCount(lower) : say.percent(percent), all);
	const than = lower === count ? say.all(all) : lower === 0 ? say.none(all) : some;
	return say.sentence(than, days, score === present ? undefined : formatScore(score));
}

/** @returns the distribution as path data: a tick for each score that occurs, on an axis 100 wide at the foot of a box so high. */
export function distributionTicks(distribution: readonly number[], height: number): string {
	const tallest = Math.max(soManyAreTallest, ...distribution);
	return distribution
		.map((count, score) => (count === 0 ? '' : `M${score} ${height}v-${Math.max(2, Math.round((height * count) / tallest))}`))
		.join('');
}

/** At least: two signals of ten with one score are no mountain. */
const soManyAreTallest = 4;

function timelineOf(site: Pick<Site, 'signals' | 'withdrawn'>): ScoreTimeline {
	const timeline = memory.get(site) ?? createScoreTimeline([...site.signals, ...site.withdrawn], days);
	memory.set(site, timeline);
	return timeline;
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
