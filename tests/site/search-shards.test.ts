import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchShards, type SearchShard } from '../../src/site/search-shards.ts';
import { compareSignals } from '../../src/signals/order.ts';
import type { Signal } from '../../src/signals/signal.ts';
import { makeSignal } from '../feeds/make-site.ts';

const make = (dates: readonly string[]) => dates.map((date, index) => makeSignal(`s${index}`, { date })).sort(compareSignals);

/** So many signals, evenly over years that end with 2026. */
function evenly(count: number, years: number): Signal[] {
	const [from, to] = [Date.UTC(2027 - years, 0), Date.UTC(2027, 0)];
	return make(Array.from({ length: count }, (_, index) => instant(from + ((to - from) / count) * index)));
}

function instant(milliseconds: number): string {
	return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Much in some stretches and little in others, as sites have it. */
const dates = fc
	.array(
		fc.record({
			from: fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2030, 0) }),
			days: fc.constantFrom(1, 30, 400, 4000),
			shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }),
		}),
		{ minLength: 1, maxLength: 4 },
	)
	.map((bursts) => bursts.flatMap(({ from, days, shares }) => shares.map((share) => instant(from + share * days * 86_400_000))));

/** Which signals lie together. */
const contents = (shards: readonly SearchShard[]) => shards.map(({ signals }) => signals.map(({ slug }) => slug).join(' '));

describe('the shards of the search index', () => {
	it.each([
		[1, 8, 1],
		[250, 8, 1],
		[251, 8, 2],
		[10_000, 8, 32],
		[30_000, 12, 24],
		[100_000, 8, 32],
		[2900, 1, 12],
		[1200, 1, 12],
	])('of %i signals of %i years are %i', (count, years, shards) => {
		expect(searchShards(evenly(count, years))).toHaveLength(shards);
	});

	it('of a site without signals are none', () => {
		expect(searchShards([])).toEqual([]);
	});

	it('lie in folders named by the first day of their stretch, but a single one in that of the index', () => {
		const shards = searchShards(
			make(
				['2026-11-03', '2026-07-01', '2026-06-30', '2026-01-01', '2023-12-31', '2020-01-01', '2019-12-31'].map((day) => `${day}T00:00:00Z`),
			),
			{ limit: 2, most: 9 },
		);
		expect(shards.map(({ path, signals }) => [path, ...signals.map(({ date }) => date.slice(0, 10))])).toEqual([
			['/pagefind/shards/2026-07-01/', '2026-07-01', '2026-11-03'],
			['/pagefind/shards/2026-01-01/', '2026-01-01', '2026-06-30'],
			['/pagefind/shards/2020-01-01/', '2020-01-01', '2023-12-31'],
			['/pagefind/shards/2016-01-01/', '2019-12-31'],
		]);
		expect(searchShards(make(['2026-11-03T00:00:00Z'])).map(({ path }) => path)).toEqual(['/pagefind/']);
	});

	it('hold every signal once in order of time, never divide a day, and are no more than a reader can open', () => {
		fc.assert(
			fc.property(dates, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 10 }), (list, limit, most) => {
				const signals = make(list);
				const shards = searchShards(signals, { limit, most });
				expect(shards.flatMap(({ signals: held }) => held.toReversed())).toEqual(signals);
				expect(shards.length).toBeLessThanOrEqual(most);
				expect(new Set(shards.map(({ path }) => path)).size).toBe(shards.length);
				const days = shards.map(({ signals: held }) => new Set(held.map(({ date }) => date.slice(0, 10))));
				expect(days.reduce((sum, { size }) => sum + size, 0)).toBe(new Set(list.map((date) => date.slice(0, 10))).size);
				const isTooLarge = (size: number) => shards.some(({ signals: held }, index) => held.length > size && days[index]?.size !== 1);
				let size = limit;
				while (isTooLarge(size)) size *= 2;
				if (size > limit) expect(searchShards(signals, { limit: size / 2, most: 1000 }).length).toBeGreaterThan(most);
			}),
		);
	});

	it('change with another signal only where it lies: one grows, or is divided, and no more are indexed anew than fit into one', () => {
		fc.assert(
			fc.property(dates, fc.integer({ min: 1, max: 30 }), fc.nat(), (list, limit, place) => {
				const signals = make(list);
				const added = signals[place % signals.length];
				const less = signals.filter((signal) => signal !== added);
				const division = { limit, most: Infinity };
				const [before, after] = [contents(searchShards(less, division)), contents(searchShards(signals, division))];
				const gone = before.filter((content) => !after.includes(content));
				const made = after.filter((content) => !before.includes(content));
				const count = (all: readonly string[]) => all.join(' ').split(' ').filter(Boolean).length;
				expect(gone.length).toBeLessThanOrEqual(1);
				expect(count(made)).toBe(count(gone) + 1);
				const ofTheDay = signals.filter(({ date }) => date.slice(0, 10) === added?.date.slice(0, 10)).length;
				expect(count(made)).toBeLessThanOrEqual(Math.max(limit + 1, ofTheDay));
			}),
		);
	});
});
