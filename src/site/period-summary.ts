import { formatSignals } from './format.ts';
import { dayCount } from './month.ts';
import type { Site } from './site.ts';
import { words } from './words.ts';

/**
 * @param period a year or month
 * @returns how much was published in it, in a sentence, and whether that is nothing: all of it may have been withdrawn
 */
export function periodSummary(site: Site, period: string): { text: string; isEmpty: boolean } {
	const { length } = site.during(period);
	if (length === 0) return { text: words.lists.empty, isEmpty: true };
	return { text: words.archive.sum(formatSignals(length), words.archive.days(dayCount(site, period))), isEmpty: false };
}
