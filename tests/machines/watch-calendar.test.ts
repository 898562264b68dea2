import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { Forecast } from '../../src/signals/signal.ts';
import { fileContent } from '../../src/site/files.ts';
import type { Site } from '../../src/site/site.ts';
import { makeSignal, makeSite } from '../feeds/make-site.ts';

const open = (what: string, by = '2026-12-01'): Forecast => ({ what, by, status: 'open' });
const text = (site: Site) => fileContent(site, '/watch.ics').text;
const calendar = (site: Site) => new ICAL.Component(ICAL.parse(text(site)) as unknown[]);
const events = (site: Site) =>
	calendar(site)
		.getAllSubcomponents('vevent')
		.map((component) => new ICAL.Event(component));
const siteOf = (...watch: readonly Forecast[]) => makeSite({ signals: [makeSignal('a', { watch })] });

const odd = [
	'Commas, semicolons; back\\slashes \\n "quotes": and colons',
	`Emoji ${'👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(8)}`,
	`Right to left ${'ذكاء اصطناعي، '.repeat(12)}end`,
	`日本語${'のとても長い見出し'.repeat(20)}`,
	'x'.repeat(300),
];

describe('the calendar of the watch list', () => {
	it('is read by an iCalendar parser, and gives back every text as it was', () => {
		const site = makeSite({
			config: { title: 'A; B, C\\n' },
			signals: [makeSignal('a', { title: odd[0] ?? '', watch: odd.map((what) => open(what)) })],
		});
		expect(events(site).map(({ summary }) => summary)).toEqual(odd);
		expect(text(site)).toContain(String.raw`NAME:A\; B\, C\\n: watch list`);
		expect(events(site)[0]?.description).toBe(
			`Forecast of “${odd[0] ?? ''}” (8.4, Major), 19 May 2026.\nhttps://signals.example/signals/a/`,
		);
	});

	it('ends each line in CRLF and folds it at 75 octets, never inside a character', () => {
		const content = text(siteOf(...odd.map((what) => open(what))));
		expect(content).toMatch(/\r\nEND:VCALENDAR\r\n$/);
		expect(content.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		for (const line of content.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
		expect(content.isWellFormed()).toBe(true);
	});

	it('marks the whole day of each open forecast, keeps it free, and leaves out what is settled', () => {
		const site = siteOf(open('due', '2027-02-28'), open('overdue', '2026-01-31'), {
			what: 'settled',
			by: '2027-01-01',
			status: 'missed',
			resolved: '2026-06-01',
		});
		expect(
			events(site).map(({ summary, startDate, endDate, component }) => [
				summary,
				String(startDate),
				String(endDate),
				component.getFirstPropertyValue('transp'),
			]),
		).toEqual([
			['overdue', '2026-01-31', '2026-02-01', 'TRANSPARENT'],
			['due', '2027-02-28', '2027-03-01', 'TRANSPARENT'],
		]);
	});

	it('keeps the identity of an event when its signal is renamed or the site moves, and counts no changes', () => {
		const watch = [open('first'), open('second')];
		const before = makeSite({ signals: [makeSignal('old', { id: 'x/ä', watch })] });
		const after = makeSite({
			config: { url: 'https://moved.example' },
			signals: [makeSignal('new', { id: 'x/ä', watch, updated: '2026-05-20T00:00:00Z' })],
		});
		const identities = (site: Site) => events(site).map(({ uid }) => uid);
		expect(identities(before)).toEqual(['signal/x%2F%C3%A4/watch/1@signals.example', 'signal/x%2F%C3%A4/watch/2@signals.example']);
		expect(identities(after)).toEqual(identities(before));
		expect(text(after)).not.toMatch(/^(?:SEQUENCE|LAST-MODIFIED)/m);
		expect(String(events(after)[0]?.component.getFirstPropertyValue('dtstamp'))).toBe('2026-05-20T00:00:00Z');
	});

	it('depends on content alone while it is short', () => {
		const site = siteOf(open('x', '2026-12-01'));
		expect(text({ ...site, asOf: '2027-06-01T00:00:00Z' })).toBe(text(site));
	});

	it('holds five hundred events, those due next first', () => {
		const days = Array.from({ length: 600 }, (_, index) => open('x', new Date(Date.UTC(2026, 10, 1 + index)).toISOString().slice(0, 10)));
		const shown = events(siteOf(...days)).map(({ startDate }) => String(startDate));
		expect([shown.length, shown[0], shown.at(-1)]).toEqual([500, '2026-11-22', '2028-04-04']);
		const few = events({ ...siteOf(...days), asOf: '2028-06-01T00:00:00Z' }).map(({ startDate }) => String(startDate));
		expect([few.length, few[0], few.at(-1)]).toEqual([500, '2027-02-09', '2028-06-22']);
	});

	it('of nothing is a calendar that parsers accept', () => {
		expect(events(makeSite())).toEqual([]);
		expect(calendar(makeSite()).getAllSubcomponents().length).toBeGreaterThan(0);
	});
});
