/** A signal among those it continues and those that continue it. */
import type { Signal } from '../signals/signal.ts';
import type { Site } from './site.ts';

/** The most that are shown before, and after, the signal itself. */
const shownEachWay = 4;

/** @returns the thread around a signal, oldest first, itself included; empty when it stands alone. */
export function thread(site: Site, signal: Signal): Signal[] {
	const earlier: Signal[] = [];
	let before = signal.follows === undefined ? undefined : site.signal(signal.follows);
	while (before && earlier.length < shownEachWay) {
		earlier.unshift(before);
		before = before.follows === undefined ? undefined : site.signal(before.follows);
	}
	const later = site.continuations(signal.slug).slice(0, shownEachWay);
	return earlier.length + later.length === 0 ? [] : [...earlier, signal, ...later];
}
