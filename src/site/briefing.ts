/** What a weekly briefing shows: chosen from the week's own signals alone, so that it stands once the week is over. */
import { countWords } from '../signals/markdown/outline.ts';
import type { Category, Day, Signal, Update } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { weightOf } from './band.ts';
import { cardTime } from './card.ts';
import { formatDay, formatScore } from './format.ts';
import { textOfHtml } from './embedded-html.ts';
import { hostOf } from './evidence.ts';
import { readingMinutes } from './reading-time.ts';
import type { Site } from './site.ts';
import type { Week } from './weeks.ts';
import { heaviest } from './weight.ts';
import { words as say } from './words.ts';

/** Signals with their takes, after the first: all that weigh much, but so many at least and at most. */
const takes = { least: 4, most: 9 };

/** Headlines at most; the days have the others. */
const headlineLimit = 60;

/** From this weight on, of the four a band is drawn with, a signal is shown with its take even in a week with many. */
const heavy = 2;

export interface Briefing {
	readonly week: Week;
	/** The heaviest, which is shown in full; undefined when all of the week was withdrawn. */
	readonly first: Signal | undefined;
	/** The heaviest after it, shown with their takes. */
	readonly next: readonly Signal[];
	/** The heaviest of the rest, shown as headlines. */
	readonly rest: readonly Signal[];
	/** How many signals are not shown. */
	readonly more: number;
	/** Words a reader meets on the page, navigation left out. */
	readonly words: number;
	/** What they take to read. */
	readonly minutes: number;
}

/** Signals of one category, the heaviest first. */
export interface BriefingGroup {
	readonly category: Category;
	readonly signals: readonly Signal[];
}

/** @returns the briefing of a week. Equal scores stand newest first. */
export function briefingOf(site: Site, week: Week): Briefing {
	const [first, ...others] = heaviest(week.signals, week.signals.length);
	const hasTake = others.filter(({ band }) => weightOf(site.bands, band) > 0);
	const heavyCount = others.filter(({ band }) => weightOf(site.bands, band) >= heavy).length;
	const next = hasTake.slice(0, Math.min(Math.max(heavyCount, takes.least), takes.most));
	const rest = others.slice(next.length, next.length + headlineLimit);
	const words = countWords(shownTexts(site, first, next, rest).join(' '));
	return { week, first, next, rest, more: others.length - next.length - rest.length, words, minutes: readingMinutes({ words }) };
}

/** @returns headlines by category, in the order the site shows categories, without those that have none. */
export function byCategory(site: Site, headlines: readonly Signal[]): BriefingGroup[] {
	const groups = Map.groupBy(headlines, ({ category }) => category.slug);
	return site.categories.flatMap(({ term }) => {
		const signals = groups.get(term.slug);
		return signals ? [{ category: term, signals }] : [];
	});
}

/** @returns the days of a week that have a signal, first to last, and how many. */
export function daysOf({ signals }: Week): { readonly day: Day; readonly count: number }[] {
	const days = Map.groupBy(signals, ({ date }) => dayOf(date));
	return [...days].map(([day, { length: count }]) => ({ day, count })).toReversed();
}

/** @returns the newest correction and the newest update: neither must hide the other. */
export function newestUpdates({ updates }: Signal): readonly Update[] {
	return updates.filter(({ kind }, index) => updates.findIndex((update) => update.kind === kind) === index);
}

/** What the page prints of the signals, meta lines included. */
function shownTexts(site: Site, first: Signal | undefined, next: readonly Signal[], rest: readonly Signal[]): string[] {
	const story = (signal: Signal) => [
		formatScore(signal.score),
		signal.band.label,
		signal.category.label,
		cardTime(signal, false) ?? '',
		signal.title,
	];
	const full = first
		? [
				...story(first),
				textOfHtml(site.lead(first)),
				...newestUpdates(first).map(({ kind, date, text }) => `${say.signal.kinds[kind]}, ${formatDay(dayOf(date))}. ${text}`),
				textOfHtml(site.body(first)),
				...first.sources.map(({ title, url, publisher }) => `${title ?? url} ${publisher ?? hostOf(url)}`),
			]
		: [];
	return [
		...full,
		...next.flatMap((signal) => [...story(signal), signal.take.text]),
		...rest.flatMap((signal) => [formatScore(signal.score), signal.title, formatDay(dayOf(signal.date))]),
	];
}
