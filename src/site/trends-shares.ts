/** How the signals of the last ninety days divide among the categories, and how that changed. */
import { barLengths, percentages } from '../plots/bars.ts';
import { roundTenth } from '../plots/scale.ts';
import type { Category, Signal } from '../signals/signal.ts';
import { formatCount, formatDay, formatPercent, formatSignals } from './format.ts';
import type { Site } from './site.ts';
import { covers, periodBefore, periodTo, signalsIn } from './trends-period.ts';
import { words } from './words.ts';

export interface Shares {
	readonly finding: string;
	/** Falling count; those without signals last. */
	readonly rows: readonly ShareRow[];
	/** The smallest categories, where there are too many for a table, as one row that says so. */
	readonly rest: (Pick<ShareRow, 'count' | 'percent' | 'change'> & { readonly label: string }) | undefined;
	/** Whether there is a change to show. */
	readonly isComparable: boolean;
	readonly note: string;
}

export interface ShareRow {
	readonly category: Category;
	readonly count: number;
	/** In percent, with one decimal. All of them add up to 100. */
	readonly percent: number;
	/** Of the bar, in percent of the longest: where it begins, from the left, and its length. */
	readonly start: number;
	readonly length: number;
	/** Signals more than in the period before, fewer when negative. */
	readonly change: number;
}

const days = 90;
const rowsShown = 20;

/** @returns undefined for a site without signals. */
export function shares(site: Site): Shares | undefined {
	const newest = site.days[0];
	if (newest === undefined) return undefined;
	const period = periodTo(newest, days);
	const before = periodBefore(period);
	const isComparable = covers(site, before);
	const isReversed = site.config.direction === 'rtl';
	const counts = countByCategory(signalsIn(site.signals, period));
	const countsBefore = countByCategory(signalsIn(site.signals, before));
	const sorted = site.categories
		.map(({ term }, index) => ({ term, index, count: counts.get(term.slug) ?? 0 }))
		.sort((a, b) => b.count - a.count || a.index - b.index);
	const percents = percentages(sorted.map(({ count }) => count));
	const lengths = barLengths(sorted.map(({ count }) => count));
	const all = sorted.map(({ term, count }, index): ShareRow => ({
		category: term,
		count,
		percent: percents[index] ?? 0,
		start: isReversed ? roundTenth(100 - (lengths[index] ?? 0)) : 0,
		length: lengths[index] ?? 0,
		change: count - (countsBefore.get(term.slug) ?? 0),
	}));
	const rows = all.length > rowsShown ? all.slice(0, rowsShown - 1) : all;
	return {
		finding: findingOf(all, isComparable),
		rows,
		rest: restOf(all.slice(rows.length)),
		isComparable,
		note: isComparable ? words.trends.shares.compared : words.trends.shares.young(formatDay(site.days.at(-1) ?? newest)),
	};
}

function countByCategory(signals: readonly Signal[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { category } of signals) counts.set(category.slug, (counts.get(category.slug) ?? 0) + 1);
	return counts;
}

function restOf(rows: readonly ShareRow[]): Shares['rest'] {
	if (rows.length === 0) return undefined;
	const sum = (value: (row: ShareRow) => number) => rows.reduce((total, row) => total + value(row), 0);
	return {
		label: words.trends.shares.rest(formatCount(rows.length), formatCount(rows[0]?.count ?? 0)),
		count: sum(({ count }) => count),
		percent: roundTenth(sum(({ percent }) => percent)),
		change: sum(({ change }) => change),
	};
}

function findingOf(rows: readonly ShareRow[], isComparable: boolean): string {
	const { finding } = words.trends.shares;
	const [first] = rows;
	if (!first) return '';
	const sum = rows.reduce((total, { count }) => total + count, 0);
	const leaders = rows.filter(({ count }) => count === first.count).map(({ category }) => category.label);
	const most = Math.max(...rows.map(({ change }) => change));
	const grown = rows.filter(({ change }) => change === most).map(({ category }) => category.label);
	return finding(
		leaders,
		first.count === sum ? undefined : { count: formatCount(first.count), percent: formatPercent(first.percent) },
		formatSignals(sum),
		isComparable ? { labels: most > 0 ? grown : [], by: formatCount(most) } : undefined,
	);
}
