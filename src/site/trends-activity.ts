/** How many signals a list got in each of the last weeks. */
import type { Day, Signal } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { addDays } from './calendar.ts';
import type { Site } from './site.ts';

/** Seven days each; the last ends with the newest day of the site. */
const weeksKept = 52;

const memory = new WeakMap<Site, readonly Day[]>();

/**
 * Looks at nothing older than that: a list costs as much as it got of late.
 * @param signals of the list, newest first
 * @returns the counts of the last `weeks` weeks, at most 52, oldest first
 */
export function weeklyCounts(site: Site, signals: readonly Signal[], weeks = weeksKept): number[] {
	const starts = weekStarts(site);
	const counts = Array.from({ length: weeks }, () => 0);
	let week = 0;
	for (const { date } of signals) {
		while (week < weeks && dayOf(date) < (starts[week] ?? '')) week += 1;
		if (week >= weeks) break;
		counts[weeks - 1 - week] = (counts[weeks - 1 - week] ?? 0) + 1;
	}
	return counts;
}

/** @returns how many of the counts, oldest first, fall in the last so many weeks. */
export function sumOfLast(counts: readonly number[], weeks: number): number {
	return counts.slice(-weeks).reduce((sum, count) => sum + count, 0);
}

/** @returns the first day of each week, the newest week's first. */
function weekStarts(site: Site): readonly Day[] {
	const known = memory.get(site);
	if (known) return known;
	const newest = site.days[0];
	const starts = newest === undefined ? [] : Array.from({ length: weeksKept }, (_, week) => addDays(newest, -7 * week - 6));
	memory.set(site, starts);
	return starts;
}
