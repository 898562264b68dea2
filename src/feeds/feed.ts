/** A feed before any format: what its file says, in the order it says it. */
import { compareSignals } from '../signals/order.ts';
import type { Instant, Signal } from '../signals/signal.ts';
import type { Site } from '../site/site.ts';
import { briefingEntries } from './briefing.ts';
import { correctionEntries } from './correction.ts';
import { type Entry, signalEntry } from './entry.ts';
import type { Subscription } from './subscription.ts';

export interface Feed {
	readonly title: string;
	readonly description: string;
	/** Path of the page it follows; the feed's own files stand below it. */
	readonly list: string;
	/** The latest update among its entries; `undefined` when it has none. */
	readonly updated: Instant | undefined;
	/** Newest first. */
	readonly entries: readonly Entry[];
}

/** @returns the feed of a list: its newest signals, listed and withdrawn together, or the newest corrections or briefings. */
export function createFeed(site: Site, subscription: Subscription): Feed {
	const { title, description, list } = subscription;
	const entries = createEntries(site, subscription);
	const updated = entries.reduce<Instant | undefined>(
		(latest, entry) => (latest === undefined || entry.updated > latest ? entry.updated : latest),
		undefined,
	);
	return { title, description, list, updated, entries };
}

function createEntries(site: Site, subscription: Subscription): Entry[] {
	const { feedLength } = site.config;
	if (subscription.kind === 'corrections') return correctionEntries(site, feedLength);
	if (subscription.kind === 'briefings') return briefingEntries(site, feedLength);

	const withdrawn = site.withdrawn.filter((signal) => belongs(signal, subscription)).slice(0, feedLength);
	return [...listedSignals(site, subscription).slice(0, feedLength), ...withdrawn]
		.sort(compareSignals)
		.slice(0, feedLength)
		.map((signal) => signalEntry(site, signal));
}

/** @returns the signals a subscription draws from, newest first; withdrawn ones come besides. */
export function listedSignals(site: Site, { kind, term }: Subscription): readonly Signal[] {
	if (kind === 'category') return site.category(String(term))?.signals ?? [];
	if (kind === 'tag') return site.tag(String(term))?.signals ?? [];
	if (kind === 'minimum') return site.atLeast(Number(term));
	return site.signals;
}

/** @returns whether a withdrawn signal was one of them. */
export function belongs(signal: Signal, { kind, term }: Subscription): boolean {
	if (kind === 'category') return signal.category.slug === term;
	if (kind === 'tag') return signal.tags.some((tag) => tag.slug === term);
	if (kind === 'minimum') return signal.score >= Number(term);
	return true;
}
