/**
 * The published set of signals as pages and feeds see it: the only thing they take data from.
 *
 * It holds slim records; bodies are read one at a time. It is provided once per process, before anything renders, by whoever
 * runs Astro (the command line, or the content loader under plain `astro build` and `astro dev`); see `provideSite`.
 */
import type { Problem } from '../signals/problem.ts';
import type { SignalData } from '../signals/schema.ts';
import type { Band, Category, Day, Instant, Signal, Tag } from '../signals/signal.ts';
import type { SiteConfig } from './config.ts';
import type { RelatedSignal } from './related.ts';

/** A category or tag with the listed signals it holds, newest first. */
export interface Topic<T> {
	readonly term: T;
	readonly signals: readonly Signal[];
}

export interface Site {
	readonly config: SiteConfig;
	/** The site's origin and base, ending in a slash: `https://signals.example/base/`. */
	readonly url: string;
	/**
	 * Only where Astro's development server renders, which adds scripts and styles of its own to every page. What is held back is then
	 * among the signals.
	 */
	readonly development: DevelopmentNotes | undefined;
	/** The instant that decides what is scheduled. */
	readonly asOf: Instant;
	readonly bands: readonly Band[];
	/** Published and not withdrawn, newest first: what lists show. */
	readonly signals: readonly Signal[];
	/** Published and withdrawn, newest first: their pages and feed entries stay. */
	readonly withdrawn: readonly Signal[];
	/** In display order, those without signals included. */
	readonly categories: readonly Topic<Category>[];
	/** By slug in code-unit order; only tags a listed or withdrawn signal carries. */
	readonly tags: readonly Topic<Tag>[];
	/** Former slug to present slug, of signals. */
	readonly aliases: ReadonlyMap<string, string>;
	/** Alias slug to tag slug, for tags that have a page. */
	readonly tagAliases: ReadonlyMap<string, string>;
	/** Files that are copied as they are, by their path: where each lies on disk. */
	readonly copies: ReadonlyMap<string, string>;
	/** Published signal by slug, withdrawn ones included. */
	signal(slug: string): Signal | undefined;
	category(slug: string): Topic<Category> | undefined;
	tag(slug: string): Topic<Tag> | undefined;
	/** Listed signals at or above a score, newest first. */
	atLeast(score: number, category?: string): readonly Signal[];
	/** Listed signals whose UTC date starts with `prefix` (`2026`, `2026-05` or `2026-05-19`), newest first. */
	during(prefix: string): readonly Signal[];
	/** Days that have a listed signal, newest first. */
	readonly days: readonly Day[];
	/** The signal's body as HTML, its lead paragraph excluded when that is the take. Links start with the base path, or with the site's URL for feeds. */
	body(signal: Signal, links?: LinkStyle): string;
	/** What a signal's page prints above the body: the take as inline HTML, with its footnote references. Empty when the take is only quoted from a section. */
	lead(signal: Signal, links?: LinkStyle): string;
	/** The take as inline HTML for lists and feeds, with links resolved as in `body`. */
	take(signal: Signal, links?: LinkStyle): string;
	/** The author's Markdown with absolute links, without what no page shows; the summary is empty when there is none. */
	markdown(signal: Signal): { readonly body: string; readonly summary: string };
	/** A signal's validated frontmatter, for Astro's content collection. */
	frontmatter(signal: Signal): SignalData;
	/** Signals that continue this one, withdrawn ones included, oldest first. */
	continuations(slug: string): readonly Signal[];
	/** The listed signal just before and just after this one in time. */
	neighbours(signal: Signal): { earlier: Signal | undefined; later: Signal | undefined };
	/** What a reader of a signal may want next; see `related.ts`. */
	related(signal: Signal): readonly RelatedSignal[];
}

/** What an author sees and a reader never does. */
export interface DevelopmentNotes {
	/** Changes whenever a reading found something new. */
	readonly version: number;
	/** Why a signal would not be published, if it would not be. */
	held(signal: Signal): 'draft' | 'scheduled' | undefined;
	/** What is not as it should be in a signal's file, in order of place. */
	warnings(signal: Signal): readonly Problem[];
}

/** How links in a body are written: `path` from the root of the host, for pages; `absolute` with scheme and host, for feeds. */
export type LinkStyle = 'path' | 'absolute';

const slot = Symbol.for('signals.site');
const nothing = Symbol.for('signals.nothing');
const host = globalThis as typeof globalThis & { [slot]?: Site; [nothing]?: boolean };

/** Makes a site the one this process renders. Shared through `globalThis`, because pages are compiled into a bundle of their own. */
export function provideSite(site: Site): void {
	host[slot] = site;
}

/** Says that this process compiles pages and renders none, so that it needs no site. */
export function renderNothing(): void {
	host[nothing] = true;
}

export function rendersNothing(): boolean {
	return host[nothing] === true;
}

/** @returns whether a site was provided. */
export function hasSite(): boolean {
	return host[slot] !== undefined;
}

/**
 * The site this process renders.
 * @throws Error when nobody provided one: a page was rendered outside `signals build`, `astro build` or `astro dev`.
 */
export function getSite(): Site {
	const site = host[slot];
	if (!site) throw new Error('No site was provided. Render pages through `signals build`, `astro build` or `astro dev`.');
	return site;
}
