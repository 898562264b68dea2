/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
import type { SiteConfig } from '../site/config.ts';
import { paths, url } from '../site/routes.ts';
import type { Entry } from './entry.ts';
import type { Feed } from './feed.ts';

/** @returns the feed as JSON text. `_signals` is our extension: on the feed where it is explained, on an item its score. */
export function serializeJsonFeed(config: SiteConfig, feed: Feed): string {
	const value = {
		version: 'https://jsonfeed.org/version/1.1',
		title: feed.title,
		home_page_url: url(config, feed.list),
		feed_url: url(config, paths.feed(feed.list, 'json')),
		description: feed.description,
		language: config.language,
		authors: [{ name: config.publisher.name, url: url(config, paths.home) }],
		_signals: { about: url(config, paths.about) },
		items: feed.entries.map(itemValue),
	};
	return `${JSON.stringify(value, null, '\t')}\n`;
}

function itemValue({ id, url, title, summary, html, published, updated, authors, signal }: Entry): object {
	return {
		id,
		url,
		title,
		...(summary === '' ? {} : { summary }),
		content_html: html,
		date_published: published,
		date_modified: updated,
		authors: authors.map((name) => ({ name })),
		...(signal && {
			tags: signal.tags.map(({ label }) => label),
			_signals: { score: signal.score, band: signal.band.label, category: signal.category.label },
		}),
	};
}
