/** One entry of a feed, before any format. */
import type { Instant, Signal } from '../signals/signal.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { signalContent, withdrawalContent } from './content.ts';
import { signalId } from './id.ts';
import { words } from '../site/words.ts';
import { stripIllegal } from './xml.ts';

export interface Entry {
	readonly id: string;
	/** Absolute URL of the page it announces. */
	readonly url: string;
	/** Plain text. */
	readonly title: string;
	/** Plain text; empty when the signal has no take. */
	readonly summary: string;
	/** HTML with absolute URLs. */
	readonly html: string;
	readonly published: Instant;
	readonly updated: Instant;
	/** Never empty. */
	readonly authors: readonly string[];
	/** The signal it is about, for its category, tags and score; undefined when it is about several. */
	readonly signal: Signal | undefined;
}

/** @returns the entry of a signal. One that was withdrawn says so and gives the reason instead of its text. */
export function signalEntry(site: Site, signal: Signal): Entry {
	const memory = memoryOf(site);
	const known = memory.get(signal);
	if (known) return known;

	const entry = createSignalEntry(site, signal);
	memory.set(signal, entry);
	const [oldest] = memory.keys();
	if (memory.size > memoryLimit && oldest) memory.delete(oldest);
	return entry;
}

/** Forgets all entries of a site: once its feeds are made, they are of no use, and they hold the texts of thousands of signals. */
export function forgetEntries(site: Site): void {
	memories.delete(site);
}

/** @returns who answers for a signal: its authors, or else the publisher. */
export function authorsOf(site: Site, signal: Signal): readonly string[] {
	return (signal.authors.length > 0 ? signal.authors : [site.config.publisher.name]).map(stripIllegal);
}

function createSignalEntry(site: Site, signal: Signal): Entry {
	const { withdrawn } = signal;
	return {
		id: signalId(site.config, signal),
		url: url(site.config, paths.signal(signal.slug)),
		title: stripIllegal(withdrawn ? words.feed.entryTitle(words.feed.kinds.withdrawal, signal.title) : signal.title),
		summary: stripIllegal(withdrawn ? withdrawn.reason : signal.take.text),
		html: stripIllegal(withdrawn ? withdrawalContent(site, signal, withdrawn) : signalContent(site, signal)),
		published: signal.date,
		updated: signal.updated,
		authors: authorsOf(site, signal),
		signal,
	};
}

/** A signal stands in many feeds (site, category, tags, minimum scores), and making its content is what costs. */
const memories = new WeakMap<Site, Map<Signal, Entry>>();

/** Entries kept at most, with their Atom text about 12 kB each. */
const memoryLimit = 10_000;

function memoryOf(site: Site): Map<Signal, Entry> {
	const memory = memories.get(site) ?? new Map<Signal, Entry>();
	memories.set(site, memory);
	return memory;
}
