/** What was corrected, updated or withdrawn after publication, over the whole site: for its page, its feed and the plan. */
import { compareText } from '../signals/order.ts';
import type { Instant, Signal } from '../signals/signal.ts';
import type { Site } from './site.ts';

export interface Correction {
	readonly signal: Signal;
	readonly date: Instant;
	readonly kind: 'correction' | 'update' | 'withdrawal';
	/** Plain text. */
	readonly text: string;
	/** From 1, among the corrections and updates its signal has at that instant, in the order of its file. */
	readonly ordinal: number;
}

/** @returns every correction, update and withdrawal, newest first, then by slug, then in the order of the file. */
export function corrections(site: Site): readonly Correction[] {
	const known = memory.get(site);
	if (known) return known;
	const all = [...site.signals, ...site.withdrawn].flatMap(correctionsOf).sort(newestFirst);
	memory.set(site, all);
	return all;
}

/** @returns how many entries `corrections` has. */
export function correctionCount(site: Site): number {
	return corrections(site).length;
}

const memory = new WeakMap<Site, readonly Correction[]>();

function correctionsOf(signal: Signal): Correction[] {
	const changes = signal.updates.map(({ date, kind, text }, index, all): Correction => {
		const earlier = all.slice(0, index).filter((update) => update.date === date);
		return { signal, date, kind, text, ordinal: earlier.length + 1 };
	});
	const { withdrawn } = signal;
	return withdrawn ? [{ signal, date: withdrawn.date, kind: 'withdrawal', text: withdrawn.reason, ordinal: 1 }, ...changes] : changes;
}

function newestFirst(a: Correction, b: Correction): number {
	return compareText(b.date, a.date) || compareText(a.signal.slug, b.signal.slug);
}
