/** The calendar weeks of a period, each with what its scores add up to. */
import type { Band, Day, Signal } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { addDays, weekOf } from './calendar.ts';
import type { Period } from './trends-period.ts';

export interface ScoreWeek {
	/** First and last day of the week that lie in the period. */
	readonly from: Day;
	readonly to: Day;
	readonly count: number;
	/** In the order of the bands. */
	readonly byBand: readonly number[];
	/** Undefined of a week without signals. */
	readonly median: number | undefined;
	/** The heaviest, and of equals the newest. */
	readonly top: Signal | undefined;
}

/**
 * @param signals of the period, newest first
 * @returns every week of the period, oldest first, those without signals included
 */
export function scoreWeeks(signals: readonly Signal[], { from, to }: Period, bands: readonly Band[]): ScoreWeek[] {
	const byWeek = Map.groupBy(signals, ({ date }) => weekOf(dayOf(date)).from);
	const weeks: ScoreWeek[] = [];
	for (let monday = weekOf(from).from; monday <= to; monday = addDays(monday, 7)) {
		const own = byWeek.get(monday) ?? [];
		const sunday = addDays(monday, 6);
		weeks.push({
			from: monday < from ? from : monday,
			to: sunday > to ? to : sunday,
			count: own.length,
			byBand: bands.map(({ rank }) => own.filter(({ band }) => band.rank === rank).length),
			median: medianOf(own.map(({ score }) => score)),
			top: own.reduce<Signal | undefined>((top, signal) => (top === undefined || signal.score > top.score ? signal : top), undefined),
		});
	}
	return weeks;
}

/** @returns the middle score, or the mean of the two in the middle, rounded to a tenth, halves up. Undefined of none. */
export function medianOf(scores: readonly number[]): number | undefined {
	const tenths = scores.map((score) => Math.round(score * 10)).sort((a, b) => a - b);
	const [below, above] = [tenths[Math.ceil(tenths.length / 2) - 1], tenths[Math.floor(tenths.length / 2)]];
	return below === undefined || above === undefined ? undefined : Math.round((below + above) / 2) / 10;
}
