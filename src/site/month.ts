/** A month and a year as their archive pages show them. However much was published, a page shows no more than a fixed number of headlines. */
import { type Level, levelOf } from '../plots/heat.ts';
import type { Day, Signal } from '../signals/signal.ts';
import { addDays, daysOfMonth, weekOf } from './calendar.ts';
import { topScore } from './day-groups.ts';
import type { Site } from './site.ts';
import { heaviest } from './weight.ts';

/** The headlines of a month page. */
const headlinesPerMonth = 30;
/** The headlines of each month on a year page. */
const headlinesPerYearMonth = 3;

export interface CalendarDay {
	readonly day: Day;
	readonly count: number;
	readonly top: number;
	/** How much the day's rule weighs, on a fixed scale. Undefined for a day without signals. */
	readonly level: Level | undefined;
	/** Later than everything published: shown as a bare number. */
	readonly isAhead: boolean;
}

/** A day's or month's headlines. `period` is `2026-05-19` or `2026-05`. */
export interface Headlines {
	readonly period: string;
	readonly signals: readonly Signal[];
	readonly total: number;
}

export interface Week {
	readonly number: number;
	/** First and last day of the week that lie in the month. */
	readonly from: Day;
	readonly to: Day;
	readonly days: readonly Headlines[];
}

/** @returns every day of a month, given as `2026-05`. */
export function calendarDays(site: Site, yearMonth: string): CalendarDay[] {
	const newest = site.days[0] ?? '';
	return daysOfMonth(yearMonth).map((day) => {
		const signals = site.during(day);
		return { day, count: signals.length, top: topScore(signals), level: levelOf(signals.length), isAhead: day > newest };
	});
}

/** @returns the month's weeks that have a signal, newest first, each day with those of the month's heaviest headlines that are its own. */
export function monthWeeks(site: Site, yearMonth: string): Week[] {
	const chosen = new Set(heaviest(site.during(yearMonth), headlinesPerMonth));
	const weeks = new Map<Day, Week & { days: Headlines[] }>();
	for (const day of site.days.filter((candidate) => candidate.startsWith(yearMonth))) {
		const { number, from, to } = weekOf(day);
		const week = weeks.get(from) ?? { number, from: later(from, `${yearMonth}-01`), to: lastInMonth(to, yearMonth), days: [] };
		weeks.set(from, week);
		const signals = site.during(day);
		week.days.push({
			period: day,
			signals: heaviest(
				signals.filter((signal) => chosen.has(signal)),
				headlinesPerMonth,
			),
			total: signals.length,
		});
	}
	return [...weeks.values()];
}

/** @returns the year's months that have a signal, newest first, each with its heaviest headlines. */
export function yearMonths(site: Site, year: string): Headlines[] {
	return periods(site, 7)
		.filter((month) => month.startsWith(year))
		.map((period) => {
			const signals = site.during(period);
			return { period, signals: heaviest(signals, headlinesPerYearMonth), total: signals.length };
		});
}

/** @returns how many days of a period have a signal. */
export function dayCount(site: Site, period: string): number {
	return site.days.filter((day) => day.startsWith(period)).length;
}

/** @returns the nearest periods of the same kind (year, month or day) that have a signal; this one need not have any left. */
export function periodNeighbours(site: Site, period: string): { earlier: string | undefined; later: string | undefined } {
	const all = periods(site, period.length);
	let [low, high] = [0, all.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((all[middle] ?? '') > period) low = middle + 1;
		else high = middle;
	}
	return { earlier: all[all[low] === period ? low + 1 : low], later: all[low - 1] };
}

const memory = new WeakMap<Site, Map<number, readonly string[]>>();

/** Years (4), months (7) or days (10) that have a signal, newest first. */
function periods(site: Site, length: number): readonly string[] {
	const byLength = memory.get(site) ?? new Map<number, readonly string[]>();
	memory.set(site, byLength);
	const all = byLength.get(length) ?? [...new Set(site.days.map((day) => day.slice(0, length)))];
	byLength.set(length, all);
	return all;
}

function later(a: Day, b: Day): Day {
	return a > b ? a : b;
}

function lastInMonth(day: Day, yearMonth: string): Day {
	return day.startsWith(yearMonth) ? day : addDays(`${addDays(`${yearMonth}-28`, 4).slice(0, 7)}-01`, -1);
}
