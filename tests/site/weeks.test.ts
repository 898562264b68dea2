import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekOf } from '../../src/site/calendar.ts';
import { formatSpan } from '../../src/site/format.ts';
import { finishedWeeks, weekBefore, weekNamed, weeks } from '../../src/site/weeks.ts';
import { makeSignal, makeSite } from '../feeds/make-site.ts';

describe('the ISO week of a day', () => {
	it.each([
		['2020-12-31', '2020-W53', '2020-12-28', '2021-01-03'],
		['2021-01-03', '2020-W53', '2020-12-28', '2021-01-03'],
		['2021-01-04', '2021-W01', '2021-01-04', '2021-01-10'],
		['2025-12-28', '2025-W52', '2025-12-22', '2025-12-28'],
		['2025-12-29', '2026-W01', '2025-12-29', '2026-01-04'],
		['2026-01-01', '2026-W01', '2025-12-29', '2026-01-04'],
		['2026-11-22', '2026-W47', '2026-11-16', '2026-11-22'],
		['2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'],
		['2027-01-03', '2026-W53', '2026-12-28', '2027-01-03'],
	])('%s is in %s, from %s to %s', (day, id, from, to) => {
		expect(weekOf(day)).toMatchObject({ id, from, to, year: id.slice(0, 4), number: Number(id.slice(6)) });
	});

	it('is, on any day, what counting weeks from 4 January gives, which is always in the first', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
				const day = addDays('1990-01-01', days);
				expect(weekOf(day).id).toBe(countedWeek(day));
			}),
			{ seed: 1, numRuns: 2000 },
		);
	});

	it('is written with what its first day does not share with its last', () => {
		expect(formatSpan('2026-11-16', '2026-11-22')).toBe('16 to 22 November 2026');
		expect(formatSpan('2026-09-28', '2026-10-04')).toBe('28 September to 4 October 2026');
		expect(formatSpan('2025-12-29', '2026-01-04')).toBe('29 December 2025 to 4 January 2026');
	});
});

describe('the weeks of a site', () => {
	const withdrawn = { date: '2026-11-12T00:00:00Z', reason: 'Wrong.' };
	const signals = [
		makeSignal('monday', { date: '2026-11-16T00:00:00Z' }),
		makeSignal('sunday', { date: '2026-11-15T23:59:59Z', updated: '2026-11-20T00:00:00Z' }),
		makeSignal('gone', { date: '2026-11-04T00:00:00Z', updated: withdrawn.date, withdrawn }),
		makeSignal('old', { date: '2026-01-01T00:00:00Z' }),
	];
	const at = (asOf: string) => ({ ...makeSite({ signals }), asOf });

	it('are those with a signal, one that was withdrawn included, newest first', () => {
		expect(weeks(at('2026-11-22T00:00:00Z')).map((week) => `${week.id} ${week.signals.map(({ slug }) => slug).join()}`)).toEqual([
			'2026-W47 monday',
			'2026-W46 sunday',
			'2026-W45 ',
			'2026-W01 old',
		]);
	});

	it.each([
		['2026-11-22T23:59:59Z', ['2026-W46', '2026-W45', '2026-W01']],
		['2026-11-23T00:00:00Z', ['2026-W47', '2026-W46', '2026-W45', '2026-W01']],
	])('are over from their last instant on: at %s %j', (asOf, expected) => {
		expect(finishedWeeks(at(asOf)).map(({ id }) => id)).toEqual(expected);
	});

	it('changed last when they ended, or when a signal of theirs did', () => {
		const site = at('2026-11-22T00:00:00Z');
		expect(weeks(site).map(({ updated }) => updated)).toEqual([
			'2026-11-16T00:00:00Z',
			'2026-11-20T00:00:00Z',
			'2026-11-12T00:00:00Z',
			'2026-01-05T00:00:00Z',
		]);
	});

	it('lead back over weeks without a signal, and never forward', () => {
		const site = at('2026-11-22T00:00:00Z');
		expect(weekBefore(site, weekNamed(site, '2026-W45'))?.id).toBe('2026-W01');
		expect(weekBefore(site, weekNamed(site, '2026-W01'))).toBeUndefined();
		expect(() => weekNamed(site, '2026-W44')).toThrow('There is no week 2026-W44.');
	});
});

/** Counts days from the Monday on or before 4 January. */
function countedWeek(day: string): string {
	const time = Date.parse(`${day}T00:00:00Z`);
	const firstMonday = (year: number) => {
		const fourth = Date.UTC(year, 0, 4);
		return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * 86_400_000;
	};
	const year = [1, 0, -1].map((more) => new Date(time).getUTCFullYear() + more).find((candidate) => firstMonday(candidate) <= time) ?? 0;
	return `${year}-W${String(Math.floor((time - firstMonday(year)) / 604_800_000) + 1).padStart(2, '0')}`;
}
