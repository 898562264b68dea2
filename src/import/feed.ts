/** RSS (2.0, 0.9x, 1.0), Atom and JSON Feed as items of our own. */
import { detectAtomFeed, parseFeed, ParseError, type AnyFeed } from 'feedsmith';
import { blank } from '../signals/blanks.ts';
import type { FieldValue } from '../signals/serialize.ts';
import { parseInstant } from '../signals/time.ts';
import { readFeedDate } from './date.ts';
import { atomEntry, jsonEntry, rdfEntry, rssEntry, type FeedEntry, type FeedText } from './feed-entry.ts';
import { htmlToMarkdown, htmlToText } from './html.ts';
import { ImportError } from './import-error.ts';
import type { ImportedItem } from './item.ts';
import { textToMarkdown } from './plain-text.ts';

export type FeedFormat = 'rss' | 'atom' | 'jsonfeed';

interface Feed {
	readonly format: FeedFormat;
	/** Its own address, which makes ids of entries unique. */
	readonly address: string | undefined;
	readonly entries: readonly FeedEntry[];
}

/**
 * @param source a checked XML text, or what a JSON text says
 * @throws ImportError when it is no feed, or an item cannot be read
 */
export function readFeed(source: unknown): { readonly format: FeedFormat; readonly items: readonly ImportedItem[] } {
	const { format, address, entries } = parse(source);
	return { format, items: entries.map((entry, index) => ({ ...toItem(entry, index + 1), feed: address })) };
}

function parse(source: unknown): Feed {
	let parsed: AnyFeed;
	try {
		parsed = parseFeed(source);
	} catch (error) {
		// A feed that says nothing, not even its title.
		if (error instanceof ParseError) return { format: emptyFormat(source), address: undefined, entries: [] };
		throw new ImportError('This is no feed that is read: RSS, Atom or JSON Feed.', undefined, { cause: error });
	}
	switch (parsed.format) {
		case 'json': {
			const { feed_url, home_page_url, items = [] } = parsed.feed;
			return { format: 'jsonfeed', address: feed_url ?? home_page_url, entries: items.map(jsonEntry) };
		}
		case 'atom': {
			const { id, xml, entries = [] } = parsed.feed;
			return { format: 'atom', address: id, entries: entries.map((entry) => atomEntry(entry, xml?.base)) };
		}
		case 'rss':
			return { format: 'rss', address: parsed.feed.link, entries: (parsed.feed.items ?? []).map(rssEntry) };
		case 'rdf':
			return { format: 'rss', address: parsed.feed.link, entries: (parsed.feed.items ?? []).map(rdfEntry) };
	}
}

function emptyFormat(source: unknown): FeedFormat {
	if (typeof source !== 'string') return 'jsonfeed';
	return detectAtomFeed(source) ? 'atom' : 'rss';
}

function toItem(entry: FeedEntry, number: number): ImportedItem {
	try {
		const notes: string[] = [];
		const title = toLine(entry.title);
		const fields: Record<string, FieldValue> = {};
		if (title !== '') fields['title'] = title;
		const date = entry.published === undefined ? undefined : readFeedDate(entry.published);
		if (date !== undefined) fields['date'] = date;
		else if (entry.published !== undefined) fields['date'] = blank(`when it happened; the feed says ${entry.published}`);
		const updated = entry.updated === undefined ? undefined : readFeedDate(entry.updated);
		if (updated !== undefined && isLater(updated, date)) fields['updated'] = updated;
		if (entry.link !== undefined) fields['sources'] = [sourceOf(entry.link, title, notes)];
		if (entry.authors.length > 0) fields['authors'] = [...new Set(entry.authors.map(onOneLine))];
		if (entry.id !== undefined) fields['id'] = entry.id.trim();

		const body = toMarkdown(entry.content ?? entry.summary, entry);
		const summary = summaryOf(entry, body, notes);
		if (summary !== undefined) fields['summary'] = summary;
		return { number, fields, body, subjects: entry.subjects.map(onOneLine), notes };
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new ImportError(`The HTML of item ${number} is nested too deeply to be read.`, undefined, { cause: error });
	}
}

/** Many feeds give the time of publication as that of an update as well. */
function isLater(updated: string, date: string | undefined): boolean {
	const [a, b] = [updated, date ?? ''].map((text) => parseInstant(text));
	return a !== undefined && b !== undefined && 'instant' in a && 'instant' in b && a.instant > b.instant;
}

function toMarkdown(text: FeedText | undefined, { link }: FeedEntry): string {
	if (text === undefined) return '';
	return text.isHtml ? htmlToMarkdown(text.value, text.base ?? link) : textToMarkdown(text.value);
}

function toLine(text: FeedText | undefined): string {
	return text?.isHtml === true ? htmlToText(text.value) : onOneLine(text?.value ?? '');
}

/** A summary that is no more than the beginning of the text would be read twice. */
function summaryOf(entry: FeedEntry, body: string, notes: string[]): string | undefined {
	const start = wordsOf(toLine(entry.summary).replace(/[\s.…[\]]+$/, ''));
	if (start === '' || wordsOf(body).startsWith(start)) return undefined;
	const markdown = toMarkdown(entry.summary, entry);
	if (!markdown.includes('\n')) return markdown;
	notes.push('Its summary has more than one paragraph, and is left out.');
	return undefined;
}

function wordsOf(text: string): string {
	return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function sourceOf(link: string, title: string, notes: string[]): FieldValue {
	const url = URL.parse(link.trim());
	if (url?.protocol === 'https:' && url.username === '' && url.password === '')
		return { url: url.href, ...(title === '' ? {} : { title }) };
	notes.push(`Its link, ${link.slice(0, 100)}, is no https address.`);
	return { url: blank(`https address of ${link}`) };
}

function onOneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
