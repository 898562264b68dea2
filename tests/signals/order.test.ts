import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSignals } from '../../src/signals/order.ts';

const signal = fc.record({
	date: fc.constantFrom('2026-05-19T16:01:00Z', '2026-05-19T16:02:00Z', '2025-01-01T00:00:00Z'),
	score: fc.constantFrom(0, 5, 9.5),
	slug: fc.constantFrom('a', 'b', 'B', 'ä'),
});

describe('the order of signals', () => {
	it('is total: each pair has one order, whichever way it is asked', () => {
		fc.assert(
			fc.property(signal, signal, (a, b) => {
				const same = a.date === b.date && a.score === b.score && a.slug === b.slug;
				expect(Math.sign(compareSignals(a, b))).toBe(-Math.sign(compareSignals(b, a)) + 0);
				expect(compareSignals(a, b) === 0).toBe(same);
			}),
			{ seed: 1 },
		);
	});

	it('does not depend on the order the files were found in', () => {
		fc.assert(
			fc.property(
				fc
					.uniqueArray(signal, { selector: ({ slug }) => slug })
					.chain((signals) => fc.tuple(fc.constant(signals), fc.shuffledSubarray(signals, { minLength: signals.length }))),
				([signals, shuffled]) => {
					expect(shuffled.toSorted(compareSignals)).toEqual(signals.toSorted(compareSignals));
				},
			),
			{ seed: 1 },
		);
	});

	it('puts the newest first, then the heavier, then by code unit', () => {
		const at = (date: string, score: number, slug: string) => ({ date, score, slug });
		const signals = [at('2026-01-01', 5, 'a'), at('2026-01-02', 5, 'b'), at('2026-01-02', 5, 'B'), at('2026-01-02', 9, 'c')];
		expect(
			signals
				.toSorted(compareSignals)
				.map(({ slug }) => slug)
				.join(''),
		).toBe('cBba');
	});
});
