import { newsHours } from '../machines/news-sitemap.ts';
import type { Content } from '../signals/load.ts';
import type { Instant } from '../signals/signal.ts';
import { dayOf, formatInstant } from '../signals/time.ts';
import { addDays } from './calendar.ts';

/**
 * @param content without errors
 * @returns the earliest instant at which the same content may come out otherwise than at `asOf`, or be found to have other problems: when
 *   a day ends, with it perhaps a week, and forecasts fall due; when a signal appears; when one is no longer news, or no longer counts
 *   as recent to those who look for inflated scores. The instant itself belongs to what comes after.
 */
export function nextChange({ loaded }: Pick<Content, 'loaded'>, asOf: Instant, inflationDays: number): Instant {
	let next = `${addDays(dayOf(asOf), 1)}T00:00:00Z`;
	for (const [hours, includes] of [
		[0, false],
		[newsHours, true],
		[inflationDays * 24, false],
	] as const) {
		const since = formatInstant(Date.parse(asOf) - hours * 3_600_000);
		let first: Instant | undefined;
		for (const { facts } of loaded.values()) {
			const { date } = facts;
			if ((includes ? date >= since : date > since) && (first === undefined || date < first)) first = date;
		}
		if (first === undefined) continue;
		const change = formatInstant(Date.parse(first) + hours * 3_600_000);
		if (change < next) next = change;
	}
	return next;
}
