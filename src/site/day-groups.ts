/** A list cut into UTC days, as the front page shows it. */
import type { Day, Instant, Signal } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { topWeight } from './narrowing.ts';
import { pageCount } from './paging.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';

export interface DayGroup {
	readonly day: Day;
	readonly signals: readonly Signal[];
	/** How many signals the day has in all. */
	readonly total: number;
	/** The day's highest score. */
	readonly top: number;
	/** Of the heaviest that is shown. */
	readonly weight: number;
}

/** Where a reader goes after the last item of the front page. */
export interface Onward {
	readonly day: Day;
	/** Its page; where that would show the same signals again, the archive page of those that follow. */
	readonly path: string;
	/** The day's number of signals when it was cut in the middle; undefined when the whole day stands on the older page. */
	readonly cut: number | undefined;
}

/** @returns the signals, newest first, grouped by day. */
export function groupByDay(site: Site, signals: readonly Signal[]): DayGroup[] {
	const days = new Map<Day, Signal[]>();
	for (const signal of signals) {
		const day = dayOf(signal.date);
		const group = days.get(day);
		if (group) group.push(signal);
		else days.set(day, [signal]);
	}
	return [...days].map(([day, shown]) => {
		const all = site.during(day);
		return { day, signals: shown, total: all.length, top: topScore(all), weight: topWeight(site.bands, shown) };
	});
}

/** @returns the day that was cut, else the next older day, else undefined: everything was shown. */
export function onward(site: Site, groups: readonly DayGroup[]): Onward | undefined {
	const last = groups.at(-1);
	if (!last) return undefined;
	if (last.signals.length < last.total) return { day: last.day, path: restOf(site, last), cut: last.total };
	const older = site.days.find((day) => day < last.day);
	return older === undefined ? undefined : { day: older, path: paths.day(older), cut: undefined };
}

function restOf({ config }: Site, { day, signals, total }: DayGroup): string {
	const pages = pageCount(total, config.listLength);
	return signals.length < config.listLength || pages < 2 ? paths.day(day) : paths.page(paths.day(day), pages - 1);
}

/** @returns when anything that is shown was last changed; undefined when nothing is. */
export function lastChange(signals: readonly Signal[]): Instant | undefined {
	return signals
		.map(({ updated }) => updated)
		.reduce<Instant | undefined>((last, updated) => (last && last > updated ? last : updated), undefined);
}

/** @returns the highest score, 0 of an empty list. */
export function topScore(signals: readonly Signal[]): number {
	return signals.reduce((top, signal) => Math.max(top, signal.score), 0);
}
