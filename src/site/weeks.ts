/** The weeks of a site: every ISO week in which something was published, with what stands in it. */
import type { Day, Instant, Signal } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { addDays, mondayOf, type CalendarWeek, weekOf } from './calendar.ts';
import { pageCount, pageItems } from './paging.ts';
import type { Site } from './site.ts';

export interface Week extends CalendarWeek {
	/** The first instant after it. */
	readonly end: Instant;
	/** Nothing can be published in it any more: its briefing stands, goes out by feed and e-mail, and changes only when a signal of it does. */
	readonly isOver: boolean;
	/** Listed, newest first; none when all were withdrawn. */
	readonly signals: readonly Signal[];
	/** When what it shows last changed, its end included. */
	readonly updated: Instant;
}

/** @returns every week that has a signal, newest first, also one whose signals were all withdrawn: it keeps its address. */
export function weeks(site: Site): readonly Week[] {
	return indexOf(site).newestFirst;
}

/** @returns those that are over, newest first. */
export function finishedWeeks(site: Site): readonly Week[] {
	return indexOf(site).finished;
}

/**
 * @param page archive page of the list of weeks, from 1; undefined for its own page, which has the newest
 * @returns the weeks it shows, newest first: those that are not over, and those that are; and how many archive pages there are
 */
export function listedWeeks(
	site: Site,
	page: number | undefined,
): { readonly running: readonly Week[]; readonly finished: readonly Week[]; readonly pages: number } {
	const { listLength } = site.config;
	const all = finishedWeeks(site);
	return {
		running: page === undefined ? weeks(site).filter(({ isOver }) => !isOver) : [],
		finished: page === undefined ? all.slice(0, listLength) : pageItems(all, page, listLength),
		pages: pageCount(all.length, listLength),
	};
}

/**
 * @param id as in `2026-W47`
 * @throws Error when nothing was ever published in that week.
 */
export function weekNamed(site: Site, id: string): Week {
	const { newestFirst, places } = indexOf(site);
	const week = newestFirst[places.get(id) ?? -1];
	if (!week) throw new Error(`There is no week ${id}.`);
	return week;
}

/** @returns the nearest earlier week that has a briefing. A later one is never asked for: naming it would change a page that stands. */
export function weekBefore(site: Site, { id }: Week): Week | undefined {
	const { newestFirst, places } = indexOf(site);
	const place = places.get(id);
	return place === undefined ? undefined : newestFirst[place + 1];
}

interface WeekIndex {
	readonly newestFirst: readonly Week[];
	readonly finished: readonly Week[];
	/** Place by id. */
	readonly places: ReadonlyMap<string, number>;
}

const memory = new WeakMap<Site, WeekIndex>();

function indexOf(site: Site): WeekIndex {
	const known = memory.get(site);
	if (known) return known;
	const newestFirst = createWeeks(site);
	const index = {
		newestFirst,
		finished: newestFirst.filter(({ isOver }) => isOver),
		places: new Map(newestFirst.map(({ id }, place) => [id, place])),
	};
	memory.set(site, index);
	return index;
}

function createWeeks(site: Site): Week[] {
	const mondays = new Map<Day, Day>();
	const startOf = ({ date }: Signal) => {
		const day = dayOf(date);
		const monday = mondays.get(day) ?? mondayOf(day);
		mondays.set(day, monday);
		return monday;
	};
	const listed = Map.groupBy(site.signals, startOf);
	const withdrawn = Map.groupBy(site.withdrawn, startOf);
	return [...new Set([...listed.keys(), ...withdrawn.keys()])]
		.sort()
		.toReversed()
		.map((monday) => {
			const end = `${addDays(monday, 7)}T00:00:00Z`;
			const isOver = site.asOf >= end;
			const signals = listed.get(monday) ?? [];
			const changes = [...signals, ...(withdrawn.get(monday) ?? [])].map(({ updated }) => updated);
			const updated = [...changes, ...(isOver ? [end] : [])].reduce((a, b) => (a > b ? a : b), '');
			return { ...weekOf(monday), end, isOver, signals, updated };
		});
}
