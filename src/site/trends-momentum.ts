/** Which tags came up more often in the last four weeks than in the four before, and which less. */
import type { Signal, Tag } from '../signals/signal.ts';
import { compareText } from '../signals/order.ts';
import { formatDay } from './format.ts';
import type { Site } from './site.ts';
import { sumOfLast, weeklyCounts } from './trends-activity.ts';
import { covers, periodBefore, periodTo, signalsIn } from './trends-period.ts';
import { words } from './words.ts';

export interface Momentum {
	readonly finding: string;
	/** Falling change; the tags with the largest both ways when there are many. */
	readonly rows: readonly MomentumRow[];
	/** How many tags were frequent enough to be ranked, those left out included. */
	readonly ranked: number;
	/** The largest count of a week among the rows: the sparklines share a scale. */
	readonly most: number;
}

export interface MomentumRow {
	readonly tag: Tag;
	/** Signals in each of the last twelve weeks, oldest first. */
	readonly weeks: readonly number[];
	/** Signals of the last 28 days, and of the 28 before. */
	readonly last: number;
	readonly before: number;
	readonly change: number;
}

const days = 28;
export const weeksShown = 12;
/** Of one or two signals in eight weeks, every change is chance. */
export const leastSignals = 3;
const rowsEachWay = 8;

/** @returns undefined for a site without signals. */
export function momentum(site: Site): Momentum | undefined {
	const newest = site.days[0];
	if (newest === undefined) return undefined;
	const isComparable = covers(site, periodBefore(periodTo(newest, days)));
	const ranked = isComparable ? rank(site, signalsIn(site.signals, periodTo(newest, 7 * weeksShown))) : [];
	const rows = ranked.length > 2 * rowsEachWay ? [...ranked.slice(0, rowsEachWay), ...ranked.slice(-rowsEachWay)] : ranked;
	return {
		finding: isComparable ? findingOf(ranked, formatDay(newest)) : words.trends.momentum.young(formatDay(site.days.at(-1) ?? newest)),
		rows,
		ranked: ranked.length,
		most: Math.max(1, ...rows.flatMap(({ weeks }) => weeks)),
	};
}

function rank(site: Site, signals: readonly Signal[]): MomentumRow[] {
	const byTag = new Map<string, { tag: Tag; own: Signal[] }>();
	for (const signal of signals) {
		for (const tag of signal.tags) {
			const known = byTag.get(tag.slug);
			if (known) known.own.push(signal);
			else byTag.set(tag.slug, { tag, own: [signal] });
		}
	}
	return [...byTag.values()]
		.map(({ tag, own }) => {
			const weeks = weeklyCounts(site, own, weeksShown);
			const last = sumOfLast(weeks, days / 7);
			const before = sumOfLast(weeks, (2 * days) / 7) - last;
			return { tag, weeks, last, before, change: last - before };
		})
		.filter(({ last, before }) => last + before >= leastSignals)
		.sort((a, b) => b.change - a.change || b.last - a.last || compareText(a.tag.slug, b.tag.slug));
}

/** @param ranked all tags that can be ranked, by falling change */
function findingOf(ranked: readonly MomentumRow[], newest: string): string {
	const { finding } = words.trends.momentum;
	const [up, down] = [extreme(ranked, 1), extreme(ranked, -1)];
	if (ranked.length === 0) return finding.none(newest);
	return finding.many(up, down, ranked.length);
}

/** @returns the tag that changed most in a direction, and how many others changed as much; undefined when none did. */
function extreme(
	ranked: readonly MomentumRow[],
	sign: 1 | -1,
): { label: string; before: number; last: number; others: number } | undefined {
	const most = Math.max(...ranked.map(({ change }) => sign * change));
	if (most <= 0) return undefined;
	const [first, ...others] = ranked.filter(({ change }) => sign * change === most);
	return first && { label: first.tag.label, before: first.before, last: first.last, others: others.length };
}
