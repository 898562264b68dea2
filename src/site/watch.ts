/** The forecasts of all signals: what is due, what is overdue, and what became of the others. Those of withdrawn signals are out. */
import { compareText } from '../signals/order.ts';
import type { Category, Forecast, Signal } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { pageCount } from './paging.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';

/** A forecast with the signal that made it. */
export interface Watched {
	readonly signal: Signal;
	readonly forecast: Forecast;
	/** From 1, among the forecasts of its signal, in the order of the file. */
	readonly ordinal: number;
}

/** Forecasts of one state, as many as a page shows. */
export interface WatchSection {
	readonly shown: readonly Watched[];
	/** How many there are in all. */
	readonly count: number;
}

export interface WatchList {
	/** Past their day and still open, latest due first. */
	readonly overdue: WatchSection;
	/** Next due first. A forecast may come true all through its day. */
	readonly open: WatchSection;
	/** Settled, newest first. */
	readonly settled: WatchSection;
	readonly rates: HitRates;
}

export interface HitRates {
	/** The whole site, then its categories in order; only those with enough settled forecasts. */
	readonly rows: readonly HitRate[];
	/** Forecasts of the whole site that happened or did not. */
	readonly settled: number;
}

export interface HitRate {
	/** Undefined for the whole site. */
	readonly category: Category | undefined;
	readonly happened: number;
	readonly missed: number;
}

/** Forecasts that must have happened or not before their share says anything. */
export const enoughSettled = 10;

/** @returns every forecast, those of the newest signal first, in the order of its file: newer signals change nothing after them. */
export function watched(site: Site): readonly Watched[] {
	const known = memory.get(site);
	if (known) return known;
	const all = site.signals.flatMap((signal) => signal.watch.map((forecast, index): Watched => ({ signal, forecast, ordinal: index + 1 })));
	memory.set(site, all);
	return all;
}

/** @returns the watch list at the instant the site is built for. */
export function watchList(site: Site): WatchList {
	const all = watched(site);
	const open = all.filter(({ forecast }) => forecast.status === 'open');
	const section = (entries: Watched[], compare: (a: Watched, b: Watched) => number): WatchSection => ({
		shown: entries.sort((a, b) => compare(a, b) || compareIdentity(a, b)).slice(0, site.config.listLength),
		count: entries.length,
	});
	const settled = all.filter(({ forecast }) => forecast.status !== 'open');
	return {
		overdue: section(
			open.filter((entry) => isOverdue(site, entry)),
			(a, b) => compareText(b.forecast.by, a.forecast.by),
		),
		open: section(
			open.filter((entry) => !isOverdue(site, entry)),
			(a, b) => compareText(a.forecast.by, b.forecast.by),
		),
		settled: section(settled, (a, b) => compareText(settledOn(b), settledOn(a))),
		rates: hitRates(site, settled),
	};
}

/** @returns whether a forecast is open though its day, in UTC, is over. */
export function isOverdue(site: Site, { forecast }: Watched): boolean {
	return forecast.status === 'open' && forecast.by < dayOf(site.asOf);
}

/** @returns the id of a forecast's element on the watch list. */
export function watchedId({ signal, ordinal }: Watched): string {
	return `${signal.slug}-${ordinal}`;
}

/** @returns path and fragment of the place where a signal's forecasts stand for good, from the first of them; undefined when it has none there. */
export function watchedPath(site: Site, signal: Signal): string | undefined {
	const all = watched(site);
	const at = placesOf(site).get(signal.slug);
	const first = at === undefined ? undefined : all[at];
	if (at === undefined || !first) return undefined;
	const { listLength } = site.config;
	const list =
		pageCount(all.length, listLength) === 0 ? paths.watch : paths.page(paths.watch, Math.floor((all.length - 1 - at) / listLength) + 1);
	return `${list}#${watchedId(first)}`;
}

const memory = new WeakMap<Site, readonly Watched[]>();
const places = new WeakMap<Site, ReadonlyMap<string, number>>();

/** Where in the whole list the first forecast of each signal stands. */
function placesOf(site: Site): ReadonlyMap<string, number> {
	const known = places.get(site);
	if (known) return known;
	const made = new Map(watched(site).flatMap(({ signal, ordinal }, index) => (ordinal === 1 ? [[signal.slug, index] as const] : [])));
	places.set(site, made);
	return made;
}

function hitRates({ categories }: Site, settled: readonly Watched[]): HitRates {
	const rate = (category: Category | undefined): HitRate => {
		const own = settled.filter(({ signal }) => category === undefined || signal.category.slug === category.slug);
		const count = (status: Forecast['status']) => own.filter(({ forecast }) => forecast.status === status).length;
		return { category, happened: count('happened'), missed: count('missed') };
	};
	const whole = rate(undefined);
	const rows = [whole, ...categories.map(({ term }) => rate(term))];
	return { rows: rows.filter(({ happened, missed }) => happened + missed >= enoughSettled), settled: whole.happened + whole.missed };
}

function settledOn({ forecast }: Watched): string {
	return forecast.resolved ?? forecast.by;
}

function compareIdentity(a: Watched, b: Watched): number {
	return compareText(a.signal.slug, b.signal.slug) || a.ordinal - b.ordinal;
}
