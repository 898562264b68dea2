/** One file among the others, as checks over the whole set see it. */
import { lastDayOf, reachOf, type Entry, type Facts, type SiteLinks, type SlimSignal } from './cache/entry.ts';
import type { SignalFile } from './find.ts';
import type { ImageUse, PageLink } from './markdown/remark-addresses.ts';
import type { PartialSignal } from './parse.ts';
import type { SignalData } from './schema.ts';
import type { Day, Instant } from './signal.ts';

/** A signal's file as checks over the whole set see it, with whatever could be read of it. */
export interface Member extends SignalFile, PartialSignal, Pick<Entry, 'origins' | 'siteLinks' | 'lastDay'> {
	/** The short fields of `data`, always at hand: `data` itself may have to be read. */
	readonly facts: Partial<Facts>;
	/** Those of `links` that have no origin, always at hand. */
	readonly ownLinks: readonly PageLink[];
	/** Why it is not published, if it is not. */
	readonly held: 'draft' | 'scheduled' | undefined;
}

/** A signal's file without errors of its own. */
export interface LoadedSignal extends Member {
	/** Hex SHA-256 of the file's bytes. */
	readonly key: string;
	readonly data: SignalData;
	readonly facts: Facts;
	/** Signals whose addresses stand in its texts. */
	readonly mentions: readonly string[];
	/** Hash of what lists show of it. */
	readonly listDigest: string;
	/** Read when it is asked for. */
	readonly parsed: SlimSignal;
}

/** What is short is at hand; the rest is read from the cache when it is asked for. */
export class LoadedFile implements LoadedSignal {
	readonly slug: string;
	readonly file: string;
	readonly location: string;
	readonly key: string;
	readonly held: 'draft' | 'scheduled' | undefined;
	readonly isRefused = false;
	readonly unreadAliases: readonly never[] = none;
	readonly #entry: Entry & { readonly facts: Facts };
	readonly #slim: (signal: LoadedSignal) => SlimSignal;

	constructor(
		{ slug, file, location }: SignalFile,
		key: string,
		entry: Entry & { readonly facts: Facts },
		held: Member['held'],
		slim: (signal: LoadedSignal) => SlimSignal,
	) {
		this.slug = slug;
		this.file = file;
		this.location = location;
		this.key = key;
		this.held = held;
		this.#entry = entry;
		this.#slim = slim;
	}

	get facts(): Facts {
		return this.#entry.facts;
	}

	get ownLinks(): readonly PageLink[] {
		return this.#entry.links;
	}

	get origins(): readonly string[] {
		return this.#entry.origins;
	}

	get siteLinks(): SiteLinks | undefined {
		return this.#entry.siteLinks;
	}

	get images(): readonly ImageUse[] {
		return this.#entry.images;
	}

	get mentions(): readonly string[] {
		return this.#entry.mentions;
	}

	get listDigest(): string {
		return this.#entry.listDigest;
	}

	get lastDay(): Day | undefined {
		return this.#entry.lastDay;
	}

	get parsed(): SlimSignal {
		return this.#slim(this);
	}

	get data(): SignalData {
		return this.parsed.data;
	}

	get ids(): readonly string[] {
		return this.parsed.ids;
	}

	get links(): readonly PageLink[] {
		return this.parsed.links;
	}
}

const none: readonly never[] = [];

/** @returns a file that cannot be published, with what could be read of it. */
export function partialMember(signal: SignalFile, partial: PartialSignal, asOf: Instant): Member {
	const { links: ownLinks, origins } = reachOf(partial);
	return {
		...signal,
		...partial,
		facts: partial.data,
		ownLinks,
		origins,
		siteLinks: undefined,
		lastDay: lastDayOf(partial.data),
		held: heldBy(partial.data, asOf),
	};
}

/** @returns why a signal is not published, if it is not. */
export function heldBy({ draft, date }: Partial<Facts>, asOf: Instant): Member['held'] {
	return draft === true ? 'draft' : (date ?? asOf) > asOf ? 'scheduled' : undefined;
}
