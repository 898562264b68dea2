/** How many signals a list got in each of the last weeks. */
import type { Day, Signal } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { addDays, type CalendarWeek, weekOf } from './calendar.ts';
import type { Site } from './site.ts';

/** Seven days each. */
const weeksKept = 52;

/**
 * @param signals of a list, newest first
 * @returns the counts of the last 52 calendar weeks, oldest first, up to the one of the site's newest day: a new day of a week changes
 *   the lists it adds to, and no other
 */
export function calendarWeekCounts(site: Site, signals: readonly Signal[]): number[] {
	return countsUntil(lastWeek(site)?.to, signals, weeksKept);
}

/** @returns the last of these weeks; undefined for a site without signals. */
export function lastWeek(site: Site): CalendarWeek | undefined {
	const newest = site.days[0];
	return newest === undefined ? undefined : weekOf(newest);
}

/** @returns the counts of so many times seven days, oldest first, the last of which end with the newest day of the site. */
export function weeklyCounts(site: Site, signals: readonly Signal[], weeks: number): number[] {
	return countsUntil(site.days[0], signals, weeks);
}

/** Looks at nothing older than the weeks: a list costs as much as it got of late. */
function countsUntil(end: Day | undefined, signals: readonly Signal[], weeks: number): number[] {
	const counts = Array.from({ length: weeks }, () => 0);
	if (end === undefined) return counts;
	let week = 0;
	let start = addDays(end, -6);
	for (const { date } of signals) {
		while (week < weeks && dayOf(date) < start) {
			week += 1;
			start = addDays(start, -7);
		}
		if (week >= weeks) break;
		counts[weeks - 1 - week] = (counts[weeks - 1 - week] ?? 0) + 1;
	}
	return counts;
}

/** @returns how many of the counts, oldest first, fall in the last so many weeks. */
export function sumOfLast(counts: readonly number[], weeks: number): number {
	return counts.slice(-weeks).reduce((sum, count) => sum + count, 0);
}
