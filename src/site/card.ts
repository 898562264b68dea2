/** What a signal shows of itself in a list. */
import type { Signal, Tag } from '../signals/signal.ts';
import { formatDay, formatInstant, formatTime, hasTime } from './format.ts';
import { dayOf } from '../signals/time.ts';

/** The most tags a signal shows in a list. */
const tagsShown = 4;

/** @returns the first tags, and how many more its page has. A single one more is shown instead of counted. */
export function cardTags({ tags }: Signal): { shown: readonly Tag[]; hidden: number } {
	const shown = tags.length === tagsShown + 1 ? tags : tags.slice(0, tagsShown);
	return { shown, hidden: tags.length - shown.length };
}

/** @returns when the signal was published; under its day only a time it has, undefined when it has none. */
export function cardTime({ date }: Signal, isDaily: boolean): string | undefined {
	if (!isDaily) return formatInstant(date);
	return hasTime(date) ? formatTime(date) : undefined;
}

/** @returns when the signal was last changed, as short as its own day allows; undefined when it never was. */
export function cardUpdated({ date, updated }: Signal): string | undefined {
	if (updated === date) return undefined;
	return dayOf(updated) === dayOf(date) ? formatTime(updated) : formatDay(dayOf(updated));
}
