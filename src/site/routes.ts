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
	icon: '/icon.svg',
	sitemap: '/sitemap.xml',
	notFound: '/404.html',
	signal: (slug: string) => `/signals/${slug}/`,
	signalFile: (slug: string, name: string) => `/signals/${slug}/${name}`,
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
