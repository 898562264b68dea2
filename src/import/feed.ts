/** RSS (2.0, 0.9x, 1.0), Atom and JSON Feed as items of our own. */
import { parseFeed, type AnyFeed } from 'feedsmith';
import { blank } from '../signals/blanks.ts';
import type { FieldValue } from '../signals/serialize.ts';
import { parseInstant } from '../signals/time.ts';
import { readFeedDate } from './date.ts';
import { atomEntry, jsonEntry, rdfEntry, rssEntry, type FeedEntry } from './feed-entry.ts';
import { htmlToMarkdown, htmlToText, textToMarkdown } from './html.ts';
import { ImportError } from './import-error.ts';
import type { ImportedItem } from './item.ts';

export type FeedFormat = 'rss' | 'atom' | 'jsonfeed';

/**
 * @param source a checked XML text, or what a JSON text says
 * @throws ImportError when it is no feed, or an item cannot be read
 */
export function readFeed(source: unknown): { readonly format: FeedFormat; readonly items: readonly ImportedItem[] } {
	const { format, entries } = parse(source);
	return { format, items: entries.map((entry, index) => toItem(entry, index + 1)) };
}

function parse(source: unknown): { format: FeedFormat; entries: FeedEntry[] } {
	let parsed: AnyFeed;
	try {
		parsed = parseFeed(source);
	} catch (error) {
		throw new ImportError('This is no feed that is read: RSS, Atom or JSON Feed.', undefined, { cause: error });
	}
	switch (parsed.format) {
		case 'json':
			return { format: 'jsonfeed', entries: (parsed.feed.items ?? []).map(jsonEntry) };
		case 'atom':
			return { format: 'atom', entries: (parsed.feed.entries ?? []).map(atomEntry) };
		case 'rss':
			return { format: 'rss', entries: (parsed.feed.items ?? []).map(rssEntry) };
		case 'rdf':
			return { format: 'rss', entries: (parsed.feed.items ?? []).map(rdfEntry) };
	}
}

function toItem(entry: FeedEntry, number: number): ImportedItem {
	try {
		const notes: string[] = [];
		const title = titleOf(entry);
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

		const body = bodyOf(entry);
		const summary = summaryOf(entry, body);
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

function titleOf({ title = '', hasHtmlTitle }: FeedEntry): string {
	return hasHtmlTitle ? htmlToText(title) : onOneLine(title);
}

function bodyOf({ html, text, link }: FeedEntry): string {
	return html === undefined ? textToMarkdown(text ?? '') : htmlToMarkdown(html, link);
}

/** A summary that is no more than the beginning of the text would be read twice. */
function summaryOf({ summary, link }: FeedEntry, body: string): string | undefined {
	if (summary === undefined || body === '') return undefined;
	const markdown = htmlToMarkdown(summary, link);
	const start = htmlToText(summary).replace(/[\s.…[\]]+$/, '');
	const isRepeated = wordsOf(body).startsWith(wordsOf(start));
	return markdown === '' || markdown.includes('\n') || isRepeated ? undefined : markdown;
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
