/** Which feeds there are, described: for the page of feeds, the OPML file and the links in every page's head. */
import { compareText } from '../signals/order.ts';
import { type FeedFormat, paths } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { type Subscription, subscriptions } from './subscription.ts';
import { words } from '../site/words.ts';

/** One kind of feeds; never without feeds. */
export interface FeedGroup {
	readonly title: string;
	readonly description: string;
	readonly feeds: readonly DescribedFeed[];
}

export interface DescribedFeed {
	/** Within the site: `Models`. */
	readonly label: string;
	/** On its own: `Signals: Models`. */
	readonly title: string;
	readonly description: string;
	/** Path of the page the feed follows. */
	readonly list: string;
	/** Listed signals, or corrections or briefings, it draws from. */
	readonly count: number;
	/** The same feed in each format, preferred first; never empty. */
	readonly links: readonly FeedLink[];
}

export interface FeedLink {
	/** Names feed and format: `Signals: Models (Atom)`. */
	readonly title: string;
	/** The format alone: `Atom`. */
	readonly format: string;
	/** Media type. */
	readonly type: string;
	/** Root-relative, without the base. */
	readonly path: string;
}

/** Tags the directory lists at most, so that it stays a page people can read. Every tag's own page links its feed. */
const tagLimit = 100;

/** @returns the site's feeds in groups: everything, briefings, corrections, categories, minimum scores, the tags used most. */
export function feedDirectory(site: Site): FeedGroup[] {
	const all = [...subscriptions(site).values()];
	const kinds = ['site', 'briefings', 'corrections', 'category', 'minimum', 'tag'] as const;
	return kinds
		.map((kind) => {
			const members = all.filter((subscription) => subscription.kind === kind);
			return { ...words.feed.groups[kind], feeds: (kind === 'tag' ? mostUsed(members) : members).map(describe) };
		})
		.filter((group) => group.feeds.length > 0);
}

/**
 * @param list path of the list a page shows, or of the one it is filed under
 * @returns what the page announces as `rel="alternate"`: the list's own feeds, then the site's
 */
export function feedsFor(site: Site, list: string): FeedLink[] {
	const own = list === paths.home ? undefined : subscriptions(site).get(list);
	const whole = subscriptions(site).get(paths.home);
	return [own, whole].flatMap((subscription) => (subscription ? linksOf(subscription) : []));
}

/** Media type of each format, without parameters. */
export const feedTypes: Readonly<Record<FeedFormat, string>> = {
	atom: 'application/atom+xml',
	rss: 'application/rss+xml',
	json: 'application/feed+json',
};

function mostUsed(tags: readonly Subscription[]): Subscription[] {
	return tags
		.filter((tag) => tag.count > 0)
		.sort((a, b) => b.count - a.count || compareText(a.list, b.list))
		.slice(0, tagLimit);
}

function describe(subscription: Subscription): DescribedFeed {
	const { label, title, description, list, count } = subscription;
	return { label, title, description, list, count, links: linksOf(subscription) };
}

function linksOf({ title, list, formats }: Subscription): FeedLink[] {
	return formats.map((name) => {
		const format = words.feed.formats[name];
		return { title: words.feed.linkTitle(title, format), format, type: feedTypes[name], path: paths.feed(list, name) };
	});
}
