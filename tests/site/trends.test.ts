import * as fc from 'fast-check';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Band, Category, Signal } from '../../src/signals/signal.ts';
import { compareSignals } from '../../src/signals/order.ts';
import { formatPercent } from '../../src/site/format.ts';
import { bandsOf } from '../../src/site/open.ts';
import type { Site } from '../../src/site/site.ts';
import { calendarWeekCounts, sumOfLast, weeklyCounts } from '../../src/site/trends-activity.ts';
import { momentum } from '../../src/site/trends-momentum.ts';
import { shares } from '../../src/site/trends-shares.ts';
import { timeline } from '../../src/site/trends-timeline.ts';
import { year } from '../../src/site/trends-year.ts';
import { trends } from '../../src/site/trends.ts';
import { bands as usualBands, categories as usualCategories, makeSignal, makeSite } from '../feeds/make-site.ts';

/** A signal by date, score, category and tags. */
type Entry = readonly [date: string, score: number, category?: string, tags?: readonly string[]];

interface Options {
	readonly bands?: readonly Band[];
	readonly categories?: readonly Category[];
	readonly direction?: 'ltr' | 'rtl';
}

function siteOf(entries: readonly Entry[], { bands = usualBands, categories = usualCategories, direction = 'ltr' }: Options = {}): Site {
	const signals = entries
		.map(([date, score, category, tags = []], index) =>
			makeSignal(`s${index}`, {
				date: date.length === 10 ? `${date}T00:00:00Z` : date,
				score,
				band: found(bands.findLast(({ from }) => from <= score)),
				category: found(categories.find(({ slug }) => slug === (category ?? categories[0]?.slug))),
				tags: tags.map((label) => ({ slug: label.toLowerCase(), label })),
			}),
		)
		.sort(compareSignals);
	const byDay = Map.groupBy(signals, ({ date }) => date.slice(0, 10));
	const byMonth = Map.groupBy(signals, ({ date }) => date.slice(0, 7));
	return {
		...makeSite({ signals, config: { direction } }),
		bands,
		categories: categories.map((term) => ({ term, signals: signals.filter(({ category }) => category === term) })),
		during: (prefix) => (prefix.length === 10 ? byDay : byMonth).get(prefix) ?? [],
	};
}

const found = <T>(value: T | undefined): T => {
	if (value === undefined) throw new Error('The test names what is not there.');
	return value;
};
const dayNumber = (date: string) => Math.floor(Date.parse(date) / 86_400_000);
const dayText = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
/** Signals of so many days up to the newest, `skip` days before. */
const ofDays = (site: Site, days: number, skip = 0): Signal[] => {
	const newest = Math.max(...site.signals.map(({ date }) => dayNumber(date))) - skip;
	return site.signals.filter(({ date }) => dayNumber(date) <= newest && dayNumber(date) > newest - days);
};
const dotsOf = (site: Site) =>
	found(timeline(site)).dots.flatMap(({ weight, path }) =>
		[...path.matchAll(/M([\d.]+) ([\d.]+)h0/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y), weight })),
	);

const tags = ['Agents', 'Chips', 'Energy', 'Law'];
const entry = fc
	.record({
		day: fc.integer({ min: 0, max: 450 }),
		// Odd, so that none lies half way between two tenths of a day.
		minute: fc.integer({ min: 0, max: 719 }).map((half) => 2 * half + 1),
		score: fc.integer({ min: 0, max: 100 }),
		category: fc.constantFrom('models', 'policy'),
		tags: fc.subarray(tags),
	})
	.map(({ day, minute, score, category, tags: own }): Entry => {
		const instant = new Date(Date.UTC(2026, 10, 22) - day * 86_400_000 + minute * 60_000).toISOString();
		return [`${instant.slice(0, 19)}Z`, score / 10, category, own];
	});
const entries = fc.array(entry, { minLength: 1, maxLength: 120 });

describe('the trends of a site', () => {
	it('are nothing when nothing was published', () => {
		expect(trends(makeSite())).toBeUndefined();
	});

	it('ring the heaviest, which they list, and none where all are listed', () => {
		const site = (count: number) => siteOf(Array.from({ length: count }, (_, index): Entry => [dayText(20_000 + index), index % 10]));
		expect(found(timeline(site(12))).rings).toEqual([]);
		const { rings, heaviest } = found(timeline(site(40)));
		expect(rings.map(({ y }) => (100 - y) / 10)).toEqual(heaviest.map(({ score }) => score));
	});

	it('say the same share in words and in the table', () => {
		const third = { ...found(usualCategories[0]), slug: 'third', label: 'Third' };
		const site = siteOf(
			['models', 'models', 'models', 'policy', 'policy', 'third', 'third'].map((category): Entry => ['2026-05-19', 5, category]),
			{ categories: [...usualCategories, third] },
		);
		const { finding, rows } = found(shares(site));
		expect(finding).toContain(`with 3 of 7 signals, ${formatPercent(found(rows[0]).percent)}`);
	});

	it('say of a single signal no more than can be said', () => {
		const shown = found(trends(siteOf([['2026-05-19', 8.4, 'models', ['Agents']]])));
		expect(shown.intro).toBe('The 90 days to 19 May 2026: 1 signal.');
		expect(shown.timeline.finding).toBe('The only signal scores 8.4, Major.');
		expect(shown.shares.finding).toBe('Models has all of 1 signal.');
		expect(shown.shares.note).toBe('The first signal is of 19 May 2026: there are no 90 days before to compare with yet.');
		expect(shown.momentum.finding).toBe('The first signal is of 19 May 2026: there are no 56 days to compare yet.');
		expect(shown.momentum.rows).toEqual([]);
		expect(shown.year.finding).toBe('1 signal, on 19 May 2026.');
		expect(shown.year.quarters.map(({ title }) => title)).toEqual(['March 2026 to May 2026']);
	});

	it('say of two what they have in common', () => {
		const even = found(
			trends(
				siteOf([
					['2026-05-19', 7],
					['2026-05-20', 7, 'policy'],
				]),
			),
		);
		expect(even.timeline.finding).toBe('All 2 signals score 7, Major.');
		expect(even.shares.finding).toBe('Models and Policy lead with 1 each of 2 signals.');
		expect(even.year.finding).toBe('2 signals on 2 of 2 days, 1 on each of them.');
		const uneven = found(
			trends(
				siteOf([
					['2026-05-01', 3],
					['2026-05-20', 9],
				]),
			),
		);
		expect(uneven.timeline.finding).toBe('The median of 2 signals is 6; that of a week lies between 3 and 9, and one is Critical.');
		expect(uneven.intro).toBe('The 90 days to 20 May 2026: 2 signals, 1 Critical.');
	});

	it('end with the newest signal, whatever the clock says, and are the same each time', () => {
		const site = siteOf([
			['2019-02-03', 9],
			['2026-05-19', 3],
		]);
		expect(JSON.stringify(trends(site))).toBe(JSON.stringify(trends({ ...site, asOf: '2031-01-01T00:00:00Z' })));
		expect(found(timeline(site)).period).toEqual({ from: '2026-02-19', to: '2026-05-19' });
		// After a gap of years, the years between are no part of it, and the table is no longer than that of any other year.
		expect(found(year(site)).from).toBe('2025-06-01');
		expect(found(year(site)).months).toHaveLength(12);
		expect(dotsOf(site)).toHaveLength(1);
	});
});

describe('the scores of ninety days', () => {
	it('are drawn where they belong, every one, inside the box, and equal the table', () => {
		fc.assert(
			fc.property(entries, fc.constantFrom('ltr' as const, 'rtl' as const), (all, direction) => {
				const site = siteOf(all, { direction });
				const drawn = found(timeline(site));
				const signals = ofDays(site, 90);
				const start = dayNumber(drawn.period.from) * 86_400_000;
				const expected = signals.map(({ date, score, band }) => {
					const days = (Date.parse(date) - start) / 86_400_000;
					const x = Math.round((direction === 'rtl' ? 90 - days : days) * 10) / 10;
					return `${x} ${Math.round(100 - score * 10)} ${band.rank}`;
				});
				expect(new Set(dotsOf(site).map(({ x, y, weight }) => `${x} ${y} ${weight}`))).toEqual(new Set(expected));
				for (const { x, y } of dotsOf(site)) {
					expect(x).toBeGreaterThanOrEqual(0);
					expect(x).toBeLessThanOrEqual(90);
					expect(y).toBeGreaterThanOrEqual(0);
					expect(y).toBeLessThanOrEqual(100);
				}
				expect(drawn.note === undefined).toBe(new Set(expected).size === signals.length);

				const table = drawn.weeks.map(({ from, to, count, byBand, median }) => {
					const own = signals.filter(({ date }) => date.slice(0, 10) >= from && date.slice(0, 10) <= to);
					const scores = own.map(({ score }) => Math.round(score * 10)).sort((a, b) => a - b);
					const middle =
						scores.length === 0
							? undefined
							: Math.round((found(scores[(scores.length - 1) >> 1]) + found(scores[scores.length >> 1])) / 2) / 10;
					expect(count).toBe(own.length);
					expect(byBand).toEqual(usualBands.map(({ rank }) => own.filter(({ band }) => band.rank === rank).length));
					expect(median).toBe(middle);
					return { from, to, middle };
				});
				expect(table[0]?.from).toBe(drawn.period.from);
				expect(table.at(-1)?.to).toBe(drawn.period.to);
				expect(drawn.weeks.reduce((sum, { count }) => sum + count, 0)).toBe(signals.length);
				const segments = [...drawn.medians.matchAll(/M([\d.]+) ([\d.]+)H([\d.]+)/g)].map(([, from, y, to]) => [
					Number(from),
					Number(y),
					Number(to),
				]);
				const place = (days: number) => (direction === 'rtl' ? 90 - days : days);
				expect(segments).toEqual(
					table
						.filter(({ middle }) => middle !== undefined)
						.map(({ from, to, middle = 0 }) => [
							place(dayNumber(from) - dayNumber(drawn.period.from)),
							Math.round(100 - middle * 10),
							place(dayNumber(to) - dayNumber(drawn.period.from) + 1),
						]),
				);
			}),
			{ numRuns: 60 },
		);
	});

	it('name the twelve heaviest, and label none twice', () => {
		const site = siteOf(Array.from({ length: 40 }, (_, index): Entry => [dayText(20_500 + ((index * 37) % 90)), (index % 20) / 2]));
		const drawn = found(timeline(site));
		expect(drawn.heaviest.map(({ score }) => score)).toEqual([9.5, 9.5, 9, 9, 8.5, 8.5, 8, 8, 7.5, 7.5, 7, 7]);
		expect(drawn.labels.length).toBeGreaterThan(5);
		expect(drawn.labels.every(({ text }) => drawn.heaviest.some(({ score }) => String(score) === text))).toBe(true);
	});

	it('stay small with any number of signals, and say what was left out', () => {
		let seed = 7;
		const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
		for (const count of [500, 6000]) {
			const site = siteOf(
				Array.from({ length: count }, (): Entry => [
					`${new Date(1_795_000_000_000 - Math.floor(random() * 89 * 86_400_000)).toISOString().slice(0, 19)}Z`,
					Math.round(random() * 100) / 10,
				]),
			);
			const drawn = found(timeline(site));
			const dots = dotsOf(site);
			const svg = JSON.stringify([drawn.bounds, drawn.medians, drawn.marks, drawn.dots, drawn.labels, drawn.description]);
			expect(dots.length).toBeGreaterThan(150);
			expect(dots.length).toBeLessThanOrEqual(492);
			expect(svg.length).toBeLessThan(8_500);
			expect(brotliCompressSync(svg).length).toBeLessThan(2_700);
			expect(drawn.note).toMatch(
				new RegExp(
					`^${dots.length} dots for ${count.toLocaleString('en')} signals: within \\S+(?: day|days| \\S+ days)? .*the heaviest of a band`,
				),
			);
			expect(drawn.weeks.length).toBeLessThanOrEqual(14);
			expect(drawn.weeks.reduce((sum, week) => sum + week.count, 0)).toBe(count);
			// What counts most is always there.
			for (const { date, score } of drawn.heaviest) {
				const x = Math.round(((Date.parse(date) - Date.parse(drawn.period.from)) / 86_400_000) * 10) / 10;
				expect(dots.some((dot) => dot.x === x && dot.y === Math.round(100 - score * 10))).toBe(true);
			}
		}
	});

	it('show one day of two hundred', () => {
		const shown = found(
			trends(
				siteOf(
					Array.from({ length: 200 }, (_, index): Entry => [`2026-05-19T00:${String(index % 60).padStart(2, '0')}:00Z`, 5 + (index % 4)]),
				),
			),
		);
		expect(shown.timeline.note).toBe('200 signals at 4 places: those of one score and nearly one time share a dot.');
		expect(shown.year.finding).toBe('200 signals, on 19 May 2026.');
		expect(shown.year.key.map(({ text }) => text.replaceAll('\u00a0', ' '))).toEqual([
			'0 signals',
			'1–100',
			'101–200',
			'201–300',
			'301 and more',
		]);
	});

	it.each([1, 2, 3, 6])('fit a site of %i bands', (count) => {
		const bands = bandsOf({
			bands: [0, 1.5, 3, 5, 8, 9.5].slice(0, count).map((from, rank) => ({ label: `Band ${rank}`, from, meaning: '' })),
		});
		const drawn = found(
			timeline(
				siteOf(
					Array.from({ length: 101 }, (_, index): Entry => [dayText(20_500 + (index % 60)), index / 10]),
					{ bands },
				),
			),
		);
		expect(drawn.parts).toHaveLength(count);
		expect(drawn.bounds.match(/M/g)).toHaveLength(count + 1);
		expect(drawn.dots.map(({ weight }) => weight)).toEqual(count === 1 ? [1] : [0, 1, 2, 3].slice(-Math.min(4, count)));
		expect(drawn.weeks.every(({ byBand, count: all }) => byBand.length === count && byBand.reduce((a, b) => a + b) === all)).toBe(true);
		expect(drawn.finding.includes('Band')).toBe(count > 1);
	});
});

describe('a year of days', () => {
	it('draws every day between the first and the newest signal once, as heavy as the table says', () => {
		fc.assert(
			fc.property(entries, (all) => {
				const site = siteOf(all);
				const shown = found(year(site));
				const days = shown.months.flatMap(({ weeks }) => weeks.flat()).flatMap((day) => day ?? []);
				const counted = days.filter(({ count }) => count !== undefined);
				expect(counted.map(({ day }) => day)).toEqual(
					Array.from({ length: dayNumber(shown.to) - dayNumber(shown.from) + 1 }, (_, index) => dayText(dayNumber(shown.from) + index)),
				);
				const perDay = Map.groupBy(site.signals, ({ date }) => date.slice(0, 10));
				expect(counted.map(({ count }) => count)).toEqual(counted.map(({ day }) => perDay.get(day)?.length ?? 0));
				const ranges = shown.key.map(({ level, text }) => ({ level, bounds: [...text.matchAll(/\d+/g)].map(Number) }));
				for (const { level, bounds } of ranges) {
					const lines = shown.quarters.flatMap(({ lines: drawn }) =>
						drawn.filter((line) => line.level === level).flatMap(({ path }) => [...path.matchAll(/M(\d+)\.1 (\d)\.5h\.8/g)]),
					);
					const [from = 0, to = level === undefined ? from : Infinity] = bounds;
					expect(lines).toHaveLength(counted.filter(({ count = 0 }) => count >= from && count <= to).length);
					expect(lines.filter(([, column, row]) => Number(column) > 19 || Number(row) > 6)).toEqual([]);
				}
				expect(shown.quarters.length).toBeLessThanOrEqual(4);
				expect(JSON.stringify(shown.quarters).length).toBeLessThan(7_000);
			}),
			{ numRuns: 25 },
		);
	});

	it('puts a day under its weekday, the first week of a month first', () => {
		const { quarters } = found(
			year(
				siteOf([
					['2026-09-01', 5],
					['2026-11-22', 5],
				]),
			),
		);
		// 1 September 2026 is a Tuesday, 22 November the Sunday of the fourth week that touches the month.
		expect(quarters.at(-1)?.lines.find(({ level }) => level === 0)?.path).toBe('M0.1 1.5h.8M17.1 6.5h.8');
		const mirrored = found(
			year(
				siteOf(
					[
						['2026-09-01', 5],
						['2026-11-22', 5],
					],
					{ direction: 'rtl' },
				),
			),
		);
		expect(mirrored.quarters.at(-1)?.lines.find(({ level }) => level === 0)?.path).toBe('M19.1 1.5h.8M2.1 6.5h.8');
		expect(mirrored.quarters.at(-1)?.names.map(({ at }) => at)).toEqual([100, 65, 30]);
	});

	it('names the busiest day, and how many were as busy', () => {
		const finding = (...dates: string[]) => found(year(siteOf(dates.map((date): Entry => [date, 5])))).finding;
		expect(finding('2026-05-01', '2026-05-03', '2026-05-03')).toBe('3 signals on 2 of 3 days, at most 2 on one: on 3 May 2026.');
		expect(finding('2026-05-01', '2026-05-01', '2026-05-02', '2026-05-03', '2026-05-03')).toBe(
			'5 signals on 3 of 3 days, at most 2 on one: on 3 May 2026 and one other day.',
		);
	});
});

describe('tags on the move', () => {
	it('are counted as the signals say, and ranked by change', () => {
		fc.assert(
			fc.property(entries, (all) => {
				const site = siteOf([...all, ['2024-01-01', 1]]);
				const { rows, most } = found(momentum(site));
				const expected = tags
					.map((label) => {
						const count = (days: number, skip: number) =>
							ofDays(site, days, skip).filter((signal) => signal.tags.some((tag) => tag.label === label)).length;
						const weeks = Array.from({ length: 12 }, (_, index) => count(7, 7 * (11 - index)));
						return { label, weeks, last: count(28, 0), before: count(28, 28) };
					})
					.filter(({ last, before }) => last + before >= 3);
				expect(new Set(rows.map(({ tag, weeks, last, before }) => ({ label: tag.label, weeks, last, before })))).toEqual(new Set(expected));
				expect(rows.every(({ last, before, change }) => change === last - before)).toBe(true);
				expect(rows.map(({ change }) => change)).toEqual(rows.map(({ change }) => change).sort((a, b) => b - a));
				expect(most).toBe(Math.max(1, ...expected.flatMap(({ weeks }) => weeks)));
			}),
			{ numRuns: 60 },
		);
	});

	it('are the eight that rose most and the eight that fell most, of many', () => {
		const site = siteOf([
			['2025-01-01', 1],
			['2026-05-28', 1],
			...Array.from({ length: 40 }, (_, tag) =>
				Array.from({ length: 50 }, (__, index): Entry => [index < tag + 5 ? '2026-05-20' : '2026-04-20', 5, 'models', [`Tag${tag}`]]),
			).flat(),
		]);
		const { rows, ranked, finding } = found(momentum(site));
		expect(ranked).toBe(40);
		expect(rows.map(({ tag }) => Number(tag.label.slice(3)))).toEqual([39, 38, 37, 36, 35, 34, 33, 32, 7, 6, 5, 4, 3, 2, 1, 0]);
		expect(finding).toBe('Risen most: Tag39, from 6 to 44; fallen most: Tag0, from 45 to 5.');
	});

	it('say so when none came up often enough, none moved, or several moved alike', () => {
		const finding = (...more: Entry[]) => found(momentum(siteOf([['2024-01-01', 1], ['2026-05-28', 1], ...more]))).finding;
		const times = (count: number, date: string, ...own: string[]) => Array.from({ length: count }, (): Entry => [date, 5, 'models', own]);
		expect(finding(...times(2, '2026-05-20', 'Agents'))).toBe('In the 56 days to 28 May 2026, no tag came up three times.');
		expect(finding(...times(2, '2026-05-20', 'Agents'), ...times(2, '2026-04-20', 'Agents'))).toBe(
			'The one tag that came up three times did not change.',
		);
		expect(finding(...times(3, '2026-05-20', 'Agents', 'Law'))).toBe('Risen most: Agents and one other, by 3; no tag fell.');
		expect(finding(...times(3, '2026-04-20', 'Agents'))).toBe('No tag rose; fallen most: Agents, from 3 to 0.');
	});
});

describe('the share of categories', () => {
	it('is counted as the signals say and adds up to 100', () => {
		fc.assert(
			fc.property(entries, (all) => {
				const site = siteOf([...all, ['2024-01-01', 1]]);
				const { rows, rest } = found(shares(site));
				expect(rest).toBeUndefined();
				expect(Math.round(rows.reduce((sum, { percent }) => sum + percent, 0) * 10)).toBe(1000);
				for (const { category, count, percent, length, change } of rows) {
					const counted = (skip: number) => ofDays(site, 90, skip).filter((signal) => signal.category === category).length;
					expect(count).toBe(counted(0));
					expect(change).toBe(counted(0) - counted(90));
					expect(Math.abs(percent - (counted(0) / ofDays(site, 90).length) * 100)).toBeLessThan(0.1);
					expect(length).toBe(Math.round((count / Math.max(...rows.map((row) => row.count))) * 1000) / 10);
				}
			}),
			{ numRuns: 60 },
		);
	});

	it('of sixty shows nineteen, and says how many the last row holds', () => {
		const categories = Array.from({ length: 60 }, (_, index): Category => ({ slug: `c${index}`, label: `C${index}`, description: '' }));
		const all = categories.flatMap(({ slug }, index) => Array.from({ length: 60 - index }, (): Entry => ['2026-05-19', 5, slug]));
		const { rows, rest } = found(shares(siteOf([['2025-01-01', 1, 'c0'], ...all], { categories })));
		expect(rows.map(({ category }) => category.slug)).toEqual(categories.slice(0, 19).map(({ slug }) => slug));
		expect(rest).toMatchObject({ label: 'The other 41, each with 41 or fewer', count: 861, change: 861 });
		expect(rest?.percent).toBeCloseTo((861 / 1830) * 100, 0);
		expect(Math.round((rows.reduce((sum, { percent }) => sum + percent, 0) + (rest?.percent ?? 0)) * 10)).toBe(1000);
	});

	it('names who leads and who grew', () => {
		const finding = (...more: Entry[]) => found(shares(siteOf([['2024-01-01', 1], ...more]))).finding;
		expect(finding(['2026-05-19', 5], ['2026-05-19', 5], ['2026-05-19', 5, 'policy'])).toBe(
			'Models leads with 2 of 3 signals, 66.7%, and grew most, by 2.',
		);
		expect(finding(['2026-02-01', 5], ['2026-05-19', 5])).toBe('Models has all of 1 signal; no category grew.');
	});

	it('is drawn from the side where lines of text start', () => {
		const all: Entry[] = [
			['2026-05-19', 5],
			['2026-05-19', 5],
			['2026-05-19', 5, 'policy'],
		];
		expect(found(shares(siteOf(all))).rows.map(({ start }) => start)).toEqual([0, 0]);
		expect(found(shares(siteOf(all, { direction: 'rtl' }))).rows.map(({ start }) => start)).toEqual([0, 50]);
	});
});

describe('the last weeks of a list', () => {
	it('end with the newest day of the site, not of the list', () => {
		const site = siteOf([
			['2026-05-28', 5],
			['2026-05-21', 5, 'policy'],
			['2026-05-22', 5, 'policy'],
		]);
		const weeks = weeklyCounts(site, found(site.category('policy')).signals, 12);
		expect(weeks).toHaveLength(12);
		expect(weeks.slice(-3)).toEqual([0, 1, 1]);
	});

	it('are those of the calendar where a list is to change with its own signals only', () => {
		const own: Entry[] = [
			['2026-05-24', 5, 'policy'],
			['2026-05-18', 5, 'policy'],
			['2025-06-02', 5, 'policy'],
			['2025-06-01', 5, 'policy'],
		];
		const countsWith = (...others: Entry[]) => {
			const site = siteOf([...own, ...others]);
			return calendarWeekCounts(site, found(site.category('policy')).signals);
		};
		const weeks = countsWith(['2026-05-25', 5]);
		expect(weeks).toHaveLength(52);
		expect(weeks.slice(-3)).toEqual([0, 2, 0]);
		expect([weeks[0], sumOfLast(weeks, 52)]).toEqual([1, 3]);
		expect(countsWith(['2026-05-25', 5], ['2026-05-31', 5])).toEqual(weeks);
	});

	it('are counted without a look at what is older', () => {
		const site = siteOf([
			['2026-05-28', 5],
			['2025-01-01', 5],
		]);
		let looked = 0;
		const signals = [...site.signals, ...Array.from({ length: 1000 }, () => found(site.signals[1]))].map((signal) => ({
			...signal,
			get date() {
				looked += 1;
				return signal.date;
			},
		}));
		expect(sumOfLast(calendarWeekCounts(site, signals), 52)).toBe(1);
		expect(looked).toBeLessThan(200);
	});
});
