/** Atom 1.0 (RFC 4287). */
import type { SiteConfig } from '../site/config.ts';
import { paths, url } from '../site/routes.ts';
import type { Entry } from './entry.ts';
import type { Feed } from './feed.ts';
import { feedId } from './id.ts';
import { entryTerms } from './term.ts';
import { words } from '../site/words.ts';
import { branch, empty, leaf, xmlDocument } from './xml.ts';

/** @returns the feed as an Atom document. */
export function serializeAtom(config: SiteConfig, feed: Feed): string {
	const { publisher, licence } = config;
	const head = [
		leaf('id', feedId(config, feed.list)),
		leaf('title', feed.title),
		feed.description === '' ? undefined : leaf('subtitle', feed.description),
		leaf('updated', feed.updated ?? neverUpdated),
		empty('link', { rel: 'self', type: 'application/atom+xml', href: url(config, paths.feed(feed.list, 'atom')) }),
		empty('link', { rel: 'alternate', type: 'text/html', href: url(config, feed.list) }),
		empty('link', { rel: 'license', href: licence.url }),
		branch('author', [leaf('name', publisher.name), contactElement(publisher.contact)]),
		leaf('rights', words.feed.licence(licence.name, licence.url)),
	];
	const entries = feed.entries.map((entry) => entryElement(config, entry));
	return xmlDocument(branch('feed', [...head, ...entries], { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': config.language }));
}

/** Atom demands a date even of a feed without entries. This one is no news to any reader and never changes. */
const neverUpdated = '1970-01-01T00:00:00Z';

/** An entry is the same text in each of its Atom feeds: its site has one configuration. */
const elements = new WeakMap<Entry, string>();

function entryElement(config: SiteConfig, entry: Entry): string {
	const element = elements.get(entry) ?? createEntryElement(config, entry);
	elements.set(entry, element);
	return element;
}

function createEntryElement(config: SiteConfig, entry: Entry): string {
	return branch('entry', [
		leaf('id', entry.id),
		leaf('title', entry.title),
		leaf('published', entry.published),
		leaf('updated', entry.updated),
		empty('link', { rel: 'alternate', type: 'text/html', href: entry.url }),
		...entry.authors.map((name) => branch('author', [leaf('name', name)])),
		...entryTerms(config, entry.signal).map(({ term, scheme, label }) => empty('category', { term, scheme, label })),
		entry.summary === '' ? undefined : leaf('summary', entry.summary),
		leaf('content', entry.html, { type: 'html' }),
	]);
}

function contactElement(contact: string): string {
	return contact.includes('://') ? leaf('uri', contact) : leaf('email', contact);
}
