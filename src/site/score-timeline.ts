/** How the scores of the days before any instant were distributed, found without looking at every signal. */
import type { Instant, Signal } from '../signals/signal.ts';

/** What happened to a set of scores, in the order of time: one more of a score, or one less. */
export interface ScoreTimeline {
	readonly times: Float64Array;
	/** In tenths. */
	readonly scores: Uint8Array;
	readonly changes: Int8Array;
	/** The distribution before every `stride`-th of them, one after the other. */
	readonly sums: Int32Array;
}

const scoreCount = 101;
const stride = 128;
const millisecondsPerDay = 86_400_000;

/**
 * A signal comes with its publication, moves with its score, and goes after so many days, or when it is withdrawn.
 * @param signals in any order, withdrawn ones included
 */
export function createScoreTimeline(signals: readonly Signal[], days: number): ScoreTimeline {
	const events = signals.flatMap((signal) => eventsOf(signal, days)).sort((a, b) => a.time - b.time);
	const sums = new Int32Array((Math.floor(events.length / stride) + 1) * scoreCount);
	const running = new Int32Array(scoreCount);
	for (let index = 0; index <= events.length; index += 1) {
		if (index % stride === 0) sums.set(running, (index / stride) * scoreCount);
		const event = events[index];
		if (event) running[event.score] = (running[event.score] ?? 0) + event.change;
	}
	return {
		times: Float64Array.from(events, ({ time }) => time),
		scores: Uint8Array.from(events, ({ score }) => score),
		changes: Int8Array.from(events, ({ change }) => change),
		sums,
	};
}

/**
 * @returns how many signals had each score, by tenths from 0 to 100, just before an instant: published earlier than it, by no more than
 * the timeline's days, and not withdrawn by then, each with the score it had. The work is bounded by the stride.
 */
export function distributionBefore({ times, scores, changes, sums }: ScoreTimeline, instant: Instant): number[] {
	const end = firstIndex(times, Date.parse(instant));
	const start = Math.floor(end / stride);
	const distribution = Array.from(sums.subarray(start * scoreCount, (start + 1) * scoreCount));
	for (let index = start * stride; index < end; index += 1) {
		const score = scores[index] ?? 0;
		distribution[score] = (distribution[score] ?? 0) + (changes[index] ?? 0);
	}
	return distribution;
}

/** @returns the score a signal was first published with. */
export function firstScore({ score, scores }: Pick<Signal, 'score' | 'scores'>): number {
	return scores[0]?.from ?? score;
}

/** @returns a score as a whole number from 0 to 100. */
export function tenths(score: number): number {
	return Math.round(score * 10);
}

interface ScoreEvent {
	readonly time: number;
	readonly score: number;
	readonly change: 1 | -1;
}

function eventsOf(signal: Signal, days: number): ScoreEvent[] {
	const steps = [{ date: signal.date, to: firstScore(signal) }, ...signal.scores];
	const expiry = Date.parse(signal.date) + days * millisecondsPerDay;
	const end = signal.withdrawn ? Math.min(expiry, Date.parse(signal.withdrawn.date)) : expiry;
	return steps.flatMap(({ date, to }, index): ScoreEvent[] => {
		const next = steps[index + 1];
		const [from, until] = [Date.parse(date), next ? Math.min(end, Date.parse(next.date)) : end];
		const score = tenths(to);
		return from < until
			? [
					{ time: from, score, change: 1 },
					{ time: until, score, change: -1 },
				]
			: [];
	});
}

/** @returns how many of the times, which are in order, are before one. */
function firstIndex(times: Float64Array, time: number): number {
	let [low, high] = [0, times.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((times[middle] ?? 0) < time) low = middle + 1;
		else high = middle;
	}
	return low;
}
