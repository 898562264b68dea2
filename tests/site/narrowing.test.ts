import { describe, expect, it } from 'vitest';
import type { Band, Signal } from '../../src/signals/signal.ts';
import { narrowingOf } from '../../src/site/narrowing.ts';

describe('what a list can be narrowed to', () => {
	it('is each band but the lowest, with what it leaves', () => {
		expect(narrow([0, 4, 7, 9], [9.5, 7, 8, 3])).toEqual(['4 7 9', 'all 4', '+ 4: 3', '++ 7: 3', '+++ 9: 1']);
	});

	it('is nothing where there is one band, or no signal', () => {
		expect(narrow([0], [5])).toBe(undefined);
		expect(narrow([0, 4, 7, 9], [])).toBe(undefined);
	});

	it('is the heaviest weights where there are fewer bands, so that every score reaches as many bounds as the choice has pluses', () => {
		expect(narrow([0, 7], [9, 1])).toEqual(['7 7 7', 'all 2', '+++ 7: 1']);
		expect(narrow([0, 5, 8], [9, 5])).toEqual(['5 5 8', 'all 2', '++ 5: 2', '+++ 8: 1']);
	});

	it('passes over bands that look like the lowest', () => {
		expect(narrow([0, 2, 4, 7, 9], [2.5])).toEqual(['4 7 9', 'all 1', '+ 4: 0', '++ 7: 0', '+++ 9: 0']);
	});
});

function narrow(bounds: readonly number[], scores: readonly number[]): string[] | undefined {
	const bands = bounds.map((from, rank) => ({ from, rank, label: String(from), to: 10 })) as readonly Band[];
	const narrowing = narrowingOf(
		bands,
		scores.map((score) => ({ score }) as Signal),
	);
	if (!narrowing) return undefined;
	const [all, ...others] = narrowing.choices;
	return [narrowing.bounds, `all ${all?.count ?? '?'}`, ...others.map(({ value, from, count }) => `${value} ${from}: ${count}`)];
}
