/** RSS 2.0 with the usual modules: `content` for the full text, `dc` for authors, `atom` for the feed's own address and updates. */
import type { Instant } from '../signals/signal.ts';
import type { SiteConfig } from '../site/config.ts';
import { paths, url } from '../site/routes.ts';
import type { Entry } from './entry.ts';
import type { Feed } from './feed.ts';
import { entryTerms } from './term.ts';
import { words } from '../site/words.ts';
import { branch, empty, escapeXml, leaf, xmlDocument } from './xml.ts';

/** @returns the feed as an RSS document. */
export function serializeRss(config: SiteConfig, feed: Feed): string {
	const head = [
		plainLeaf('title', feed.title),
		leaf('link', url(config, feed.list)),
		plainLeaf('description', feed.description),
		empty('atom:link', { rel: 'self', type: 'application/rss+xml', href: url(config, paths.feed(feed.list, 'rss')) }),
		leaf('language', config.language),
		leaf('copyright', words.feed.licence(config.licence.name, config.licence.url)),
		feed.updated === undefined ? undefined : leaf('lastBuildDate', rfc822(feed.updated)),
		leaf('ttl', minutesToLive),
	];
	const channel = branch('channel', [...head, ...feed.entries.map((entry) => itemElement(config, entry))]);
	return xmlDocument(branch('rss', [channel], { version: '2.0', ...namespaces }));
}

/** As long as `_headers` lets a cache keep a feed. */
const minutesToLive = '15';

const namespaces = {
	'xmlns:atom': 'http://www.w3.org/2005/Atom',
	'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
	'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
};

function itemElement(config: SiteConfig, entry: Entry): string {
	return branch('item', [
		plainLeaf('title', entry.title),
		leaf('link', entry.url),
		leaf('guid', entry.id, { isPermaLink: 'false' }),
		leaf('pubDate', rfc822(entry.published)),
		leaf('atom:updated', entry.updated),
		...entry.authors.map((name) => leaf('dc:creator', name)),
		...entryTerms(config, entry.signal).map(({ scheme, label }) => leaf('category', label, { domain: scheme })),
		entry.summary === '' ? undefined : leaf('description', escapeXml(entry.summary)),
		leaf('content:encoded', entry.html),
	]);
}

/** Readers differ on whether titles are text or HTML. Hexadecimal references are read alike by both (RSS Best Practices Profile). */
function plainLeaf(name: string, text: string): string {
	return leaf(name, text).replaceAll('&amp;', '&#x26;').replaceAll('&lt;', '&#x3C;');
}

/** @returns the date as RFC 822 has it, with the four-digit year RSS 2.0 prefers: `Tue, 19 May 2026 16:01:00 GMT`. */
function rfc822(instant: Instant): string {
	return new Date(instant).toUTCString();
}
