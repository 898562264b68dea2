import { describe, expect, it } from 'vitest';
import type { Forecast } from '../../src/signals/signal.ts';
import { plan } from '../../src/site/plan.ts';
import { fileContent } from '../../src/site/files.ts';
import { watched, watchedPath, watchList, type WatchSection } from '../../src/site/watch.ts';
import { categories, makeSignal, makeSite } from '../feeds/make-site.ts';

const open = (what: string, by: string): Forecast => ({ what, by, status: 'open' });
const settled = (what: string, status: 'happened' | 'missed' | 'dropped', resolved: string): Forecast => ({
	what,
	by: '2026-12-31',
	status,
	resolved,
});
const names = ({ shown }: WatchSection) => shown.map(({ forecast }) => forecast.what);
const at = (asOf: string, ...watch: readonly Forecast[]) => ({ ...makeSite({ signals: [makeSignal('a', { watch })] }), asOf });

describe('the watch list', () => {
	it('puts open forecasts by the day they are due, overdue ones with the latest first, settled ones with the newest first', () => {
		const list = watchList(
			at(
				'2026-11-22T10:00:00Z',
				open('late', '2026-01-01'),
				open('soon', '2026-12-01'),
				settled('first', 'missed', '2026-02-01'),
				open('far', '2027-01-01'),
				open('just late', '2026-11-21'),
				settled('last', 'dropped', '2026-10-01'),
			),
		);
		expect([list.overdue, list.open, list.settled].map(names)).toEqual([
			['just late', 'late'],
			['soon', 'far'],
			['last', 'first'],
		]);
	});

	it.each([
		['2026-11-21T23:59:59Z', 'open'],
		['2026-11-22T00:00:00Z', 'open'],
		['2026-11-22T23:59:59Z', 'open'],
		['2026-11-23T00:00:00Z', 'overdue'],
	] as const)('at %s, what is due on 22 November is %s', (asOf, state) => {
		expect(names(watchList(at(asOf, open('x', '2026-11-22')))[state])).toEqual(['x']);
	});

	it('is in one order, whatever falls on one day', () => {
		const watch = [open('1', '2026-12-01'), open('2', '2026-12-01')];
		const site = makeSite({ signals: [makeSignal('b', { watch }), makeSignal('a', { watch })] });
		expect(watchList(site).open.shown.map(({ signal, ordinal }) => `${signal.slug}${ordinal}`)).toEqual(['a1', 'a2', 'b1', 'b2']);
	});

	it('leaves out the forecasts of withdrawn signals', () => {
		const withdrawn = { date: '2026-05-20T00:00:00Z', reason: 'x' };
		const site = makeSite({ signals: [makeSignal('gone', { withdrawn, watch: [open('x', '2026-12-01')] })] });
		expect(watched(site)).toEqual([]);
	});

	it('shows thirty of each state and says how many there are; all of them stand in pages, of which full ones never change', () => {
		const many = (count: number) =>
			Array.from({ length: count }, (_, index) =>
				makeSignal(`s${String(count - index).padStart(3, '0')}`, { watch: [open('x', '2026-12-01')] }),
			);
		const [before, after] = [makeSite({ signals: many(65) }), makeSite({ signals: many(95) })];
		expect([watchList(before).open.shown.length, watchList(before).open.count]).toEqual([30, 65]);
		const pages = (site: typeof before) => plan(site).filter(({ path }) => path.startsWith('/watch/page/')).length;
		expect([pages(before), pages(after)]).toEqual([3, 4]);
		const place = (site: typeof before, slug: string) => {
			const signal = site.signal(slug);
			return signal && watchedPath(site, signal);
		};
		expect(place(before, 's001')).toBe('/watch/page/1/#s001-1');
		expect(place(before, 's030')).toBe('/watch/page/1/#s030-1');
		expect(place(before, 's031')).toBe('/watch/page/2/#s031-1');
		for (const slug of ['s001', 's031', 's060']) expect(place(after, slug)).toBe(place(before, slug));
	});

	it('has a place for a signal on its one page while it is short, and none for one without forecasts', () => {
		const [a, b] = [makeSignal('a', { watch: [open('x', '2026-12-01')] }), makeSignal('b')];
		const site = makeSite({ signals: [a, b] });
		expect([watchedPath(site, a), watchedPath(site, b)]).toEqual(['/watch/#a-1', undefined]);
	});
});

describe('the hit rate', () => {
	const [models, policy] = categories;
	const site = (...counts: readonly (readonly [category: typeof models, happened: number, missed: number, dropped: number])[]) =>
		makeSite({
			signals: counts.map(([category, happened, missed, dropped], index) =>
				makeSignal(`s${index}`, {
					...(category ? { category } : {}),
					watch: [
						...Array.from({ length: happened }, () => settled('h', 'happened', '2026-01-01')),
						...Array.from({ length: missed }, () => settled('m', 'missed', '2026-01-01')),
						...Array.from({ length: dropped }, () => settled('d', 'dropped', '2026-01-01')),
					],
				}),
			),
		});
	const rows = (of: ReturnType<typeof site>) =>
		watchList(of).rates.rows.map(({ category, happened, missed }) => `${category?.label ?? 'all'} ${happened}/${happened + missed}`);

	it('is given of the site and of each category with ten forecasts that happened or did not', () => {
		expect(rows(site([models, 7, 3, 0], [policy, 4, 5, 9]))).toEqual(['all 11/19', 'Models 7/10']);
		expect(rows(site([models, 7, 2, 5]))).toEqual([]);
		expect(watchList(site([models, 7, 2, 5])).rates.settled).toBe(9);
	});
});

describe('the sitemap', () => {
	it('names the watch list once there is a forecast', () => {
		const has = (site: ReturnType<typeof makeSite>) => fileContent(site, '/sitemap.xml').text.includes('/watch/');
		expect([has(makeSite({ signals: [makeSignal('a')] })), has(at('2026-11-22T00:00:00Z', open('x', '2026-12-01')))]).toEqual([
			false,
			true,
		]);
	});
});
