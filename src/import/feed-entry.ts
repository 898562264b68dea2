/** One entry of a feed, whatever the format of the feed. */
import type { AtomFeed, JsonFeed, RdfFeed, RssFeed } from 'feedsmith';

export interface FeedEntry {
	readonly id: string | undefined;
	readonly link: string | undefined;
	/** Plain text, or HTML where `hasHtmlTitle`. */
	readonly title: string | undefined;
	readonly hasHtmlTitle: boolean;
	readonly html: string | undefined;
	readonly text: string | undefined;
	readonly summary: string | undefined;
	readonly published: string | undefined;
	readonly updated: string | undefined;
	readonly subjects: readonly string[];
	readonly authors: readonly string[];
}

export function atomEntry(entry: AtomFeed.Entry<string>): FeedEntry {
	const link = entry.links?.find(({ rel = 'alternate' }) => rel === 'alternate') ?? entry.links?.[0];
	const isHtml = (type: string | undefined) => type === 'html' || type === 'xhtml' || type === 'text/html';
	const content = entry.content?.value;
	return {
		id: entry.id,
		link: link?.href ?? entry.content?.src,
		title: entry.title?.value,
		hasHtmlTitle: isHtml(entry.title?.type),
		html: isHtml(entry.content?.type) ? content : undefined,
		text: isHtml(entry.content?.type) ? undefined : content,
		summary: entry.summary?.value,
		published: entry.published ?? entry.updated,
		updated: entry.updated,
		subjects: (entry.categories ?? []).flatMap(({ label, term }) => label ?? term ?? []),
		authors: (entry.authors ?? []).flatMap(({ name }) => name ?? []),
	};
}

export function rssEntry(item: RssFeed.Item<string>): FeedEntry {
	const { guid, content, description } = item;
	return {
		id: guid?.value,
		link: item.link ?? (guid?.isPermaLink === false ? undefined : guid?.value),
		...rssTitle(item.title),
		html: content?.encoded ?? description,
		text: undefined,
		summary: content?.encoded === undefined ? undefined : description,
		published: item.pubDate ?? item.dc?.dates?.[0],
		updated: item.atom?.updated,
		subjects: [...(item.categories ?? []).flatMap(({ name }) => name ?? []), ...(item.dc?.subjects ?? [])],
		authors: [...(item.dc?.creators ?? []), ...(item.authors ?? []).flatMap(({ name }) => name ?? [])],
	};
}

export function rdfEntry(item: RdfFeed.Item<string>): FeedEntry {
	const { content, description, dc } = item;
	return {
		id: item.rdf?.about,
		link: item.link,
		...rssTitle(item.title),
		html: content?.encoded ?? description,
		text: undefined,
		summary: content?.encoded === undefined ? undefined : description,
		published: dc?.dates?.[0],
		updated: undefined,
		subjects: dc?.subjects ?? [],
		authors: dc?.creators ?? [],
	};
}

export function jsonEntry(item: JsonFeed.Item<string>): FeedEntry {
	return {
		id: item.id,
		link: item.external_url ?? item.url,
		title: item.title,
		hasHtmlTitle: false,
		html: item.content_html,
		text: item.content_html === undefined ? item.content_text : undefined,
		summary: item.summary,
		published: item.date_published,
		updated: item.date_modified,
		subjects: item.tags ?? [],
		authors: (item.authors ?? []).flatMap(({ name }) => name ?? []),
	};
}

/** RSS says nothing about titles: many are HTML, escaped twice, and those have character references. */
function rssTitle(title: string | undefined): Pick<FeedEntry, 'title' | 'hasHtmlTitle'> {
	return { title, hasHtmlTitle: /&(?:#\d+|#x[\da-f]+|[a-z]\w+);/i.test(title ?? '') };
}
