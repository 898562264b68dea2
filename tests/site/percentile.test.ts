import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Signal } from '../../src/signals/signal.ts';
import { distributionTicks, formatPercentile, percentile } from '../../src/site/percentile.ts';
import { makeSignal, makeSite } from '../feeds/make-site.ts';

const signal = makeSignal('it', { date: '2026-05-19T12:00:00Z', score: 7 });
const before = (count: number, change: (index: number) => Partial<Signal> = () => ({})) =>
	Array.from({ length: count }, (_, index) => makeSignal(`s${index}`, { date: '2026-05-01T00:00:00Z', score: 5, ...change(index) }));
const compare = (others: readonly Signal[], own = signal) => percentile(makeSite({ signals: [own, ...others] }), own);
const sentence = (others: readonly Signal[], own = signal) => {
	const result = compare(others, own);
	return result && formatPercentile(result, own.score);
};

describe('how a score compares', () => {
	it('is said once there are ten to compare with', () => {
		expect(sentence(before(9))).toBeUndefined();
		expect(sentence(before(10))).toBe('When published, higher than all 10 signals of the 90 days before.');
	});

	it('is said in words that are true of every share', () => {
		expect(sentence(before(12, () => ({ score: 7 })))).toBe('When published, higher than none of the 12 signals of the 90 days before.');
		expect(sentence(before(12, (index) => ({ score: index })).slice(0, 11))).toBe(
			'When published, higher than 7 of the 11 signals of the 90 days before.',
		);
		const many = before(1200, (index) => ({ score: index === 0 ? 8 : 2 }));
		expect(sentence(many)).toBe('When published, higher than 99% of the 1,200 signals of the 90 days before.');
		const few = before(1200, (index) => ({ score: index === 0 ? 2 : 8 }));
		expect(sentence(few)).toBe('When published, higher than 1 of the 1,200 signals of the 90 days before.');
	});

	it('counts the ninety days before, to the second', () => {
		const at = (date: string) => compare([...before(10), makeSignal('edge', { date, score: 5 })])?.count;
		expect(at('2026-02-18T11:59:59Z')).toBe(10);
		expect(at('2026-02-18T12:00:00Z')).toBe(11);
		expect(at('2026-05-19T11:59:59Z')).toBe(11);
		expect(at('2026-05-19T12:00:00Z')).toBe(10);
	});

	it('takes every score as it was then, its own as well', () => {
		const raised = before(10, () => ({ score: 9, scores: [{ date: '2026-05-20T00:00:00Z', from: 4, to: 9, why: 'Confirmed.' }] }));
		expect(compare(raised)).toMatchObject({ lower: 10 });
		const sooner = before(10, () => ({ score: 9, scores: [{ date: '2026-05-19T11:00:00Z', from: 4, to: 9, why: 'Confirmed.' }] }));
		expect(compare(sooner)).toMatchObject({ lower: 0 });
		const own = { ...signal, score: 9.5, scores: [{ date: '2026-05-20T00:00:00Z', from: 4.5, to: 9.5, why: 'Confirmed.' }] };
		expect(sentence(before(10), own)).toBe('Published at 4.5, higher than none of the 10 signals of the 90 days before.');
	});

	it('counts what was withdrawn later, and not what was withdrawn by then', () => {
		const withdrawn = (date: string) => before(11, (index) => (index === 0 ? { withdrawn: { date, reason: 'Wrong.' } } : {}));
		expect(compare(withdrawn('2026-05-20T00:00:00Z'))).toMatchObject({ count: 11 });
		expect(compare(withdrawn('2026-05-19T11:00:00Z'))).toMatchObject({ count: 10 });
	});

	it('is not said of a withdrawn signal', () => {
		expect(compare(before(20), { ...signal, withdrawn: { date: '2026-05-20T00:00:00Z', reason: 'Wrong.' } })).toBeUndefined();
	});

	it('is what counting all of them gives, and stays when later ones arrive and later changes are made', () => {
		const hours = (hour: number) => new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000).toISOString().replace('.000', '');
		const score = fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10);
		const arbitrary = fc
			.record({
				hour: fc.nat(5000),
				first: score,
				changes: fc.array(fc.tuple(fc.nat(3000), score), { maxLength: 2 }),
				gone: fc.option(fc.nat(3000)),
			})
			.map(({ hour, first, changes, gone }): Partial<Signal> => {
				const steps = changes.toSorted(([a], [b]) => a - b);
				const scores = steps.map(([after, to], index) => ({
					date: hours(hour + after),
					from: index === 0 ? first : (steps[index - 1]?.[1] ?? 0),
					to,
					why: 'Why.',
				}));
				return {
					date: hours(hour),
					score: scores.at(-1)?.to ?? first,
					scores,
					...(gone === null ? {} : { withdrawn: { date: hours(hour + gone), reason: 'Wrong.' } }),
				};
			});
		fc.assert(
			fc.property(fc.array(arbitrary, { minLength: 20, maxLength: 150 }), fc.nat(5000), score, (fields, hour, own) => {
				const at = makeSignal('it', { date: hours(hour), score: own });
				const others = fields.map((changes, index) => makeSignal(`s${index}`, changes));
				const result = compare(others, at);
				const scores = others.flatMap((other) => scoreAt(other, at.date) ?? []);
				expect(result?.count ?? 0).toBe(scores.length < 10 ? 0 : scores.length);
				if (result) {
					expect(result.lower).toBe(scores.filter((other) => other < own).length);
					expect(result.distribution.flatMap((count, tenths) => Array<number>(count).fill(tenths / 10))).toEqual(
						scores.toSorted((a, b) => a - b),
					);
				}
				expect(
					compare(
						others.flatMap((other) => asOf(other, at.date) ?? []),
						at,
					),
				).toEqual(result);
			}),
			{ numRuns: 60 },
		);
	});

	it('is shown by a tick for each score, as tall as it is frequent', () => {
		const distribution = Array.from({ length: 101 }, (_, score) => ({ 0: 1, 74: 8, 100: 4 })[score] ?? 0);
		expect(distributionTicks(distribution, 12)).toBe('M0 12v-2M74 12v-12M100 12v-6');
		expect(distributionTicks([0, 2], 12)).toBe('M1 12v-6');
	});
});

/** @returns the score another signal had just before an instant, by looking at it alone; undefined when it does not count. */
function scoreAt({ date, score, scores, withdrawn }: Signal, instant: string): number | undefined {
	const age = Date.parse(instant) - Date.parse(date);
	if (age <= 0 || age > 90 * 86_400_000 || (withdrawn && withdrawn.date < instant)) return undefined;
	return scores.findLast((change) => change.date < instant)?.to ?? scores[0]?.from ?? score;
}

/** @returns a signal as it stood before an instant, without what came later. */
function asOf(signal: Signal, instant: string): Signal | undefined {
	if (signal.date >= instant) return undefined;
	const { withdrawn, ...rest } = signal;
	const scores = signal.scores.filter(({ date }) => date < instant);
	const score = scores.at(-1)?.to ?? signal.scores[0]?.from ?? signal.score;
	return { ...rest, scores, score, ...(withdrawn && withdrawn.date < instant ? { withdrawn } : {}) };
}
