/** Signals by weight: the order of short lists that show what mattered most. */
import type { Day, Signal } from '../signals/signal.ts';
import { addDays } from './calendar.ts';
import { dayOf } from '../signals/time.ts';

/** @returns the `count` heaviest, heaviest first, equal scores newest first. The input is newest first. */
export function heaviest(signals: readonly Signal[], count: number): Signal[] {
	return [...signals].sort((a, b) => b.score - a.score).slice(0, count);
}

/** @returns the signals of the seven days that end with the newest one's day. The input is newest first. */
export function newestWeek(signals: readonly Signal[]): { signals: readonly Signal[]; to: Day } | undefined {
	const newest = signals[0];
	if (!newest) return undefined;
	const to = dayOf(newest.date);
	const from = addDays(to, -6);
	const end = signals.findIndex((signal) => dayOf(signal.date) < from);
	return { signals: end === -1 ? signals : signals.slice(0, end), to };
}
