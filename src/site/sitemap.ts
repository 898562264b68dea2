/** The sitemap (https://www.sitemaps.org/protocol.html): every page that asks to be indexed, with when it last changed. */
import { branch, leaf, xmlDocument } from '../feeds/xml.ts';
import type { Instant, Signal } from '../signals/signal.ts';
import { corrections } from './corrections.ts';
import { paths, url } from './routes.ts';
import type { Site } from './site.ts';
import { watched } from './watch.ts';
import { weeks } from './weeks.ts';

/** URLs one file holds at most. The protocol allows 50,000; smaller ones change less when a signal is added. */
const fileLimit = 10_000;

interface Location {
	readonly path: string;
	readonly updated?: Instant | undefined;
}

interface DatedLocation extends Location {
	readonly updated: Instant;
	readonly year: string;
}

/**
 * @returns file path to text: `/sitemap.xml` alone while it is short; else as an index of `/sitemap-pages.xml` and one file a year,
 * `/sitemap-2026.xml`, each continued in `-2`, `-3`, … Within a year the oldest come first, so that full files do not change.
 */
export function sitemapFiles(site: Site): ReadonlyMap<string, () => string> {
	const pages = [...listPages(site), ...briefingPages(site), ...periodPages(site)];
	const years = datedPages(site);
	const all = [...pages, ...[...years.values()].flat()];
	if (all.length <= fileLimit) return new Map([[paths.sitemap, () => urlSet(site, all)]]);

	const shards = [['pages', pages] as const, ...years].flatMap(([name, locations]) =>
		Array.from({ length: Math.ceil(locations.length / fileLimit) }, (_, index) => ({
			path: `/sitemap-${name}${index === 0 ? '' : `-${index + 1}`}.xml`,
			locations: locations.slice(index * fileLimit, (index + 1) * fileLimit),
		})),
	);
	return new Map([
		[
			paths.sitemap,
			() =>
				sitemapIndex(
					site,
					shards.map(({ path, locations }) => ({ path, updated: latest(locations) })),
				),
		],
		...shards.map(({ path, locations }) => [path, () => urlSet(site, locations)] as const),
	]);
}

/** Left out: lists that show nothing, tags of one signal, archive pages, category with minimum score. */
function listPages(site: Site): Location[] {
	const { signals, categories, tags, bands, config } = site;
	// A list also changes when a signal leaves it.
	const left = (isMember: (signal: Signal) => boolean) => site.withdrawn.filter(isMember);
	const list = (path: string, shown: readonly Signal[], gone: readonly Signal[]): Location => ({
		path,
		updated: latest([...shown.slice(0, config.listLength), ...gone]),
	});
	const lists = [
		...categories.map(({ term, signals: shown }) => ({
			path: paths.category(term.slug),
			shown,
			gone: left(({ category }) => category.slug === term.slug),
			least: 1,
		})),
		...bands
			.filter(({ rank }) => rank > 0)
			.map(({ from }) => ({
				path: paths.min(from),
				shown: site.atLeast(from),
				gone: left(({ score }) => score >= from),
				least: 1,
			})),
		...tags.map(({ term, signals: shown }) => ({
			path: paths.tag(term.slug),
			shown,
			gone: left((signal) => signal.tags.some(({ slug }) => slug === term.slug)),
			least: 2,
		})),
	];
	const watchers = [...signals, ...site.withdrawn].filter(({ watch }) => watch.length > 0);
	return [
		list(paths.home, signals, site.withdrawn),
		{ path: paths.about },
		{ path: paths.feeds },
		{ path: paths.search },
		{ path: paths.corrections, updated: corrections(site)[0]?.date },
		...(weeks(site).length > 0 ? [{ path: paths.briefings, updated: latest(weeks(site).slice(0, config.listLength)) }] : []),
		...(watched(site).length > 0 ? [{ path: paths.watch, updated: latest(watchers) }] : []),
		{ path: paths.categories, updated: latest([...signals, ...site.withdrawn]) },
		{ path: paths.tags, updated: latest([...signals, ...site.withdrawn]) },
		...(signals.length > 0 ? [{ path: paths.trends, updated: latest([...signals, ...site.withdrawn]) }] : []),
		...lists.filter(({ shown, least }) => shown.length >= least).map(({ path, shown, gone }) => list(path, shown, gone)),
	];
}

/** Weeks that show something, oldest first. */
function briefingPages(site: Site): Location[] {
	return weeks(site)
		.filter(({ signals }) => signals.length > 0)
		.map(({ id, updated }) => ({ path: paths.briefing(id), updated }))
		.toReversed();
}

/** Years and months, oldest first. They change with each signal, so they stand apart from what does not. */
function periodPages(site: Site): Location[] {
	return groupByPath(site, ({ date }) => [paths.year(date.slice(0, 4)), paths.month(date.slice(0, 7))]);
}

/** Signals with their days, oldest first, by year. */
function datedPages(site: Site): Map<string, Location[]> {
	const pages = groupByPath(site, ({ date, slug }) => [paths.day(date.slice(0, 10)), paths.signal(slug)]);
	return Map.groupBy(pages, ({ year }) => year);
}

function groupByPath(site: Site, pathsOf: (signal: Pick<Signal, 'date' | 'slug'>) => readonly string[]): DatedLocation[] {
	const pages = new Map<string, DatedLocation>();
	for (const signal of site.signals.toReversed()) {
		for (const path of pathsOf(signal)) {
			const known = pages.get(path);
			if (!known || known.updated < signal.updated) pages.set(path, { path, updated: signal.updated, year: signal.date.slice(0, 4) });
		}
	}
	for (const { date, slug, updated } of site.withdrawn) {
		for (const path of pathsOf({ date, slug })) {
			const known = pages.get(path);
			if (known && known.updated < updated) pages.set(path, { ...known, updated });
		}
	}
	return [...pages.values()];
}

function urlSet({ config }: Site, locations: readonly Location[]): string {
	return xmlDocument(
		branch(
			'urlset',
			locations.map((location) => locationElement('url', config, location)),
			{ xmlns: namespace },
		),
	);
}

function sitemapIndex({ config }: Site, files: readonly Location[]): string {
	return xmlDocument(
		branch(
			'sitemapindex',
			files.map((file) => locationElement('sitemap', config, file)),
			{ xmlns: namespace },
		),
	);
}

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

function locationElement(name: string, config: Site['config'], { path, updated }: Location): string {
	return `<${name}>${leaf('loc', url(config, path))}${updated === undefined ? '' : leaf('lastmod', updated)}</${name}>`;
}

function latest(changed: readonly { readonly updated?: Instant | undefined }[]): Instant | undefined {
	return changed.reduce<Instant | undefined>(
		(found, { updated }) => (found === undefined || (updated !== undefined && updated > found) ? updated : found),
		undefined,
	);
}
