/** Dates as they are written elsewhere, for messages. */

/** @returns what is different here from how a date is written, or undefined. */
export function unlikeOurs(text: string): string | undefined {
	return habits.find(([habit]) => habit.test(text))?.[1];
}

/** @returns a date that has one meaning only in the form of ISO 8601, whether it exists or not; without a zone if it has none. */
export function inOurForm(text: string): string | undefined {
	const [, date, hour, minute, second, zone] =
		/^(\d{8}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?$/i.exec(
			text,
		) ?? [];
	if (date === undefined) return undefined;
	const parts = /^\d{8}$/.test(date) ? [date.slice(0, 4), date.slice(4, 6), date.slice(6)] : date.split(/[-/.]/);
	const two = (part: string) => part.padStart(2, '0');
	const day = (date.includes('.') && parts[0]?.length !== 4 ? parts.toReversed() : parts).map(two).join('-');
	if (hour === undefined || minute === undefined) return day;
	const [, sign, hours = '', minutes = '00'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone ?? '') ?? [];
	const offset = zone === undefined ? '' : sign === undefined ? 'Z' : `${sign}${two(hours)}:${minutes}`;
	return `${day}T${two(hour)}:${minute}${second === undefined ? '' : `:${second}`}${offset}`;
}

/** How dates are written elsewhere, and what is different here. */
const habits: readonly (readonly [RegExp, string])[] = [
	[/^\d{4}(?:[/.]|\d{2})/, 'hyphens stand between year, month and day'],
	[/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/, 'the year comes first, and hyphens follow it'],
	[/^\d{4}-(?:\d-|\d{2}-\d(?!\d))/, 'month and day have two digits'],
	[/[T ]\d(?::|$)/, 'the hour has two digits'],
	[/[T ]\d{2}(?:[Z+-]|$)/, 'minutes follow the hour'],
	[/(?:UTC|GMT)$/i, 'UTC is written as Z'],
	[/\d ?[A-Z]{3,4}$/, 'the zone is Z, or an offset such as +02:00'],
	[/:\d{2}[+-]\d{1,4}$/, 'the offset from UTC has two digits, a colon, and two digits'],
	[/\d.*[A-Za-z]{3}|[A-Za-z]{3}.*\d/, 'the month is a number'],
];
