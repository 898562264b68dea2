import type { Instant, Signal } from '../signals/signal.ts';
import { formatScore } from './format.ts';
import { firstScore } from './score-timeline.ts';
import { words } from './words.ts';

export interface ScoreStep {
	readonly date: Instant;
	/** From then on. */
	readonly score: number;
	readonly change: string;
	readonly why: string;
}

/** @returns the scores a signal had, newest first and down to the one it was published with; none when it never changed. */
export function scoreHistory(signal: Pick<Signal, 'date' | 'score' | 'scores'>): ScoreStep[] {
	if (signal.scores.length === 0) return [];
	const first = firstScore(signal);
	const changes = signal.scores.map(({ date, from, to, why }) => ({
		date,
		score: to,
		change: words.signal.change(formatScore(from), formatScore(to)),
		why,
	}));
	return [...changes.toReversed(), { date: signal.date, score: first, change: words.signal.firstScore(formatScore(first)), why: '' }];
}
