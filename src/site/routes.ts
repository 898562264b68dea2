/**
 * Every internal path, root-relative and without the base (`/signals/x/`). Templates turn one into an `href` with `href()`,
 * feeds and metadata into a URL with `url()`; nothing else in the code writes a path.
 */
import type { Day } from '../signals/signal.ts';
import type { SiteConfig } from './config.ts';

export const paths = {
	home: '/',
	about: '/about/',
	corrections: '/corrections/',
	feeds: '/feeds/',
	opml: '/feeds.opml',
	categories: '/categories/',
	tags: '/tags/',
	search: '/search/',
	/** The folder of the search index: of the whole one, or of the index that tells which shard has which words. */
	searchIndex: '/pagefind/',
	/** The folder of the index of one shard, by the first day of its stretch. */
	searchShard: (start: Day) => `/pagefind/shards/${start}/`,
	openSearch: '/opensearch.xml',
	speculationRules: '/speculation-rules.json',
	trends: '/trends/',
	briefings: '/briefings/',
	watch: '/watch/',
	watchCalendar: '/watch.ics',
	icon: '/icon.svg',
	/** The icon for browsers and crawlers that take no SVG; they ask for it at the root of a host by themselves. */
	iconFile: '/favicon.ico',
	/** The icon on a ground of its own, for a phone's home screen and as the publisher's logo. */
	touchIcon: '/apple-touch-icon.png',
	sitemap: '/sitemap.xml',
	newsSitemap: '/news-sitemap.xml',
	llms: '/llms.txt',
	signalIndex: '/api/signals.json',
	/** The signals of one year, where the index is split. */
	signalIndexOf: (year: string) => `/api/signals-${year}.json`,
	signalSchema: '/api/schema/signal.json',
	signalIndexSchema: '/api/schema/signals.json',
	notFound: '/404.html',
	signal: (slug: string) => `/signals/${slug}/`,
	signalMarkdown: (slug: string) => `/signals/${encodeURIComponent(slug)}.md`,
	signalJson: (slug: string) => `/signals/${encodeURIComponent(slug)}.json`,
	signalFile: (slug: string, name: string) => `/signals/${slug}/${name}`,
	/** The picture that stands for every other page than a signal's. */
	siteCard: '/cards/site.png',
	/** The picture that stands for a signal of that category and band where its address is shared. */
	card: (category: string, rank: number) => `/cards/${category}-${rank}.png`,
	/** A week as ISO 8601 writes it: `2026-W47`. */
	briefing: (week: string) => `/briefings/${week}/`,
	briefingEmail: (week: string, format: 'html' | 'txt' | 'eml') => `/briefings/${week}/email.${format}`,
	category: (slug: string) => `/categories/${slug}/`,
	tag: (slug: string) => `/tags/${encodeURIComponent(slug)}/`,
	/** Signals at or above a score, of the whole site or of one category. */
	min: (score: number, category?: string) => (category === undefined ? `/min/${score}/` : `/categories/${category}/min/${score}/`),
	year: (year: string) => `/${year}/`,
	month: (yearMonth: string) => `/${yearMonth.replace('-', '/')}/`,
	day: (day: Day) => `/${day.replaceAll('-', '/')}/`,
	/** An archive page of a long list: page 1 holds its oldest items. */
	page: (list: string, number: number) => `${list}page/${number}/`,
	/** A feed of the list at that path. */
	feed: (list: string, format: FeedFormat) => `${list}${feedFile[format]}`,
} as const;

export type FeedFormat = 'atom' | 'rss' | 'json';

const feedFile = { atom: 'atom.xml', rss: 'rss.xml', json: 'feed.json' } as const;

/** @returns the path under the site's base, for `href` and `src`: `/base/signals/x/`. */
export function href(config: Pick<SiteConfig, 'base'>, path: string): string {
	return config.base + path.slice(1);
}

/** @returns the absolute URL of a path: `https://signals.example/base/signals/x/`. */
export function url(config: Pick<SiteConfig, 'url' | 'base'>, path: string): string {
	return config.url + href(config, path);
}
