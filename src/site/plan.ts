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
	const outputs = sections.flatMap(({ outputs: of }) => of(site));
	memory.set(site, outputs);
	return outputs;
}

/** @returns the outputs of one route: quicker than to plan all of them. */
export function planRoute(site: Site, route: Route): Output[] {
	const section = sections.find(({ routes: own }) => own.includes(route));
	return (memory.get(site) ?? section?.outputs(site) ?? []).filter((output) => output.route === route);
}

const memory = new WeakMap<Site, readonly Output[]>();

/** Outputs that are planned together. */
interface Section {
	readonly routes: readonly Route[];
	readonly outputs: (site: Site) => readonly Output[];
}

const sections: readonly Section[] = [
	section(['/'], () => [output('/', paths.home)]),
	section(['/404'], () => [output('/404', paths.notFound)]),
	section(['/about'], () => [output('/about', paths.about)]),
	listSection('/corrections', (site) => list('/corrections', paths.corrections, correctionCount(site), site.config.listLength)),
	section(['/feeds'], () => [output('/feeds', paths.feeds)]),
	listSection('/watch', (site) => list('/watch', paths.watch, watched(site).length, site.config.listLength)),
	section(['/trends'], () => [output('/trends', paths.trends)]),
	section(['/search'], () => [output('/search', paths.search)]),
	listSection('/briefings', (site) => list('/briefings', paths.briefings, finishedWeeks(site).length, site.config.listLength)),
	section(['/categories'], () => [output('/categories', paths.categories)]),
	section(['/tags', '/tags/page/[page]', '/tags/[tag]', '/tags/[tag]/page/[page]'], (site) => [
		...list('/tags', paths.tags, site.tags.length, tagsPerPage),
		...site.tags.flatMap(({ term, signals }) =>
			list('/tags/[tag]', paths.tag(term.slug), signals.length, site.config.listLength, { tag: term.slug }),
		),
		...[...site.tagAliases.keys()].map((alias) => output('/tags/[tag]', paths.tag(alias), { tag: alias })),
	]),
	listSection('/min/[min]', (site) =>
		minima(site).flatMap((score) =>
			list('/min/[min]', paths.min(score), site.atLeast(score).length, site.config.listLength, { min: String(score) }),
		),
	),
	listSection('/categories/[category]', (site) =>
		site.categories.flatMap(({ term: { slug: category }, signals }) =>
			list('/categories/[category]', paths.category(category), signals.length, site.config.listLength, { category }),
		),
	),
	listSection('/categories/[category]/min/[min]', (site) =>
		site.categories.flatMap(({ term: { slug: category } }) =>
			minima(site).flatMap((score) => {
				const { length } = site.atLeast(score, category);
				const params = { category, min: String(score) };
				return list('/categories/[category]/min/[min]', paths.min(score, category), length, site.config.listLength, params);
			}),
		),
	),
	section(['/[year]'], (site) => prefixes(daysOf(site), 4).map((year) => output('/[year]', paths.year(year), { year }))),
	section(['/[year]/[month]'], (site) =>
		prefixes(daysOf(site), 7).map((month) =>
			output('/[year]/[month]', paths.month(month), { year: month.slice(0, 4), month: month.slice(5) }),
		),
	),
	listSection('/[year]/[month]/[day]', (site) =>
		daysOf(site).flatMap((day) => {
			const params = { year: day.slice(0, 4), month: day.slice(5, 7), day: day.slice(8) };
			return list('/[year]/[month]/[day]', paths.day(day), site.during(day).length, site.config.listLength, params);
		}),
	),
	section(['/briefings/[week]'], (site) => weeks(site).map(({ id: week }) => output('/briefings/[week]', paths.briefing(week), { week }))),
	section(['/briefings/[week]/email.eml'], (site) =>
		finishedWeeks(site).map(({ id: week }) => output('/briefings/[week]/email.eml', paths.briefingEmail(week, 'eml'), { week })),
	),
	section(['/signals/[slug]'], (site) =>
		[...[...site.signals, ...site.withdrawn].map(({ slug }) => slug), ...site.aliases.keys()].map((slug) =>
			output('/signals/[slug]', paths.signal(slug), { slug }),
		),
	),
	section(['/[...file]'], (site) => filePaths(site).map((path) => output('/[...file]', path, { file: decodeURI(path).slice(1) }))),
];

function section(own: readonly Route[], outputs: Section['outputs']): Section {
	return { routes: own, outputs };
}

function listSection(route: ListRoute, outputs: Section['outputs']): Section {
	return section([route, `${route}/page/[page]`], outputs);
}

/** The scores that lists can be narrowed to. */
function minima(site: Site): number[] {
	return site.bands.filter((band) => band.rank > 0).map((band) => band.from);
}

/** Newest first. A period keeps its address when its last signal is withdrawn. */
function daysOf(site: Site): Day[] {
	return [...new Set([...site.signals, ...site.withdrawn].map(({ date }) => dayOf(date)))].sort((a, b) => compareText(b, a));
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
