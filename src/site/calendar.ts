/** The calendar as arithmetic on days: no clock, no time zone. */
import type { Day, Instant } from '../signals/signal.ts';

const millisecondsPerDay = 86_400_000;

/** @returns 0 for Monday to 6 for Sunday. */
export function weekday(day: Day): number {
	return (new Date(millisecondsOf(day)).getUTCDay() + 6) % 7;
}

/** @returns the day so many days later, or earlier when negative. */
export function addDays(day: Day, days: number): Day {
	return new Date(millisecondsOf(day) + days * millisecondsPerDay).toISOString().slice(0, 10);
}

/** @returns the number of days from the start of a day to the start of another, or to an instant: then with a fraction. */
export function daysBetween(from: Day, to: Instant): number {
	return (Date.parse(to) - millisecondsOf(from)) / millisecondsPerDay;
}

/** @returns every day of a month given as `2026-05`, first to last. */
export function daysOfMonth(yearMonth: string): Day[] {
	const length = new Date(Date.UTC(Number(yearMonth.slice(0, 4)), Number(yearMonth.slice(5, 7)), 0)).getUTCDate();
	return Array.from({ length }, (_, index) => `${yearMonth}-${String(index + 1).padStart(2, '0')}`);
}

/** @returns the month so many months later than one given as `2026-05`, or earlier when negative. */
export function addMonths(yearMonth: string, months: number): string {
	return new Date(Date.UTC(Number(yearMonth.slice(0, 4)), Number(yearMonth.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 7);
}

/** A week after ISO 8601: it starts on Monday and belongs to the year its Thursday is in. */
export interface CalendarWeek {
	/** `2026-W47` */
	readonly id: string;
	readonly year: string;
	readonly number: number;
	/** Its Monday. */
	readonly from: Day;
	/** Its Sunday. */
	readonly to: Day;
}

/** @returns the Monday of the week a day is in. */
export function mondayOf(day: Day): Day {
	return addDays(day, -weekday(day));
}

/** @returns the week a day is in. */
export function weekOf(day: Day): CalendarWeek {
	const from = mondayOf(day);
	const thursday = addDays(from, 3);
	const year = thursday.slice(0, 4);
	const number = Math.floor((millisecondsOf(thursday) - millisecondsOf(`${year}-01-01`)) / millisecondsPerDay / 7) + 1;
	return { id: `${year}-W${String(number).padStart(2, '0')}`, year, number, from, to: addDays(from, 6) };
}

function millisecondsOf(day: Day): number {
	return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
}
