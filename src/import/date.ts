import { formatInstant, parseInstant } from '../signals/time.ts';

/**
 * Reads a date as feeds write it: ISO 8601 (RFC 3339) or the form of e-mail (RFC 822 with RFC 2822's years), `Tue, 19 May 2026 16:01:00 GMT`.
 * @returns the instant as an author would write it, in UTC; undefined for anything else, a time without a zone included
 */
export function readFeedDate(text: string): string | undefined {
	const iso = text.trim().replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
	const result = parseInstant(iso);
	if ('instant' in result) return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? iso : result.instant.replace(/:00Z$/, 'Z');
	const [, day = '', name = '', year = '', hour = '', minute = '', second = '00', zone = ''] =
		/^(?:[a-z]{3,9},\s*)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([a-z]{1,3}|[+-]\d{4})$/i.exec(
			text.trim(),
		) ?? [];
	const month = months.indexOf(name.toLowerCase()) + 1;
	const offset = zones.get(zone.toUpperCase()) ?? zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
	const fullYear = year.length === 2 ? `${Number(year) < 50 ? '20' : '19'}${year}` : year;
	const [mm, dd, hh] = [String(month), day, hour].map((part) => part.padStart(2, '0'));
	const read = parseInstant(`${fullYear}-${mm ?? ''}-${dd ?? ''}T${hh ?? ''}:${minute}:${second}${offset}`);
	return 'instant' in read ? formatInstant(Date.parse(read.instant)).replace(/:00Z$/, 'Z') : undefined;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The zones RFC 822 names. */
const zones: ReadonlyMap<string, string> = new Map([
	['UT', 'Z'],
	['UTC', 'Z'],
	['GMT', 'Z'],
	['Z', 'Z'],
	['EST', '-05:00'],
	['EDT', '-04:00'],
	['CST', '-06:00'],
	['CDT', '-05:00'],
	['MST', '-07:00'],
	['MDT', '-06:00'],
	['PST', '-08:00'],
	['PDT', '-07:00'],
]);
