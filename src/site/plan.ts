/**
 * Every output of a site, as one list: the build renders exactly these, the link check resolves against them, and each page's
 * `getStaticPaths` is a slice of it.
 */
import { compareText } from '../signals/order.ts';
import type { Day } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { correctionCount } from './corrections.ts';
import { filePaths } from './files.ts';
import { pageCount, tagsPerPage } from './paging.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';
import { finishedWeeks, weeks } from './weeks.ts';
import { watched } from './watch.ts';

export interface Output {
	/** The Astro route that renders it: `/signals/[slug]`. */
	readonly route: Route;
	readonly params: Readonly<Record<string, string>>;
	/** Root-relative and without the base: `/signals/x/`, `/atom.xml`. */
	readonly path: string;
}

/** Every template of the site, as Astro names it. */
export const routes = [
	'/',
	'/404',
	'/about',
	'/corrections',
	'/corrections/page/[page]',
	'/feeds',
	'/trends',
	'/search',
	'/briefings',
	'/briefings/page/[page]',
	'/briefings/[week]',
	'/briefings/[week]/email.eml',
	'/watch',
	'/watch/page/[page]',
	'/signals/[slug]',
	'/categories',
	'/categories/[category]',
	'/categories/[category]/page/[page]',
	'/categories/[category]/min/[min]',
	'/categories/[category]/min/[min]/page/[page]',
	'/min/[min]',
	'/min/[min]/page/[page]',
	'/tags',
	'/tags/page/[page]',
	'/tags/[tag]',
	'/tags/[tag]/page/[page]',
	'/[year]',
	'/[year]/[month]',
	'/[year]/[month]/[day]',
	'/[year]/[month]/[day]/page/[page]',
	'/[...file]',
] as const;

export type Route = (typeof routes)[number];

/** @returns every output, in a fixed order. No path occurs twice. */
export function plan(site: Site): readonly Output[] {
	const known = memory.get(site);
	if (known) return known;
	const outputs = planPages(site);
	for (const path of filePaths(site)) outputs.push(output('/[...file]', path, { file: decodeURI(path).slice(1) }));
	memory.set(site, outputs);
	return outputs;
}

const memory = new WeakMap<Site, readonly Output[]>();

function planPages(site: Site): Output[] {
	const { listLength } = site.config;
	const scores = site.bands.filter((band) => band.rank > 0).map((band) => band.from);
	const outputs = [
		output('/', paths.home),
		output('/404', paths.notFound),
		output('/about', paths.about),
		...list('/corrections', paths.corrections, correctionCount(site), listLength),
		output('/feeds', paths.feeds),
		...list('/watch', paths.watch, watched(site).length, listLength),
		output('/trends', paths.trends),
		output('/search', paths.search),
		...list('/briefings', paths.briefings, finishedWeeks(site).length, listLength),
		output('/categories', paths.categories),
		...list('/tags', paths.tags, site.tags.length, tagsPerPage),
	];

	for (const score of scores) {
		outputs.push(...list('/min/[min]', paths.min(score), site.atLeast(score).length, listLength, { min: String(score) }));
	}
	for (const { term, signals } of site.categories) {
		const category = term.slug;
		outputs.push(...list('/categories/[category]', paths.category(category), signals.length, listLength, { category }));
		for (const score of scores) {
			const { length } = site.atLeast(score, category);
			outputs.push(
				...list('/categories/[category]/min/[min]', paths.min(score, category), length, listLength, { category, min: String(score) }),
			);
		}
	}
	for (const { term, signals } of site.tags) {
		outputs.push(...list('/tags/[tag]', paths.tag(term.slug), signals.length, listLength, { tag: term.slug }));
	}
	for (const alias of site.tagAliases.keys()) outputs.push(output('/tags/[tag]', paths.tag(alias), { tag: alias }));

	// A period keeps its address when its last signal is withdrawn.
	const days = [...new Set([...site.signals, ...site.withdrawn].map(({ date }) => dayOf(date)))].sort((a, b) => compareText(b, a));
	for (const year of prefixes(days, 4)) outputs.push(output('/[year]', paths.year(year), { year }));
	for (const month of prefixes(days, 7)) {
		outputs.push(output('/[year]/[month]', paths.month(month), { year: month.slice(0, 4), month: month.slice(5) }));
	}
	for (const day of days) {
		const params = { year: day.slice(0, 4), month: day.slice(5, 7), day: day.slice(8) };
		outputs.push(...list('/[year]/[month]/[day]', paths.day(day), site.during(day).length, listLength, params));
	}

	for (const { id: week } of weeks(site)) outputs.push(output('/briefings/[week]', paths.briefing(week), { week }));
	for (const { id: week } of finishedWeeks(site))
		outputs.push(output('/briefings/[week]/email.eml', paths.briefingEmail(week, 'eml'), { week }));

	for (const { slug } of [...site.signals, ...site.withdrawn]) outputs.push(output('/signals/[slug]', paths.signal(slug), { slug }));
	for (const slug of site.aliases.keys()) outputs.push(output('/signals/[slug]', paths.signal(slug), { slug }));
	return outputs;
}

/** Routes that have a `/page/[page]` route beside them. */
type ListRoute = Route extends infer R ? (R extends `${infer L}/page/[page]` ? L : never) : never;

/** A list's own page and its archive pages. */
function list(route: ListRoute, path: string, length: number, perPage: number, params: Record<string, string> = {}): Output[] {
	const pages = Array.from({ length: pageCount(length, perPage) }, (_, index) => index + 1);
	return [
		output(route, path, params),
		...pages.map((page) => output(`${route}/page/[page]`, paths.page(path, page), { ...params, page: String(page) })),
	];
}

function output(route: Route, path: string, params: Record<string, string> = none): Output {
	return { route, params, path };
}

const none: Record<string, string> = Object.freeze({});

function prefixes(days: readonly Day[], length: number): string[] {
	return [...new Set(days.map((day) => day.slice(0, length)))];
}
