/** A signal among those it continues and those that continue it. */
import { compareText } from '../signals/order.ts';
import type { Signal } from '../signals/signal.ts';
import type { Site } from './site.ts';

/** The most that are shown before, and after, the signal itself. */
const shownEachWay = 4;

/** @returns the thread around a signal, oldest first, itself included, and withdrawn ones it continues; empty when it stands alone. */
export function thread(site: Site, signal: Signal): Signal[] {
	const earlier = earlierOf(site, signal);
	const later = laterOf(site, signal);
	return earlier.length + later.length === 0 ? [] : [...earlier, signal, ...later];
}

function earlierOf(site: Site, signal: Signal): Signal[] {
	const earlier: Signal[] = [];
	let before = predecessor(site, signal);
	while (before && earlier.length < shownEachWay) {
		earlier.unshift(before);
		before = predecessor(site, before);
	}
	return earlier;
}

/** The nearest first, so that of many branches none is followed far before the others begin. */
function laterOf(site: Site, signal: Signal): Signal[] {
	const later: Signal[] = [];
	let step: readonly Signal[] = [signal];
	while (step.length > 0 && later.length < shownEachWay) {
		const left = shownEachWay - later.length;
		step = step.flatMap(({ slug }) => site.continuations(slug).slice(0, left)).slice(0, left);
		later.push(...step);
	}
	return later.sort((a, b) => compareText(a.date, b.date) || compareText(a.slug, b.slug));
}

function predecessor(site: Site, { follows }: Signal): Signal | undefined {
	return follows === undefined ? undefined : site.signal(follows);
}
