import { describe, expect, it } from 'vitest';
import { scoreWeight } from '../../src/site/band.ts';
import { bandsOf } from '../../src/site/open.ts';

const weights = (...bounds: number[]) => {
	const bands = bandsOf({ bands: bounds.map((from) => ({ label: String(from), from, meaning: '' })) });
	return bounds.map((from) => scoreWeight(bands, from));
};

describe('the weight of a band', () => {
	it('counts down from the highest band, which alone is red', () => {
		expect(weights(0, 4, 7, 9)).toEqual([0, 1, 2, 3]);
		expect(weights(0, 5, 8)).toEqual([1, 2, 3]);
		expect(weights(0, 2, 4, 6, 8, 9)).toEqual([0, 0, 0, 1, 2, 3]);
	});
});
