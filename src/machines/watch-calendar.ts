/** The days on which open forecasts are due, as a calendar to subscribe to. What is settled leaves it; what is overdue stays on its day. */
import { compareText } from '../signals/order.ts';
import { formatDay, formatScore } from '../site/format.ts';
import { dayOf } from '../signals/time.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { isOverdue, type Watched, watched } from '../site/watch.ts';
import { words } from '../site/words.ts';
import { component, serializeLines, textLine, utc } from './icalendar.ts';

/** Events at most: those due next, then those overdue, the latest first. */
const eventLimit = 500;

/** @returns the calendar. It depends on content alone, unless there are more forecasts than it holds. */
export function serializeWatchCalendar(site: Site): string {
	const { config } = site;
	const events = chosen(site).map((entry) => component('VEVENT', eventLines(site, entry)));
	const title = words.watch.calendarTitle(config.title);
	return serializeLines(
		component('VCALENDAR', [
			'VERSION:2.0',
			`PRODID:-//${config.authority}//Signals//EN`,
			textLine('NAME', title),
			textLine('X-WR-CALNAME', title),
			textLine('DESCRIPTION', words.watch.description(config.title)),
			`URL:${url(config, paths.watch)}`,
			`SOURCE;VALUE=URI:${url(config, paths.watchCalendar)}`,
			'REFRESH-INTERVAL;VALUE=DURATION:P1D',
			...(events.length === 0 ? noEvent : events.flat()),
		]),
	);
}

/** A calendar must have a component (RFC 5545, section 3.6). This one changes nothing. */
const noEvent = component('VTIMEZONE', [
	'TZID:Etc/UTC',
	...component('STANDARD', ['DTSTART:19700101T000000', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0000']),
]);

function chosen(site: Site): Watched[] {
	const open = watched(site).filter(({ forecast }) => forecast.status === 'open');
	const next = open.filter((entry) => !isOverdue(site, entry)).sort(byDay);
	const overdue = open.filter((entry) => isOverdue(site, entry)).sort((a, b) => byDay(b, a));
	return [...next, ...overdue].slice(0, eventLimit).sort(byDay);
}

function eventLines(site: Site, { signal, forecast, ordinal }: Watched): string[] {
	const { config } = site;
	const { slug, id, title, score, band, category, date, updated } = signal;
	const from = words.watch.calendarText(title, formatScore(score), band.label, formatDay(dayOf(date)));
	const page = url(config, paths.signal(slug));
	return [
		textLine('UID', `signal/${encodeURIComponent(id.toWellFormed())}/watch/${ordinal}@${config.authority}`),
		`DTSTAMP:${utc(updated)}`,
		`DTSTART;VALUE=DATE:${forecast.by.replaceAll('-', '')}`,
		textLine('SUMMARY', forecast.what),
		textLine('DESCRIPTION', `${from}\n${page}`),
		textLine('CATEGORIES', category.label),
		`URL:${page}#forecasts`,
		'TRANSP:TRANSPARENT',
	];
}

function byDay(a: Watched, b: Watched): number {
	return compareText(a.forecast.by, b.forecast.by) || compareText(a.signal.slug, b.signal.slug) || a.ordinal - b.ordinal;
}
