/** Signals by weight: the order of short lists that show what mattered most. */
import type { Day, Signal } from '../signals/signal.ts';
import { addDays } from './calendar.ts';
import { dayOf } from '../signals/time.ts';

/** @returns the `count` heaviest, heaviest first, equal scores newest first. The input is newest first. */
export function heaviest(signals: readonly Signal[], count: number): Signal[] {
	return [...signals].sort((a, b) => b.score - a.score).slice(0, count);
}

/**
 * @returns the signals of the seven days that end with the newest one's day, or of 28 days where a week holds fewer than
 * `least`. The input is newest first.
 */
export function newestPeriod(signals: readonly Signal[], least: number): { signals: readonly Signal[]; weeks: 1 | 4; to: Day } | undefined {
	const newest = signals[0];
	if (!newest) return undefined;
	const to = dayOf(newest.date);
	const since = (from: Day) => {
		const end = signals.findIndex((signal) => dayOf(signal.date) < from);
		return end === -1 ? signals : signals.slice(0, end);
	};
	const week = since(addDays(to, -6));
	return week.length < least ? { signals: since(addDays(to, -27)), weeks: 4, to } : { signals: week, weeks: 1, to };
}
