import { inOurForm, unlikeOurs } from './loose-date.ts';
import type { Day, Instant } from './signal.ts';

export type TimeFault = { readonly kind: 'format' | 'zone' | 'impossible'; readonly message: string; readonly hint: string };

/**
 * Reads a date as authors write it: `2026-05-19`, `2026-05-19T16:01Z`, `2026-05-19T18:01:00+02:00` (ISO 8601, RFC 3339; fractions of a
 * second are dropped). A date
 * alone is 00:00 UTC. Nothing is rolled over: 30 February does not exist, nor does second 60.
 */
export function parseInstant(text: string): { readonly instant: Instant } | TimeFault {
	const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
	if (!match) return formatFault(text);

	const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', zone] = match;
	const impossible =
		impossiblePart(Number(year), Number(month), Number(day)) ?? impossibleTime(Number(hour), Number(minute), Number(second));
	if (impossible) return { kind: 'impossible', ...impossible };
	if (match[4] !== undefined && zone === undefined) {
		const utc = `${text.replace(' ', 'T')}Z`;
		return {
			kind: 'zone',
			message: `"${text}" has a time but no time zone.`,
			hint: `Write ${utc} if it is UTC, or add the offset, as in ${utc.slice(0, -1)}+02:00.`,
		};
	}
	if (text.includes(' '))
		return { kind: 'format', message: `"${text}" has a space between date and time.`, hint: `Write ${text.replace(' ', 'T')}.` };

	const offset = zone === undefined || zone === 'Z' ? 0 : offsetMinutes(zone);
	if (offset === undefined)
		return { kind: 'impossible', message: `The offset ${zone ?? ''} does not exist.`, hint: 'Write the offset from UTC as +02:00.' };
	const milliseconds =
		Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) - offset * 60_000;
	return { instant: formatInstant(milliseconds) };
}

/** Reads a calendar day, `2026-05-19`. Sources may be centuries old. */
export function parseDay(text: string): { readonly day: Day } | TimeFault {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayFault(text);
	const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
	const impossible = impossiblePart(year, month, day, 1000);
	return impossible ? { kind: 'impossible', ...impossible } : { day: text };
}

/** @param milliseconds since 1970-01-01T00:00Z; fractions of a second are dropped */
export function formatInstant(milliseconds: number): Instant {
	return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** @returns the UTC day of an instant. */
export function dayOf(instant: Instant): Day {
	return instant.slice(0, 10);
}

/** @returns the latest of some instants, or the first when there is only one. */
export function latest(first: Instant, ...others: readonly Instant[]): Instant {
	return others.reduce((a, b) => (a > b ? a : b), first);
}

/** A date in another form than ours, told with what is wrong and, where it has one meaning only, with itself in our form. */
function formatFault(text: string): TimeFault {
	const why = unlikeOurs(text);
	const meant = inOurForm(text);
	const result = meant === undefined || meant === text ? undefined : parseInstant(meant);
	return {
		kind: 'format',
		message: `"${text}" is not a date this site reads${why === undefined ? '' : `: ${why}`}.`,
		hint:
			result === undefined
				? 'Write a day as in 2026-05-19, or a time as in 2026-05-19T16:01Z.'
				: 'instant' in result
					? `Write ${String(meant)}.`
					: result.hint,
	};
}

function dayFault(text: string): TimeFault {
	const [day, time] = inOurForm(text)?.split('T') ?? [];
	if (day !== undefined && time !== undefined)
		return { kind: 'format', message: `"${text}" is a time, but here stands a day.`, hint: `Write ${day}.` };
	return day === undefined ? { ...formatFault(text), hint: 'Write a day as in 2026-05-19.' } : formatFault(text);
}

const monthNames = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

type Impossible = Pick<TimeFault, 'message' | 'hint'>;

function impossiblePart(year: number, month: number, day: number, firstYear = 1990): Impossible | undefined {
	if (year < firstYear || year > 2100)
		return { message: `The year ${year} is out of range.`, hint: `Write a year from ${firstYear} to 2100.` };
	const name = monthNames[month - 1];
	if (name === undefined) return { message: `Month ${month} does not exist.`, hint: 'Write a month from 01 to 12.' };
	const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
	if (day >= 1 && day <= days) return undefined;
	return {
		message: `${day} ${name} ${year} does not exist; ${name} has ${days} days${month === 2 ? ' that year' : ''}.`,
		hint: `Write a day from 01 to ${days}.`,
	};
}

function impossibleTime(hour: number, minute: number, second: number): Impossible | undefined {
	if (hour > 23)
		return { message: `Hour ${hour} does not exist.`, hint: 'Write an hour from 00 to 23; midnight is 00:00 of the next day.' };
	if (minute > 59) return { message: `Minute ${minute} does not exist.`, hint: 'Write a minute from 00 to 59.' };
	return second > 59 ? { message: `Second ${second} does not exist.`, hint: 'Write a second from 00 to 59.' } : undefined;
}

function offsetMinutes(zone: string): number | undefined {
	const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
	if (hours > 14 || minutes > 59) return undefined;
	return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
