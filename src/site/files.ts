/** Every output that is text and not a page: feeds, mails, sitemap, and what other programs and hosts read. */
import { emailOf } from '../email/email.ts';
import { serializeAtom } from '../feeds/atom.ts';
import { feedDirectory, feedTypes } from '../feeds/directory.ts';
import { createFeed, type Feed } from '../feeds/feed.ts';
import { serializeJsonFeed } from '../feeds/json-feed.ts';
import { serializeOpml } from '../feeds/opml.ts';
import { serializeRss } from '../feeds/rss.ts';
import { type Subscription, subscriptions } from '../feeds/subscription.ts';
import { machineFiles } from '../machines/files.ts';
import type { SiteConfig } from './config.ts';
import { serializeHeaders, serializeRedirects } from './hosting.ts';
import { serializeOpenSearch } from './open-search.ts';
import { type FeedFormat, paths, url } from './routes.ts';
import type { Site } from './site.ts';
import { sitemapFiles } from './sitemap.ts';
import { serializeSpeculationRules, speculationType } from './speculation.ts';
import { finishedWeeks, type Week } from './weeks.ts';

export interface FileContent {
	readonly text: string;
	/** Media type with its character set. */
	readonly type: string;
}

/** @returns the path of every file, root-relative and without the base, in a fixed order. */
export function filePaths(site: Site): string[] {
	return [...filesOf(site).keys()];
}

/**
 * @param path one of `filePaths`
 * @throws Error when the site has no such file.
 */
export function fileContent(site: Site, path: string): FileContent {
	const file = filesOf(site).get(path);
	if (!file) throw new Error(`The site has no file ${path}. Ask only for what filePaths() lists.`);
	return { text: file.text(), type: `${file.type}; charset=utf-8` };
}

interface File {
	readonly type: string;
	readonly text: () => string;
}

const memory = new WeakMap<Site, ReadonlyMap<string, File>>();

function filesOf(site: Site): ReadonlyMap<string, File> {
	const known = memory.get(site);
	if (known) return known;
	const files = new Map([
		...[...subscriptions(site).values()].flatMap((subscription) => feedFiles(site, subscription)),
		...finishedWeeks(site).flatMap((week) => emailFiles(site, week)),
		[paths.opml, { type: 'text/x-opml', text: () => serializeOpml(site.config, feedDirectory(site)) }] as const,
		...Array.from(sitemapFiles(site), ([path, text]) => [path, { type: 'application/xml', text }] as const),
		...machineFiles(site),
		[paths.openSearch, { type: 'application/opensearchdescription+xml', text: () => serializeOpenSearch(site.config) }] as const,
		[paths.speculationRules, { type: speculationType, text: serializeSpeculationRules }] as const,
		['/robots.txt', { type: 'text/plain', text: () => serializeRobots(site.config) }] as const,
		['/_headers', { type: 'text/plain', text: () => serializeHeaders(site) }] as const,
		['/_redirects', { type: 'text/plain', text: () => serializeRedirects(site) }] as const,
	]);
	memory.set(site, files);
	return files;
}

const serializers: Readonly<Record<FeedFormat, (config: SiteConfig, feed: Feed) => string>> = {
	atom: serializeAtom,
	rss: serializeRss,
	json: serializeJsonFeed,
};

function feedFiles(site: Site, subscription: Subscription): (readonly [string, File])[] {
	return subscription.formats.map((format) => {
		const text = () => serializers[format](site.config, createFeed(site, subscription));
		return [paths.feed(subscription.list, format), { type: feedTypes[format], text }] as const;
	});
}

/** The message made of both stands beside them, by a page of its own. */
function emailFiles(site: Site, week: Week): (readonly [string, File])[] {
	return [
		[paths.briefingEmail(week.id, 'html'), { type: 'text/html', text: () => emailOf(site, week).html }],
		[paths.briefingEmail(week.id, 'txt'), { type: 'text/plain', text: () => emailOf(site, week).text }],
	];
}

function serializeRobots(config: SiteConfig): string {
	const sitemaps = [paths.sitemap, paths.newsSitemap].map((path) => `Sitemap: ${url(config, path)}\n`);
	return `User-agent: *\nAllow: /\n\n${sitemaps.join('')}`;
}
