import type { Signal } from '../signals/signal.ts';

/** Words a minute of silent reading of English non-fiction: M. Brysbaert, 2019, https://doi.org/10.1016/j.jml.2019.104047 */
const wordsPerMinute = 238;

/** @returns whole minutes it takes to read a signal, at least 1. */
export function readingMinutes(signal: Pick<Signal, 'words'>): number {
	return Math.max(1, Math.round(signal.words / wordsPerMinute));
}
