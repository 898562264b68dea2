/** What of a briefing a mail holds. Gmail cuts a mail at about 102 kB, and senders lengthen every link, so there is a budget. */
import type { ElementContent } from 'hast';
import { type Briefing, type BriefingGroup, byCategory } from '../site/briefing.ts';
import type { Site } from '../site/site.ts';
import { once } from '../signals/remember.ts';
import type { Signal } from '../signals/signal.ts';
import { fullTree, takeTree } from './body.ts';

export interface EmailContent {
	readonly briefing: Briefing;
	readonly first: { readonly signal: Signal; readonly text: readonly ElementContent[]; readonly isWhole: boolean } | undefined;
	readonly next: readonly { readonly signal: Signal; readonly take: readonly ElementContent[] }[];
	readonly rest: readonly BriefingGroup[];
	/** How many signals of the week it does not name. */
	readonly more: number;
}

/** Bytes of the HTML in UTF-8. */
export const emailLimit = 80_000;

/**
 * @param measure bytes of the HTML a content makes
 * @returns as much of a briefing as fits: first the takes go, from the lowest score, then the headlines, then what is left of the rest.
 * A first signal that would fill half of the mail is shortened to its take.
 */
export function chooseContent(site: Site, briefing: Briefing, measure: (content: EmailContent) => number): EmailContent {
	const first = firstThatFits(site, briefing, measure);
	const takes = new Map(briefing.next.map((signal) => [signal, takeTree(site, signal)]));
	const make = ({ items, takeCount, headlines }: Cut): EmailContent => ({
		briefing,
		first,
		next: briefing.next.slice(0, items).map((signal, index) => ({ signal, take: index < takeCount ? (takes.get(signal) ?? []) : [] })),
		rest: byCategory(site, briefing.rest.slice(0, headlines)),
		more: briefing.more + (briefing.next.length - items) + (briefing.rest.length - headlines),
	});
	const candidates = cutsOf(briefing).map((cut) => once(() => make(cut)));
	const smallest = () => make({ items: 0, takeCount: 0, headlines: 0 });
	return largestThatFits(candidates, smallest, (candidate) => measure(candidate()) <= emailLimit)();
}

interface Cut {
	readonly items: number;
	readonly takeCount: number;
	readonly headlines: number;
}

/** @returns ever smaller ones, down to one item or headline. */
function cutsOf({ next, rest }: Briefing): readonly Cut[] {
	const down = (from: number) => Array.from({ length: from }, (_, index) => from - index);
	const whole = { items: next.length, takeCount: next.length, headlines: rest.length };
	return [
		...down(next.length).map((takeCount) => ({ ...whole, takeCount })),
		...down(rest.length).map((headlines) => ({ ...whole, takeCount: 0, headlines })),
		...down(next.length).map((items) => ({ items, takeCount: 0, headlines: 0 })),
	];
}

/**
 * To measure is what costs, so the middle is tried first.
 * @param smallest fits
 */
function largestThatFits<T>(candidates: readonly T[], smallest: T, fits: (candidate: T) => boolean): T {
	let [from, to] = [0, candidates.length];
	const [whole] = candidates;
	if (whole !== undefined && fits(whole)) return whole;
	while (from < to) {
		const middle = Math.floor((from + to) / 2);
		const candidate = candidates[middle];
		if (candidate !== undefined && fits(candidate)) to = middle;
		else from = middle + 1;
	}
	return candidates[from] ?? smallest;
}

function firstThatFits(site: Site, briefing: Briefing, measure: (content: EmailContent) => number): EmailContent['first'] {
	const { first: signal } = briefing;
	if (!signal) return undefined;
	const candidates = [
		{ signal, text: fullTree(site, signal), isWhole: true },
		{ signal, text: takeTree(site, signal), isWhole: false },
	];
	const fits = (first: EmailContent['first']) => measure({ briefing, first, next: [], rest: [], more: 0 }) <= emailLimit / 2;
	return candidates.find(fits) ?? { signal, text: [], isWhole: false };
}
