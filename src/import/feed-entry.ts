/** One entry of a feed, whatever the format of the feed. */
import type { AtomFeed, JsonFeed, RdfFeed, RssFeed } from 'feedsmith';

/** Text as a feed says it: plain, or HTML. */
export interface FeedText {
	readonly value: string;
	readonly isHtml: boolean;
	/** Address that relative links in it start from, where the feed says so. */
	readonly base?: string | undefined;
}

export interface FeedEntry {
	readonly id: string | undefined;
	readonly link: string | undefined;
	readonly title: FeedText | undefined;
	readonly content: FeedText | undefined;
	readonly summary: FeedText | undefined;
	readonly published: string | undefined;
	readonly updated: string | undefined;
	readonly subjects: readonly string[];
	readonly authors: readonly string[];
}

/** @param feedBase `xml:base` of the feed */
export function atomEntry(entry: AtomFeed.Entry<string>, feedBase: string | undefined): FeedEntry {
	const link = entry.links?.find(({ rel = 'alternate' }) => rel === 'alternate') ?? entry.links?.[0];
	const base = addressFrom(entry.xml?.base, feedBase);
	const address = link?.href ?? entry.content?.src;
	return {
		id: entry.id,
		link: address === undefined ? undefined : addressFrom(address, base),
		title: atomText(entry.title, base),
		content: atomText(entry.content, base),
		summary: atomText(entry.summary, base),
		published: entry.published ?? entry.updated,
		updated: entry.updated,
		subjects: (entry.categories ?? []).flatMap(({ label, term }) => label ?? term ?? []),
		authors: (entry.authors ?? []).flatMap(({ name }) => name ?? []),
	};
}

/** RFC 4287, section 3.1.1: text without a type is plain. */
function atomText(text: AtomFeed.Text | AtomFeed.Content | undefined, base: string | undefined): FeedText | undefined {
	if (text?.value === undefined) return undefined;
	const isHtml = ['html', 'xhtml', 'text/html', 'application/xhtml+xml'].includes(text.type ?? 'text');
	return { value: text.value, isHtml, base: addressFrom(text.xml?.base, base) };
}

function addressFrom(address: string | undefined, base: string | undefined): string | undefined {
	return address === undefined ? base : (URL.parse(address, base)?.href ?? address);
}

export function rssEntry(item: RssFeed.Item<string>): FeedEntry {
	const { guid, content, description } = item;
	return {
		id: guid?.value,
		link: item.link ?? (guid?.isPermaLink === false ? undefined : guid?.value),
		title: rssTitle(item.title),
		content: html(content?.encoded ?? description),
		summary: html(content?.encoded === undefined ? undefined : description),
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
		title: rssTitle(item.title),
		content: html(content?.encoded ?? description),
		summary: html(content?.encoded === undefined ? undefined : description),
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
		title: plain(item.title),
		content: html(item.content_html) ?? plain(item.content_text),
		summary: plain(item.summary),
		published: item.date_published,
		updated: item.date_modified,
		subjects: item.tags ?? [],
		authors: (item.authors ?? []).flatMap(({ name }) => name ?? []),
	};
}

/** RSS says nothing about titles: many are HTML, escaped twice, and those have character references. */
function rssTitle(title: string | undefined): FeedText | undefined {
	return title === undefined ? undefined : { value: title, isHtml: /&(?:#\d+|#x[\da-f]+|[a-z]\w+);/i.test(title) };
}

function html(value: string | undefined): FeedText | undefined {
	return value === undefined ? undefined : { value, isHtml: true };
}

function plain(value: string | undefined): FeedText | undefined {
	return value === undefined ? undefined : { value, isHtml: false };
}
