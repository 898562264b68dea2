/**
 * What each output depends on, as a key: an output whose key did not change is not made again.
 *
 * A key is made of the data that is shown, and of nothing else: a signal as lists show it, without its body; the body only where it is
 * printed; whom a page names beside; what is counted. It may hold more than is shown, which costs a rendering; never less. The
 * configuration, the templates and the code are no part of it: who keeps outputs keeps them apart by those.
 */
import { hash } from 'node:crypto';
import { belongs, listedSignals } from '../feeds/feed.ts';
import { subscriptions } from '../feeds/subscription.ts';
import { newsHours } from '../machines/news-sitemap.ts';
import { compareText } from '../signals/order.ts';
import { once } from '../signals/remember.ts';
import type { Signal } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { addDays } from './calendar.ts';
import { periodNeighbours } from './month.ts';
import { pageCount, pageItems } from './paging.ts';
import { percentile } from './percentile.ts';
import type { Output } from './plan.ts';
import { windowDays } from './related.ts';
import { paths } from './routes.ts';
import { shardsOf } from './search-shards.ts';
import type { Site } from './site.ts';
import { thread } from './thread.ts';
import { lastWeek } from './trends-activity.ts';
import { watched, watchedPath } from './watch.ts';
import { finishedWeeks, listedWeeks, weekBefore, weekNamed, weeks, type Week } from './weeks.ts';

/** What was found out about a signal among others, and what that was found out from. */
export interface Surroundings {
	/** Of all signals that are near enough in time to matter. */
	readonly near: string;
	/** Of what was found. */
	readonly found: string;
}

export interface OutputKeys {
	/** @returns the key of an output. */
	of(output: Output): string;
	/** @returns the key of a picture that the site draws of itself, by its path. */
	ofPicture(path: string): string;
	/** By slug: to be given to the keys of the next build, which then look only where something changed. */
	readonly surroundings: ReadonlyMap<string, Surroundings>;
}

/** @param known surroundings that were found before; those found out from the same are the same */
export function outputKeys(site: Site, known: ReadonlyMap<string, Surroundings> = new Map()): OutputKeys {
	const cards = new Map([...site.signals, ...site.withdrawn].map((signal) => [signal, cardKey(signal)] as const));
	const card = (signal: Signal | undefined) => (signal ? (cards.get(signal) ?? '') : '');
	const list = (signals: readonly Signal[]) => digest(signals.map(card));
	const full = (signals: readonly Signal[]) => digest(signals.map((signal) => card(signal) + signal.digest));
	const near = sumsByTime(site, card);
	const surroundings = new Map<string, Surroundings>();

	const every = digest([list(site.signals), list(site.withdrawn)]);
	const everything = full([...site.signals, ...site.withdrawn]);
	// What stands on every page, and what no signal says.
	const common = digest([
		site.days[0]?.slice(0, 4),
		site.categories.map(({ term }) => term),
		site.tags.map(({ term }) => term.description),
	]);
	const counts = digest(
		site.bands.map(({ from }) => [undefined, ...site.categories].map((topic) => site.atLeast(from, topic?.term.slug).length)),
	);
	const { listLength, feedLength } = site.config;
	const feeds = new Map(
		[...subscriptions(site).values()].flatMap((subscription) =>
			subscription.formats.map((format) => [paths.feed(subscription.list, format), subscription] as const),
		),
	);

	const signalKey = remember((signal: Signal): string => {
		const { earlier, later } = site.neighbours(signal);
		const beside = [earlier, later, ...thread(site, signal)].map(card);
		const own = digest([card(signal), near(signal), beside]);
		const before = known.get(signal.slug);
		const around = before?.near === own ? before : { near: own, found: lookAround(site, signal, card) };
		surroundings.set(signal.slug, around);
		const named = signal.watch.flatMap(({ evidence }) => (evidence === undefined ? [] : [card(site.signal(evidence))]));
		const onList = signal.watch.length > 0 ? watchedPath(site, signal) : undefined;
		return digest([card(signal), signal.digest, beside, named, onList, around.found]);
	});
	/** The files of its data name what it continues, and nothing else beside it. */
	const dataKey = remember((signal: Signal) => digest([card(signal), signal.digest, card(site.signal(signal.follows ?? ''))]));
	const weekKey = remember((week: Week) => digest([week.id, week.isOver, week.updated, weekBefore(site, week)?.id, full(week.signals)]));
	/** @param page archive page, from 1; undefined for the list's own */
	const weeksKey = (page: string | undefined) => {
		const { running, finished, pages } = listedWeeks(site, page === undefined ? undefined : Number(page));
		const shown = [running, finished].map((some) => some.map(({ id, signals }) => [id, list(signals)]));
		return digest([shown, pages]);
	};
	const byYear = once(() => Map.groupBy([...site.signals, ...site.withdrawn], ({ date }) => date.slice(0, 4)));
	/** An index has the digests of its signals' files, which name others. */
	const yearKey = (year: string) => digest(byYear().get(year)?.map(dataKey));
	/** @param page archive page, from 1; undefined for the list's own, which knows all of it */
	const listKey = (signals: readonly Signal[], page: string | undefined, ...facts: unknown[]) =>
		page === undefined
			? digest([list(signals), lastWeek(site)?.id, ...facts])
			: digest([list(pageItems(signals, Number(page), listLength)), pageCount(signals.length, listLength), ...facts]);
	/** A period that is over knows nothing of what came after it, but whether anything did. */
	const periodKey = (period: string, page?: string) => {
		const newest = site.days[0] ?? '';
		return listKey(site.during(period), page, page ?? periodNeighbours(site, period), newest.startsWith(period) ? newest : newest > period);
	};
	const feedKey = (path: string) => {
		const subscription = feeds.get(path);
		if (!subscription) return undefined;
		const { kind, title, description, list: follows } = subscription;
		const facts = [title, description, follows];
		if (kind === 'corrections') return digest([facts, every]);
		if (kind === 'briefings') return digest([facts, finishedWeeks(site).slice(0, feedLength).map(weekKey)]);
		return digest([
			facts,
			full(listedSignals(site, subscription).slice(0, feedLength)),
			full(site.withdrawn.filter((signal) => belongs(signal, subscription)).slice(0, feedLength)),
		]);
	};
	const today = dayOf(site.asOf);
	const fileKey = (path: string): string => {
		const signal = /^\/signals\/(.+)\.(?:md|json)$/.exec(path)?.[1];
		if (signal !== undefined) return dataKey(knownSignal(site.signal(decodeURIComponent(signal)), path));
		const week = /^\/briefings\/([^/]+)\/email\./.exec(path)?.[1];
		if (week !== undefined) return weekKey(weekNamed(site, week));
		if (path.startsWith('/api/schema/')) return '';
		const year = /^\/api\/signals-(\d+)/.exec(path)?.[1];
		if (year !== undefined) return yearKey(year);
		if (path.startsWith('/api/')) return everything;
		// The two that ask what time it is.
		if (path === paths.newsSitemap) {
			const since = new Date(Date.parse(site.asOf) - newsHours * 3_600_000).toISOString();
			return list(site.signals.filter(({ date }) => date >= since.slice(0, 19)));
		}
		if (path === paths.watchCalendar) return digest([today, list(site.signals.filter(({ watch }) => watch.length > 0))]);
		if (path.startsWith('/sitemap')) return digest([every, weeks(site).map(({ id, updated }) => [id, updated])]);
		return feedKey(path) ?? digest([every, [...site.aliases], [...site.tagAliases], weeks(site).length]);
	};
	const watchKey = (page: string | undefined) =>
		page === undefined
			? digest([today, every])
			: digest([today, pageItems(watched(site), Number(page), listLength).map(({ signal }) => card(signal)), watched(site).length]);

	const own: Record<Output['route'], (params: Output['params'], path: string) => string> = {
		'/': () => digest([every, counts]),
		'/404': () => list(site.signals.slice(0, 5)),
		'/about': () => every,
		'/corrections': () => every,
		'/corrections/page/[page]': () => every,
		'/feeds': () => digest([every, site.tags.length]),
		'/trends': () => every,
		'/search': () => digest([site.signals.length, shardsOf(site).map(({ start }) => start)]),
		'/briefings': () => weeksKey(undefined),
		'/briefings/page/[page]': ({ page }) => weeksKey(page),
		'/briefings/[week]': ({ week = '' }) => weekKey(weekNamed(site, week)),
		'/briefings/[week]/email.eml': ({ week = '' }) => weekKey(weekNamed(site, week)),
		'/watch': () => watchKey(undefined),
		'/watch/page/[page]': ({ page }) => watchKey(page),
		'/signals/[slug]': ({ slug = '' }) => signalKey(knownSignal(site.signal(site.aliases.get(slug) ?? slug), slug)),
		'/categories': () => every,
		'/categories/[category]': ({ category }) => listKey(site.category(String(category))?.signals ?? [], undefined, counts),
		'/categories/[category]/page/[page]': ({ category, page }) => listKey(site.category(String(category))?.signals ?? [], page),
		'/categories/[category]/min/[min]': ({ category, min }) => listKey(site.atLeast(Number(min), category), undefined, counts),
		'/categories/[category]/min/[min]/page/[page]': ({ category, min, page }) => listKey(site.atLeast(Number(min), category), page),
		'/min/[min]': ({ min }) => listKey(site.atLeast(Number(min)), undefined, counts),
		'/min/[min]/page/[page]': ({ min, page }) => listKey(site.atLeast(Number(min)), page),
		'/tags': () => every,
		'/tags/page/[page]': () => every,
		'/tags/[tag]': ({ tag = '' }) => {
			const slug = site.tagAliases.get(tag) ?? tag;
			return listKey(site.tag(slug)?.signals ?? [], undefined, site.tag(slug)?.term);
		},
		'/tags/[tag]/page/[page]': ({ tag = '', page }) => listKey(site.tag(tag)?.signals ?? [], page, site.tag(tag)?.term),
		'/[year]': ({ year = '' }) => periodKey(year),
		'/[year]/[month]': ({ year, month }) => periodKey(`${year}-${month}`),
		'/[year]/[month]/[day]': ({ year, month, day }) => periodKey(`${year}-${month}-${day}`),
		'/[year]/[month]/[day]/page/[page]': ({ year, month, day, page }) => periodKey(`${year}-${month}-${day}`, page),
		'/[...file]': (_, path) => fileKey(path),
	};
	return {
		of: ({ route, params, path }) => `${common}${own[route](params, path)}`,
		ofPicture: () => common,
		surroundings,
	};
}

/** A signal as lists and other signals' pages show it: all that is known of it but its body. */
function cardKey(signal: Signal): string {
	const { slug, listDigest, band, category, tags } = signal;
	return digest([slug, listDigest, band.rank, category.slug, tags.map((tag) => [tag.slug, tag.label])]);
}

/** What the page of a signal says of signals near it in time. */
function lookAround(site: Site, signal: Signal, card: (signal: Signal) => string): string {
	const others = site
		.related(signal)
		.map(({ signal: other, tags, isSameCategory }) => [card(other), tags.map(({ slug }) => slug), isSameCategory]);
	return digest([others, percentile(site, signal)]);
}

/**
 * @returns for a signal, a sum over the keys of all signals that may matter to it: the same as long as none of them changes, comes, or goes.
 *   Sums of all before a day make it two look-ups, however many these are.
 */
function sumsByTime(site: Site, card: (signal: Signal) => string): (signal: Signal) => string {
	const signals = [...site.signals, ...site.withdrawn].sort((a, b) => compareText(a.date, b.date));
	const sums = [new Uint32Array(signals.length + 1), new Uint32Array(signals.length + 1)] as const;
	for (const [index, signal] of signals.entries()) {
		const bytes = Buffer.from(card(signal), 'base64url');
		for (const [part, sum] of sums.entries()) sum[index + 1] = (sum[index] ?? 0) + bytes.readUInt32LE(4 * part);
	}
	const before = (day: string) => {
		let [low, high] = [0, signals.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((signals[middle]?.date ?? '') < day) low = middle + 1;
			else high = middle;
		}
		return low;
	};
	return ({ date }) => {
		const [from, to] = [before(addDays(dayOf(date), -windowDays)), before(addDays(dayOf(date), windowDays + 1))];
		return [to - from, ...sums.map((sum) => ((sum[to] ?? 0) - (sum[from] ?? 0)) >>> 0)].join(' ');
	};
}

function knownSignal(signal: Signal | undefined, name: string): Signal {
	if (!signal) throw new Error(`There is no signal of ${name}.`);
	return signal;
}

function remember<K extends object>(compute: (key: K) => string): (key: K) => string {
	const known = new Map<K, string>();
	return (key) => {
		const value = known.get(key) ?? compute(key);
		known.set(key, value);
		return value;
	};
}

function digest(parts: unknown): string {
	return hash('sha1', JSON.stringify(parts), 'base64url');
}
