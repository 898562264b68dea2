/** OPML 2.0 (https://opml.org/spec2.opml). */
import type { SiteConfig } from '../site/config.ts';
import { url } from '../site/routes.ts';
import type { DescribedFeed, FeedGroup } from './directory.ts';
import { words } from '../site/words.ts';
import { branch, empty, leaf, xmlDocument } from './xml.ts';

/**
 * @returns a list to import into a feed reader. Each feed stands once, in its preferred format: formats of one feed carry the same
 * entries, and a reader would show each as many times.
 */
export function serializeOpml(config: SiteConfig, groups: readonly FeedGroup[]): string {
	const head = branch('head', [leaf('title', words.feed.opmlTitle(config.title)), leaf('ownerName', config.publisher.name)]);
	const outlines = groups.map(({ title, feeds }) =>
		branch(
			'outline',
			feeds.map((feed) => feedOutline(config, feed)),
			{ text: title },
		),
	);
	return xmlDocument(branch('opml', [head, branch('body', outlines)], { version: '2.0' }));
}

function feedOutline(config: SiteConfig, { title, description, list, links: [preferred] }: DescribedFeed): string | undefined {
	if (!preferred) return undefined;
	return empty('outline', {
		type: 'rss',
		text: title,
		title,
		description,
		xmlUrl: url(config, preferred.path),
		htmlUrl: url(config, list),
		language: config.language,
	});
}
