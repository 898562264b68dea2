/** The scores of the last ninety days as a drawing, a sentence and a table. */
import { fitLabels, type LabelledTick, type Tick } from '../plots/axis.ts';
import { placeLabels } from '../plots/labels.ts';
import { createScale } from '../plots/scale.ts';
import { type Cell, dotPath, thinDots } from '../plots/scatter.ts';
import type { Band, Signal } from '../signals/signal.ts';
import { type AxisPart, axisParts, weightOf } from './band.ts';
import { addMonths, daysBetween } from './calendar.ts';
import { formatCount, formatDay, formatScore, formatSignals, shortMonthName } from './format.ts';
import type { Site } from './site.ts';
import { type Period, periodTo, signalsIn } from './trends-period.ts';
import { medianOf, type ScoreWeek, scoreWeeks } from './trends-weeks.ts';
import { heaviest } from './weight.ts';
import { words } from './words.ts';

export interface Timeline {
	readonly period: Period;
	readonly finding: string;
	/** What the drawing shows, for those who do not see it. */
	readonly description: string;
	/** How many signals the dots stand for, where those are fewer. */
	readonly note: string | undefined;
	readonly parts: readonly AxisPart[];
	/** Path data of the lines at the bands' bounds, of the weeks' medians, and of the dots by weight. */
	readonly bounds: string;
	readonly medians: string;
	readonly dots: readonly { readonly weight: number; readonly path: string }[];
	/** Scores above the heaviest, where there is room; places in percent of the drawing. */
	readonly labels: readonly { readonly x: number; readonly y: number; readonly weight: number; readonly text: string }[];
	/** Places of the heaviest, which are listed, in percent of the drawing; none where all are among them. */
	readonly rings: readonly { readonly x: number; readonly y: number; readonly weight: number }[];
	/** The first day of each month, in percent of the width, and path data of marks there. */
	readonly ticks: readonly LabelledTick[];
	readonly marks: string;
	readonly weeks: readonly ScoreWeek[];
	readonly heaviest: readonly Signal[];
}

/** The drawing's coordinates: days, and tenths of a score downwards from 10. */
export const timelineBox = { width: 90, height: 100 };

const heaviestShown = 12;
/** As many as keep the drawing below three kilobytes, compressed. */
const mostDots = 480;
const cells: readonly Cell[] = [
	{ width: 0.5, height: 1 },
	{ width: 1, height: 1 },
	{ width: 1, height: 2 },
	{ width: 1, height: 5 },
	{ width: 2, height: 5 },
	{ width: 3, height: 10 },
];
/** Of a score above its dot, in the narrowest drawing that has any. */
const labelSize = { width: 4.5, above: 1.5, height: 6 };
/** Of a month's name, in percent of the width; on a phone also where text is twice as large. */
const tickRoom = { narrow: 20, wide: 8 };

/** @returns undefined for a site without signals. */
export function timeline(site: Site): Timeline | undefined {
	const newest = site.days[0];
	if (newest === undefined) return undefined;
	const { bands } = site;
	const period = periodTo(newest, timelineBox.width);
	const isReversed = site.config.direction === 'rtl';
	const x = createScale({ from: 0, to: timelineBox.width, length: timelineBox.width, isReversed });
	const y = createScale({ from: 0, to: 10, length: timelineBox.height, isReversed: true });
	const dotOf = (signal: Signal) => ({
		signal,
		x: x(daysBetween(period.from, signal.date)),
		y: y(signal.score),
		weight: weightOf(bands, signal.band),
	});

	const signals = signalsIn(site.signals, period);
	const ordered = heaviest(signals, signals.length);
	const thinned = thinDots(ordered.map(dotOf), mostDots, cells);
	const top = ordered.slice(0, heaviestShown).map(dotOf);
	const dots = thinDots([...top, ...thinned.dots], Infinity, []).dots;
	const weeks = scoreWeeks(signals, period, bands);
	const months = monthTicks(period, x);
	return {
		period,
		finding: findingOf(signals, weeks, bands),
		description: words.trends.timeline.description(
			formatSignals(signals.length),
			formatDay(period.from),
			formatDay(period.to),
			bands.toReversed().map(({ label, rank }) => words.trends.inBand(formatCount(sizeOf(signals, rank)), label)),
		),
		note: noteOf(signals.length, dots.length, thinned.cell),
		parts: axisParts(bands),
		bounds: [...bands.map(({ from }) => from), 10].map((score) => `M0 ${y(score)}H${timelineBox.width}`).join(''),
		medians: weeks
			.map(({ from, to, median }) =>
				median === undefined ? '' : `M${x(daysBetween(period.from, from))} ${y(median)}H${x(daysBetween(period.from, to) + 1)}`,
			)
			.join(''),
		dots: [0, 1, 2, 3]
			.map((weight) => ({ weight, path: dotPath(dots.filter((dot) => dot.weight === weight)) }))
			.filter(({ path }) => path !== ''),
		labels: placeLabels(top, dots, labelSize).map((dot) => ({
			x: percentOfWidth(dot.x),
			y: dot.y,
			weight: dot.weight,
			text: formatScore(dot.signal.score),
		})),
		rings: signals.length > top.length ? top.map(({ x, y, weight }) => ({ x: percentOfWidth(x), y, weight })) : [],
		ticks: fitLabels(
			months.map(({ at, label }) => ({ at: percentOfWidth(at), label })),
			percentOfWidth(x(timelineBox.width)),
			tickRoom,
		),
		marks: months.map(({ at }) => `M${at} ${timelineBox.height}v2`).join(''),
		weeks,
		heaviest: top.map(({ signal }) => signal),
	};
}

function monthTicks(period: Period, at: (days: number) => number): Tick[] {
	const ticks: Tick[] = [];
	for (let month = addMonths(period.from.slice(0, 7), 1); `${month}-01` <= period.to; month = addMonths(month, 1)) {
		ticks.push({ at: at(daysBetween(period.from, `${month}-01`)), label: shortMonthName(month) });
	}
	return ticks;
}

function findingOf(signals: readonly Signal[], weeks: readonly ScoreWeek[], bands: readonly Band[]): string {
	const { finding } = words.trends.timeline;
	const scores = signals.map(({ score }) => score);
	const [first] = signals;
	if (!first) return '';
	const count = formatSignals(signals.length);
	if (signals.length === 1) return finding.one(formatScore(first.score), first.band.label);
	if (scores.every((score) => score === first.score)) return finding.equal(count, formatScore(first.score), first.band.label);
	const medians = weeks.flatMap(({ median }) => median ?? []);
	const [low, high] = [Math.min(...medians), Math.max(...medians)];
	const highest = bands.at(-1);
	return finding.many(
		count,
		formatScore(medianOf(scores) ?? 0),
		medians.length > 1 ? { low: formatScore(low), high: formatScore(high) } : undefined,
		highest && bands.length > 1
			? { count: sizeOf(signals, highest.rank), written: formatCount(sizeOf(signals, highest.rank)), label: highest.label }
			: undefined,
	);
}

function noteOf(signals: number, dots: number, cell: Cell | undefined): string | undefined {
	if (dots === signals) return undefined;
	const [shown, all] = [formatCount(dots), formatSignals(signals)];
	if (!cell) return words.trends.timeline.shared(all, shown);
	return words.trends.timeline.thinned(all, shown, formatScore(cell.width), formatScore(cell.height / 10));
}

function sizeOf(signals: readonly Signal[], rank: number): number {
	return signals.filter(({ band }) => band.rank === rank).length;
}

function percentOfWidth(x: number): number {
	return Math.round((x / timelineBox.width) * 1000) / 10;
}
