/**
 * What the cache knows of one file without opening a pack: that which every check and every list of the whole set looks at, in a form that
 * is quick to read ten thousand times.
 */
import { hash } from 'node:crypto';
import { apart } from '../apart.ts';
import { datedFields } from '../dated-fields.ts';
import type { ImageUse, PageLink } from '../markdown/remark-addresses.ts';
import type { ParsedFile, ParsedSignal, PartialSignal, SignalTexts } from '../parse.ts';
import type { LocalProblem } from '../problem.ts';
import type { SignalData } from '../schema.ts';
import type { Day } from '../signal.ts';
import { dayOf } from '../time.ts';

/** What is known of a signal, without its texts. */
export type SlimSignal = Omit<ParsedSignal, keyof SignalTexts>;

/** The short fields of a signal. */
export type Facts = Omit<SignalData, 'title' | 'summary' | 'sources' | 'authors'>;

/** Where the two parts of a signal lie in a pack, one after the other. */
export interface Place {
	readonly pack: string;
	readonly offset: number;
	readonly slimLength: number;
	readonly textsLength: number;
	readonly slimCrc: number;
	readonly textsCrc: number;
}

/** Links that name the origin of a site. */
export interface SiteLinks {
	readonly origin: string;
	readonly links: readonly PageLink[];
}

export interface Entry {
	readonly problems: readonly LocalProblem[];
	/** Of a signal that can be published. */
	readonly facts: Facts | undefined;
	/** What could be read of one that cannot. */
	readonly partial: PartialSignal | undefined;
	/** Links without an origin: they are all to the site. */
	readonly links: readonly PageLink[];
	/** Origins of the other links. */
	readonly origins: readonly string[];
	/** Links of the origin that the site had when the file was read; undefined where there are none. */
	readonly siteLinks: SiteLinks | undefined;
	readonly images: readonly ImageUse[];
	/** Signals whose addresses stand in its texts. */
	readonly mentions: readonly string[];
	/** Hash of what lists show of it: all but its body. Empty when it cannot be published. */
	readonly listDigest: string;
	/** The last of its dates but its own; undefined without any. */
	readonly lastDay: Day | undefined;
	readonly place: Place | undefined;
}

/**
 * @param origin of the site: links that name it are kept in the index
 * @returns what is kept of a file in the index
 */
export function entryOf({ parsed, partial, problems }: ParsedFile, origin?: string): Entry {
	if (!parsed) return { ...nothing, problems, partial };
	return {
		...nothing,
		...reachOf(parsed),
		siteLinks: siteLinksOf(parsed.links, origin),
		problems,
		facts: factsOf(parsed.data),
		listDigest: listDigestOf(parsed),
		lastDay: lastDayOf(parsed.data),
		mentions: mentionsIn(parsed),
	};
}

function listDigestOf({ data, title, take }: ParsedSignal): string {
	return hash('sha256', JSON.stringify([title, take, data]), 'base64url').slice(0, 22);
}

function factsOf({ score, category, date, tags, ...others }: SignalData): Facts {
	const short: Partial<Facts> = Object.fromEntries(Object.entries(others).filter(([name]) => !longFields.has(name)));
	return { ...short, score, category, date, tags };
}

const longFields: ReadonlySet<string> = new Set(['title', 'summary', 'sources', 'authors'] satisfies (keyof SignalData)[]);

/** @returns the links of a file, those to the site apart, and its images. */
export function reachOf({ links, images }: Pick<PartialSignal, 'links' | 'images'>): Pick<Entry, 'links' | 'origins' | 'images'> {
	return {
		links: links.filter(({ origin }) => origin === undefined),
		origins: [...new Set(links.flatMap(({ origin }) => origin ?? []))],
		images,
	};
}

function siteLinksOf(links: readonly PageLink[], origin: string | undefined): SiteLinks | undefined {
	const own = origin === undefined ? [] : links.filter((link) => link.origin === origin);
	return origin === undefined || own.length === 0 ? undefined : { origin, links: own };
}

/** @returns the last of a signal's dates but its own. */
export function lastDayOf(data: Partial<SignalData>): Day | undefined {
	return datedFields(data)
		.map(([, date]) => dayOf(date))
		.sort()
		.at(-1);
}

function mentionsIn({ lead, html, markdown, summary }: SignalTexts): string[] {
	const mentioned = `${lead} ${html} ${markdown} ${summary}`.matchAll(/\/signals\/([a-z0-9-]+)/g);
	return [...new Set(mentioned.map(([, slug = '']) => slug))].map(apart);
}

const none: readonly never[] = [];

/** The entry of a file of which nothing is known. */
export const nothing: Entry = {
	problems: none,
	facts: undefined,
	partial: undefined,
	links: none,
	origins: none,
	siteLinks: undefined,
	images: none,
	mentions: none,
	listDigest: '',
	lastDay: undefined,
	place: undefined,
};
