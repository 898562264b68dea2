/** Twelve months of days, each with its number of signals, as four drawings of three months and as a table. */
import { heatPath, heatUnit, type HeatCell, type Level, levelBounds, levelOf, levels } from '../plots/heat.ts';
import type { Day } from '../signals/signal.ts';
import { addMonths, daysOfMonth, weekday } from './calendar.ts';
import { formatCount, formatDay, formatMonth, formatSignals, monthName, unbroken } from './format.ts';
import type { Site } from './site.ts';
import { words } from './words.ts';

export interface Year {
	/** First day that is counted: not before the site's first signal. */
	readonly from: Day;
	readonly to: Day;
	readonly finding: string;
	readonly quarters: readonly Quarter[];
	/** Numbers of signals that each weight stands for, none first. */
	readonly key: readonly { readonly level: Level | undefined; readonly text: string }[];
	/** Oldest first; months and weeks without a day that counts left out. */
	readonly months: readonly YearMonth[];
}

export interface Quarter {
	/** Of its first month: `2026-04`. */
	readonly id: string;
	readonly title: string;
	readonly description: string;
	/** Where each month begins, in percent of the width. */
	readonly names: readonly { readonly at: number; readonly label: string }[];
	/** Path data by level; undefined for days without a signal. Days that do not count have no line. */
	readonly lines: readonly { readonly level: Level | undefined; readonly path: string }[];
}

export interface YearMonth {
	/** `2026-04` */
	readonly month: string;
	readonly count: number;
	/** Weeks, each seven days from Monday; undefined outside the month. */
	readonly weeks: readonly (readonly (YearDay | undefined)[])[];
}

export interface YearDay {
	readonly day: Day;
	/** Undefined before the first signal of the site, and after its newest. */
	readonly count: number | undefined;
}

/** Columns of a month, and of a quarter with one between its months. A column is a week, a row a day of it. */
const monthColumns = 6;
export const quarterBox = { width: 3 * monthColumns + 2, height: 7 };

/** @returns undefined for a site without signals. */
export function year(site: Site): Year | undefined {
	const [to, first] = [site.days[0], site.days.at(-1)];
	if (to === undefined || first === undefined) return undefined;
	const start = addMonths(to.slice(0, 7), -11);
	const from = first > `${start}-01` ? first : `${start}-01`;
	const months = Array.from({ length: 12 }, (_, index) => yearMonth(site, addMonths(start, index), { from, to }));
	const days = countedDays(months);
	const unit = heatUnit(days.map(({ count }) => count));
	const isReversed = site.config.direction === 'rtl';
	return {
		from,
		to,
		finding: findingOf(days),
		quarters: [0, 3, 6, 9]
			.map((index) => months.slice(index, index + 3))
			.filter((quarter) => countedDays(quarter).length > 0)
			.map((quarter) => drawQuarter(quarter, unit, isReversed)),
		key: [
			{ level: undefined, text: words.trends.year.none },
			...levels.map((level) => {
				const { from: least, to: most } = levelBounds(level, unit);
				return { level, text: unbroken(words.trends.year.range(formatCount(least), most === undefined ? undefined : formatCount(most))) };
			}),
		],
		months: months
			.map((month) => ({ ...month, weeks: month.weeks.filter((week) => week.some((day) => day?.count !== undefined)) }))
			.filter(({ weeks }) => weeks.length > 0),
	};
}

function yearMonth(site: Site, month: string, { from, to }: { from: Day; to: Day }): YearMonth {
	const weeks: (YearDay | undefined)[][] = [];
	for (const day of daysOfMonth(month)) {
		if (weeks.length === 0 || weekday(day) === 0) weeks.push(Array.from({ length: 7 }, () => undefined));
		const week = weeks.at(-1);
		if (week) week[weekday(day)] = { day, count: day < from || day > to ? undefined : site.during(day).length };
	}
	return { month, count: site.during(month).length, weeks };
}

function countedDays(months: readonly YearMonth[]): { day: Day; count: number }[] {
	return months
		.flatMap(({ weeks }) => weeks.flat())
		.flatMap((day) => (day?.count === undefined ? [] : [{ day: day.day, count: day.count }]));
}

function drawQuarter(months: readonly YearMonth[], unit: number, isReversed: boolean): Quarter {
	const drawn = months.flatMap(({ weeks }, index) =>
		weeks.flatMap((week, number) =>
			week.flatMap((day, row): HeatCell[] => {
				if (day?.count === undefined) return [];
				const column = index * (monthColumns + 1) + number;
				return [{ column: isReversed ? quarterBox.width - 1 - column : column, row, level: levelOf(day.count, unit) }];
			}),
		),
	);
	const days = countedDays(months);
	const most = Math.max(...days.map(({ count }) => count));
	const [first, last] = [months[0]?.month ?? '', months.at(-1)?.month ?? ''];
	return {
		id: first,
		title: words.trends.span(formatMonth(first), formatMonth(last)),
		description: words.trends.year.quarter(sumOf(days), days.filter(({ count }) => count > 0).length, most),
		names: months.map(({ month }, index) => {
			const at = (index * (monthColumns + 1) * 100) / quarterBox.width;
			return { at: isReversed ? 100 - at : at, label: monthName(month) };
		}),
		lines: [undefined, ...levels]
			.map((level) => ({ level, path: heatPath(drawn.filter((cell) => cell.level === level)) }))
			.filter(({ path }) => path !== ''),
	};
}

function findingOf(days: readonly { day: Day; count: number }[]): string {
	const { finding } = words.trends.year;
	const filled = days.filter(({ count }) => count > 0);
	const most = Math.max(...filled.map(({ count }) => count));
	const busiest = filled.filter(({ count }) => count === most);
	const newest = busiest.at(-1);
	if (!newest) return '';
	const signals = formatSignals(sumOf(filled));
	if (filled.length === 1) return finding.oneDay(signals, formatDay(newest.day));
	if (busiest.length === filled.length) return finding.even(signals, filled.length, days.length, formatCount(most));
	return finding.many(signals, filled.length, days.length, formatCount(most), formatDay(newest.day), busiest.length - 1);
}

function sumOf(days: readonly { count: number }[]): number {
	return days.reduce((sum, { count }) => sum + count, 0);
}
