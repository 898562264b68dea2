/**
 * What a reader of one signal may want next: signals that share its rarer tags, its category, its time.
 *
 * What is found depends only on signals at most a year away, and of each tag only on the nearest of them, so that the page of an old
 * signal settles, and the work for a page is bounded however many signals there are.
 */
import { compareSignals } from '../signals/order.ts';
import type { Day, Signal, Tag } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { addDays } from './calendar.ts';
import type { Site } from './site.ts';
import { thread } from './thread.ts';
import { words } from './words.ts';

export interface RelatedSignal {
	readonly signal: Signal;
	/** The tags both have, the rarest first. */
	readonly tags: readonly Tag[];
	readonly isSameCategory: boolean;
}

/** The most shared tags that are named. */
const namedTags = 3;
/** Signals further away in time are another story. */
export const windowDays = 365;
/** Of each tag, so many signals are looked at before, and after, the signal itself. */
const nearestEachWay = 12;
const most = 5;
/** Without so many that share a tag, others of the category fill the list. */
const fewest = 3;

/**
 * @returns at most five, the most related first. Withdrawn signals are neither among them nor have any, and what the page shows
 * elsewhere, its thread and its neighbours in time, is not repeated
 */
export function related(site: Site, signal: Signal): RelatedSignal[] {
	if (signal.withdrawn) return [];
	const { earlier, later } = site.neighbours(signal);
	const elsewhere = new Set([signal, earlier, later, ...thread(site, signal)]);
	const period = periodAround(signal, windowDays);
	const compare = comparison(site, signal, period);
	const rank = (lists: readonly (readonly Signal[])[], isFit: (candidate: Candidate) => boolean) =>
		[...new Set(lists.flatMap((list) => nearest(list, signal, period)))]
			.filter((other) => !elsewhere.has(other))
			.map(compare)
			.filter(isFit)
			.sort(compareCandidates);

	const sharing = rank(
		signal.tags.map(({ slug }) => site.tag(slug)?.signals ?? []),
		({ tags }) => tags.length > 0,
	).slice(0, most);
	if (sharing.length >= fewest) return sharing;
	const others = rank([site.category(signal.category.slug)?.signals ?? []], ({ tags }) => tags.length === 0);
	return [...sharing, ...others].slice(0, fewest);
}

/** @returns why a signal is related: `open weights, licensing; same category`. */
export function formatRelation({ tags, isSameCategory }: RelatedSignal): string {
	const labels = tags.slice(0, namedTags).map(({ label }) => label);
	return words.signal.relatedBy(labels, isSameCategory);
}

interface Candidate extends RelatedSignal {
	readonly points: number;
}

/** Each of these that two signals are no further apart than brings a point: the rarest tag counts for more than category and time. */
const nearSteps = [7, 30, 90];

/** @returns what tells how related another signal is to this one. What is the same for all others is found out once. */
function comparison(site: Site, signal: Signal, period: Period): (other: Signal) => Candidate {
	const rarities = raritiesOf(site, signal, period);
	const rarity = ({ slug }: Tag) => rarities.get(slug) ?? 0;
	const byRarity = signal.tags.toSorted((a, b) => rarity(b) - rarity(a));
	const periods = nearSteps.map((days) => periodAround(signal, days));
	return (other) => {
		const tags = byRarity.filter(({ slug }) => other.tags.some((tag) => tag.slug === slug));
		const isSameCategory = other.category.slug === signal.category.slug;
		const nearness = periods.filter((near) => isWithin(near, other)).length;
		const points = 2 * tags.reduce((sum, tag) => sum + rarity(tag), 0) + (isSameCategory ? 2 : 0) + nearness;
		return { signal: other, tags, isSameCategory, points };
	};
}

/** A total order, whatever the order of what is compared. */
function compareCandidates(a: Candidate, b: Candidate): number {
	return b.points - a.points || b.signal.score - a.signal.score || compareSignals(a.signal, b.signal);
}

/**
 * How rare each tag of a signal is in the window around it: 1 when at least every second signal has it, and 1 more for each time that
 * this halves. Whole steps, so that one signal more or less seldom changes what older pages show.
 */
function raritiesOf(site: Site, signal: Signal, period: Period): ReadonlyMap<string, number> {
	const all = lengthWithin(site.signals, period);
	return new Map(
		signal.tags.map(({ slug }) => {
			const tagged = Math.max(1, lengthWithin(site.tag(slug)?.signals ?? [], period));
			return [slug, 32 - Math.clz32(Math.floor(all / tagged))];
		}),
	);
}

/** @returns the signals of a list around one in time and within the window. The list is newest first. */
function nearest(list: readonly Signal[], signal: Signal, period: Period): Signal[] {
	const place = firstIndex(list, (other) => compareSignals(other, signal) >= 0);
	return list.slice(Math.max(0, place - nearestEachWay), place + nearestEachWay + 1).filter((other) => isWithin(period, other));
}

function lengthWithin(list: readonly Signal[], { from, after }: Period): number {
	return firstIndex(list, ({ date }) => date < from) - firstIndex(list, ({ date }) => date < after);
}

/** Whole days. */
interface Period {
	readonly from: Day;
	/** The first day that is no longer in it. */
	readonly after: Day;
}

function periodAround({ date }: Signal, days: number): Period {
	return { from: addDays(dayOf(date), -days), after: addDays(dayOf(date), days + 1) };
}

function isWithin({ from, after }: Period, { date }: Signal): boolean {
	return date >= from && date < after;
}

/** @returns where a list that is first false, then true, turns true; its length when it never does. */
function firstIndex(list: readonly Signal[], isTrue: (signal: Signal) => boolean): number {
	let [low, high] = [0, list.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const signal = list[middle];
		if (signal && isTrue(signal)) high = middle;
		else low = middle + 1;
	}
	return low;
}
