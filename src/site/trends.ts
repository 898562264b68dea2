/** What the trends page shows: everything ends with the newest signal's day, so that the page changes with the content only. */
import { formatCount, formatDay, formatSignals } from './format.ts';
import type { Site } from './site.ts';
import { type Momentum, momentum } from './trends-momentum.ts';
import { type Shares, shares } from './trends-shares.ts';
import { type Timeline, timeline, timelineBox } from './trends-timeline.ts';
import { type Year, year } from './trends-year.ts';
import { words } from './words.ts';

export interface Trends {
	readonly intro: string;
	readonly timeline: Timeline;
	readonly shares: Shares;
	readonly momentum: Momentum;
	readonly year: Year;
}

/** @returns undefined for a site without signals. */
export function trends(site: Site): Trends | undefined {
	const drawn = { timeline: timeline(site), shares: shares(site), momentum: momentum(site), year: year(site) };
	if (!drawn.timeline || !drawn.shares || !drawn.momentum || !drawn.year) return undefined;
	return { intro: introOf(drawn.timeline), timeline: drawn.timeline, shares: drawn.shares, momentum: drawn.momentum, year: drawn.year };
}

function introOf({ period, weeks, parts }: Timeline): string {
	const count = weeks.reduce((sum, week) => sum + week.count, 0);
	const highest = parts.at(-1)?.band;
	const inHighest = weeks.reduce((sum, { byBand }) => sum + (byBand.at(-1) ?? 0), 0);
	const heaviest = highest && parts.length > 1 && inHighest > 0 ? words.trends.inBand(formatCount(inHighest), highest.label) : undefined;
	return words.trends.intro(timelineBox.width, formatDay(period.to), formatSignals(count), heaviest);
}
