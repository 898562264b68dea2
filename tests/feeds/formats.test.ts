import { parseFeed as parseWithRowan } from '@rowanmanning/feed-parser';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import { fileContent, filePaths } from '../../src/site/files.ts';
import type { Site } from '../../src/site/site.ts';
import { makeSignal, makeSite } from './make-site.ts';
import { xmlFault } from './well-formed.ts';

const hostile = 'AT&T <b> "x" &amp; ]]> \u000B\uFFFE\uD800 🛰️ </script> &#x26;';
const readable = 'AT&T <b> "x" &amp; ]]>  🛰️ </script> &#x26;';

const tags = [
	{ slug: 'at-t', label: 'AT&T "<b>"' },
	{ slug: '日本', label: '日本' },
];

const site = makeSite({
	config: { base: '/x/y/' },
	signals: [
		makeSignal('hostile', {
			title: hostile,
			tags,
			take: { html: 'A <em>take</em> of AT&#x26;T &#x3C;b> a &#x26;&#x26; b', text: 'A take of AT&T <b> a && b', isLead: true },
			authors: ['Ann & Bob'],
			date: '2026-05-19T16:01:00Z',
			updated: '2026-06-01T09:30:00Z',
			updates: [{ date: '2026-06-01T09:30:00Z', kind: 'correction', text: 'It was 3 < 4 & not "5".' }],
			sources: [
				{
					url: 'https://example.org/?a=1&b=2',
					title: 'A "source"',
					publisher: 'P & Q',
					date: '2026-05-18',
					archive: 'https://archive.example/1',
				},
			],
		}),
		makeSignal('gone', {
			tags,
			date: '2026-05-18T00:00:00Z',
			updated: '2026-05-20T00:00:00Z',
			withdrawn: { date: '2026-05-20T00:00:00Z', reason: 'It was <not> so.' },
		}),
		makeSignal('imported', { id: 'https://elsewhere.example/item?id=1&x=2', score: 9, date: '2026-05-17T00:00:00Z' }),
	],
	bodies: { hostile: '<p>CDATA ]]&gt; ends; <a href="https://e.example/?a=1&#x26;b=2">link</a></p>' },
});

const expected = [
	{
		id: 'tag:signals.example,2026:signal/hostile',
		title: readable,
		link: 'https://signals.example/x/y/signals/hostile/',
		published: '2026-05-19T16:01:00.000Z',
		updated: '2026-06-01T09:30:00.000Z',
		categories: ['Models', 'AT&T "<b>"', '日本', '8.4 (Major)'],
		authors: ['Ann & Bob'],
	},
	{
		id: 'tag:signals.example,2026:signal/gone',
		title: 'Withdrawn: gone',
		link: 'https://signals.example/x/y/signals/gone/',
		published: '2026-05-18T00:00:00.000Z',
		updated: '2026-05-20T00:00:00.000Z',
		categories: ['Models', 'AT&T "<b>"', '日本', '8.4 (Major)'],
		authors: ['The Publisher'],
	},
	{
		id: 'https://elsewhere.example/item?id=1&x=2',
		title: 'imported',
		link: 'https://signals.example/x/y/signals/imported/',
		published: '2026-05-17T00:00:00.000Z',
		updated: '2026-05-17T00:00:00.000Z',
		categories: ['Models', '9 (Critical)'],
		authors: ['The Publisher'],
	},
];

/** The source of comparison for XML: JSON needs no escaping of its own. */
const contents = parseJsonFeed(read(site, '/feed.json')).items?.map((item) => item.content_html ?? '') ?? [];

describe('parsers read from each format what the signals say', () => {
	it('Atom, by feedsmith', () => {
		const feed = parseAtomFeed(read(site, '/atom.xml'));
		expect(
			feed.entries?.map((entry) => ({
				id: entry.id,
				title: contentText(entry.title),
				link: entry.links?.find(({ rel }) => rel === 'alternate')?.href,
				published: iso(entry.published),
				updated: iso(entry.updated),
				categories: entry.categories?.map(({ label }) => label),
				authors: entry.authors?.map(({ name }) => name),
			})),
		).toEqual(expected);
		expect(feed.entries?.map(({ content }) => contentText(content))).toEqual(contents);
		expect(feed.entries?.[0]?.categories).toContainEqual({
			term: '8.4',
			scheme: 'https://signals.example/x/y/score',
			label: '8.4 (Major)',
		});
		expect(feed.entries?.[0]?.categories).toContainEqual({ term: '日本', scheme: 'https://signals.example/x/y/tags/', label: '日本' });
		expect(feed.links).toContainEqual({ rel: 'self', type: 'application/atom+xml', href: 'https://signals.example/x/y/atom.xml' });
		expect(iso(feed.updated)).toBe('2026-06-01T09:30:00.000Z');
	});

	it('RSS, by feedsmith', () => {
		const feed = parseRssFeed(read(site, '/rss.xml'));
		expect(
			feed.items?.map((item) => ({
				id: item.guid?.value,
				title: item.title,
				link: item.link,
				published: iso(item.pubDate),
				updated: iso(item.atom?.updated),
				categories: item.categories?.map(({ name }) => name),
				authors: item.dc?.creators,
			})),
		).toEqual(expected);
		expect(feed.items?.every(({ guid }) => guid?.isPermaLink === false)).toBe(true);
		expect(feed.items?.map(({ content }) => content?.encoded)).toEqual(contents);
		expect(feed.items?.[0]?.description).toBe('A take of AT&amp;T &lt;b&gt; a &amp;&amp; b');
		expect(iso(feed.lastBuildDate)).toBe('2026-06-01T09:30:00.000Z');
	});

	it('JSON Feed, by feedsmith', () => {
		const feed = parseJsonFeed(read(site, '/feed.json'));
		expect(
			feed.items?.map((item) => ({
				id: item.id,
				title: item.title,
				link: item.url,
				published: iso(item.date_published),
				updated: iso(item.date_modified),
				authors: item.authors?.map(({ name }) => name),
			})),
		).toEqual(expected.map(({ id, title, link, published, updated, authors }) => ({ id, title, link, published, updated, authors })));
		expect(feed.items?.[0]?.tags).toEqual(['AT&T "<b>"', '日本']);
	});

	// This parser decodes named character references twice. The hexadecimal ones of RSS titles it reads as they are meant.
	it.each(['/atom.xml', '/rss.xml'])('%s, by @rowanmanning/feed-parser', (path) => {
		const { items } = parseWithRowan(read(site, path));
		expect(items.map(({ id, title, url, published }) => ({ id, title, link: url, published: published?.toISOString() }))).toEqual(
			expected.map(({ id, title, link, published }) => ({ id, title: path === '/rss.xml' ? title : decode(title), link, published })),
		);
		expect(items.map(({ content }) => content)).toEqual(contents.map(decode));
		expect(items.map(({ authors }) => authors.map(({ name }) => name))).toEqual(expected.map(({ authors }) => authors));
		expect(items.map((item) => item.categories.map(({ label }) => label))).toEqual(expected.map(({ categories }) => categories));
	});

	it.each(['/atom.xml', '/rss.xml'])('%s, by rss-parser', async (path) => {
		const { items } = await new RssParser<object, RssItem>().parseString(read(site, path));
		expect(items.map(({ title, link, isoDate }) => ({ title, link, published: isoDate }))).toEqual(
			expected.map(({ title, link, published }) => ({ title, link, published })),
		);
		expect(items.map((item) => item['content:encoded'] ?? item.content)).toEqual(contents);
		expect(items.map((item) => item.guid ?? item.id)).toEqual(expected.map(({ id }) => id));
	});
});

describe('every file', () => {
	it.each(filePaths(site).filter((path) => /\.(xml|opml)$/.test(path)))('%s is well-formed', (path) => {
		const text = read(site, path);
		expect(xmlFault(text)).toBeUndefined();
		expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
		expect(text.isWellFormed()).toBe(true);
	});

	it('has an absolute URL of its own in each feed', () => {
		for (const path of filePaths(site).filter((path) => /(atom|rss)\.xml$|feed\.json$/.test(path))) {
			expect(read(site, path)).toContain(`"https://signals.example/x/y${path}"`);
		}
	});

	it('is the same text for the same signals', () => {
		const again = makeSite({
			signals: [...site.signals, ...site.withdrawn].sort((a, b) => (a.date < b.date ? 1 : -1)),
			config: site.config,
		});
		const first = makeSite({ signals: again.signals, config: site.config });
		const second = makeSite({ signals: structuredClone(again.signals), config: site.config });
		expect(filePaths(second)).toEqual(filePaths(first));
		for (const path of filePaths(first)) expect(read(second, path)).toBe(read(first, path));
	});
});

describe('JSON Feed', () => {
	it('has the members version 1.1 requires, and where its extension is explained', () => {
		const feed: unknown = JSON.parse(read(site, '/categories/models/feed.json'));
		expect(feed).toMatchObject({
			version: 'https://jsonfeed.org/version/1.1',
			title: 'Signals: Models',
			home_page_url: 'https://signals.example/x/y/categories/models/',
			feed_url: 'https://signals.example/x/y/categories/models/feed.json',
			language: 'en',
			_signals: { about: 'https://signals.example/x/y/about/' },
		});
	});

	it('gives each item an id and content, and its score as data', () => {
		const feed: unknown = JSON.parse(read(site, '/feed.json'));
		expect(feed).toMatchObject({
			items: expected.map(({ id }, index) => ({ id, content_html: contents[index], _signals: { category: 'Models' } })),
		});
		expect(feed).toMatchObject({ items: [{ _signals: { score: 8.4, band: 'Major' } }, {}, { _signals: { score: 9, band: 'Critical' } }] });
		expect(contents).not.toContain('');
	});
});

describe('a feed without entries', () => {
	const bare = makeSite();

	it('is a valid Atom document whose date never changes', () => {
		const feed = parseAtomFeed(read(bare, '/atom.xml'));
		expect(feed.entries ?? []).toEqual([]);
		expect(feed.updated).toBe('1970-01-01T00:00:00Z');
	});

	it('has no build date in RSS', () => {
		expect(read(bare, '/rss.xml')).not.toContain('lastBuildDate');
	});

	it('is an empty list in JSON', () => {
		expect(JSON.parse(read(bare, '/feed.json'))).toMatchObject({ items: [] });
	});
});

/** What `rss-parser` gives beyond its own types. */
interface RssItem {
	readonly id?: string;
	readonly 'content:encoded'?: string;
}

function read(of: Site, path: string): string {
	return fileContent(of, path).text;
}

function iso(date: string | undefined): string | undefined {
	return date === undefined ? undefined : new Date(date).toISOString();
}

function contentText(content: unknown): unknown {
	return typeof content === 'object' && content !== null && 'value' in content ? content.value : content;
}

function decode(text: string): string {
	const characters: Readonly<Record<string, string>> = {
		'&amp;': '&',
		'&#x26;': '&',
		'&lt;': '<',
		'&#x3C;': '<',
		'&gt;': '>',
		'&quot;': '"',
	};
	return text.replace(/&[#\w]+;/g, (reference) => characters[reference] ?? reference);
}
