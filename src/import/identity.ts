/** Whether an item is a signal that is there already. */
import { fieldFault } from '../signals/field-values.ts';

/** A signal that is there, or an item that was planned. */
export interface KnownSignal {
	/** What its author calls it. */
	readonly name: string;
	/** Addresses of its sources. */
	readonly sources: readonly string[];
}

export interface Identifiable {
	readonly id: string | undefined;
	/** The one it would have. */
	readonly slug: string;
	readonly sources: readonly string[];
	/** Address of the feed it stands in. */
	readonly feed: string | undefined;
}

export interface KnownSignals {
	/** Signals that are there, by slugs, former slugs and ids. */
	readonly there: ReadonlyMap<string, KnownSignal>;
	/** These, and the items before. */
	readonly taken: ReadonlyMap<string, KnownSignal>;
}

/** The signal that an item is; or the id that it gets as a new one, which may be none. */
export type Identity = { readonly same: KnownSignal } | { readonly id: string | undefined; readonly note?: string };

/**
 * An absolute id is one in the whole world. Any other id means something in its own feed only, and a slug something on this site only:
 * those are the same signal unless the sources differ. The item then gets an absolute id, so that it is known the next time.
 */
export function identify({ id, slug, sources, feed }: Identifiable, { there, taken }: KnownSignals): Identity {
	const known = id === undefined ? there.get(slug) : taken.get(id);
	if (!known) return { id };
	const [source] = sources;
	if ((id !== undefined && URL.canParse(id)) || source === undefined || known.sources.length === 0 || isShared(sources, known.sources))
		return { same: known };
	const address = feed !== undefined && URL.canParse(feed) ? feed : source;
	const absolute = id === undefined ? source : `${address}#${encodeURIComponent(id.toWellFormed())}`;
	const same = taken.get(absolute);
	if (same) return { same };
	const what = id === undefined ? `the slug "${slug}"` : `the id "${id}"`;
	const own = fieldFault('id', absolute) === undefined ? absolute : undefined;
	const given = own === undefined ? '' : `, with the id ${own}`;
	return { id: own, note: `${known.name} has ${what} as well, but other sources. This item becomes a signal of its own${given}.` };
}

function isShared(some: readonly string[], others: readonly string[]): boolean {
	const addresses = new Set(others.map(normalized));
	return some.some((address) => addresses.has(normalized(address)));
}

function normalized(address: string): string {
	return URL.parse(address)?.href ?? address;
}
