/** Numbers, days and instants as people read them: always UTC, with the names of `words.ts`, never the machine's locale. */
import type { Day, Instant } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { weekday } from './calendar.ts';
import { words } from './words.ts';

/** @returns `9` or `7.5`: whole scores are written whole. For people only. */
export function formatScore(score: number): string {
	return Number.isInteger(score) ? String(score) : score.toFixed(1).replace('.', words.decimal);
}

/** @returns `1,234` */
export function formatCount(count: number): string {
	return String(count).replace(/\B(?=(?:\d{3})+$)/g, words.thousands);
}

/** @returns `25.0%`: always with its tenth, so that a column of them lines up. */
export function formatPercent(percent: number): string {
	return words.percent(percent.toFixed(1).replace('.', words.decimal));
}

/** @returns the text on one line, however narrow its place. */
export function unbroken(text: string): string {
	return text.replaceAll(' ', '\u00a0');
}

/** @returns `1 signal`, `1,234 signals` */
export function formatSignals(count: number): string {
	return words.signals(count, formatCount(count));
}

/** @returns `19 May 2026` */
export function formatDay(day: Day): string {
	return words.day(dayOfMonth(day), monthName(day), day.slice(0, 4));
}

/** @returns `19 May` */
export function formatShortDay(day: Day): string {
	return words.shortDay(dayOfMonth(day), monthName(day));
}

/** @returns `16 to 22 November 2026`, saying of the first day only what the last does not. */
export function formatSpan(from: Day, to: Day): string {
	const first =
		from.slice(0, 7) === to.slice(0, 7)
			? String(dayOfMonth(from))
			: from.slice(0, 4) === to.slice(0, 4)
				? formatShortDay(from)
				: formatDay(from);
	return words.span(first, formatDay(to));
}

/** @returns `Tuesday 19 May 2026` */
export function formatLongDay(day: Day): string {
	return words.dayOfWeek(formatWeekday(day), formatDay(day));
}

/** @returns `Tuesday` */
export function formatWeekday(day: Day): string {
	return words.weekdays[weekday(day)] ?? '';
}

/** @returns `Tuesday 19` */
export function formatWeekdayShort(day: Day): string {
	return words.dayOfWeek(formatWeekday(day), String(dayOfMonth(day)));
}

/** @returns `May 2026` of `2026-05`, or of a day in it. */
export function formatMonth(yearMonth: string): string {
	return words.month(monthName(yearMonth), yearMonth.slice(0, 4));
}

/** @returns a year, month or day: `2026`, `May 2026`, `19 May 2026`. */
export function formatPeriod(period: string): string {
	if (period.length === 4) return period;
	return period.length === 7 ? formatMonth(period) : formatDay(period);
}

/** @returns `May` of `2026-05`, or of a day in it. */
export function monthName(yearMonth: string): string {
	return words.months[Number(yearMonth.slice(5, 7)) - 1] ?? '';
}

/** @returns `Sep` of `2026-09`, or of a day in it: for drawings, where a whole name may not fit. */
export function shortMonthName(yearMonth: string): string {
	return words.monthsShort[Number(yearMonth.slice(5, 7)) - 1] ?? '';
}

/** @returns `16:01 UTC` */
export function formatTime(instant: Instant): string {
	return words.time(instant.slice(11, 16));
}

/** @returns `19 May 2026, 16:01 UTC`, or the day alone when no time was given. */
export function formatInstant(instant: Instant): string {
	return hasTime(instant) ? words.instant(formatDay(dayOf(instant)), instant.slice(11, 16)) : formatDay(dayOf(instant));
}

/** @returns whether an instant says more than a day: a day alone is 00:00 UTC. */
export function hasTime(instant: Instant): boolean {
	return !instant.endsWith('T00:00:00Z');
}

/** @returns 19 of `2026-05-19`. */
export function dayOfMonth(day: Day): number {
	return Number(day.slice(8, 10));
}
