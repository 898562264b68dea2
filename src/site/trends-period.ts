/** Stretches of days, and the signals in them. They end with the newest signal's day: what a page shows depends on no clock. */
import type { Day, Signal } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { addDays, daysBetween } from './calendar.ts';
import type { Site } from './site.ts';

/** From the start of one day to the end of another. */
export interface Period {
	readonly from: Day;
	readonly to: Day;
}

/** @returns the period of so many days that ends with a day. */
export function periodTo(to: Day, days: number): Period {
	return { from: addDays(to, 1 - days), to };
}

/** @returns the period just before another, as long as that. */
export function periodBefore({ from, to }: Period): Period {
	return periodTo(addDays(from, -1), daysBetween(from, to) + 1);
}

/**
 * Looks at nothing older than the period.
 * @param signals newest first
 * @returns those of the period, newest first
 */
export function signalsIn(signals: readonly Signal[], { from, to }: Period): Signal[] {
	const found: Signal[] = [];
	for (const signal of signals) {
		const day = dayOf(signal.date);
		if (day < from) break;
		if (day <= to) found.push(signal);
	}
	return found;
}

/** @returns whether the site already published when a period began. If not, the period cannot be compared with. */
export function covers(site: Site, { from }: Period): boolean {
	const first = site.days.at(-1);
	return first !== undefined && first <= from;
}
