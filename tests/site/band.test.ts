import { describe, expect, it } from 'vitest';
import { scoreWeight } from '../../src/site/band.ts';
import { bandRule } from '../../src/site/band-style.ts';
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

describe('the length of a band on the axis', () => {
	it('is its part of 0 to 10, whatever the bounds', () => {
		const rule = (...bounds: number[]) => bandRule({ bands: bounds.map((from) => ({ label: String(from), from, meaning: '' })) });
		expect(rule(0, 4, 7, 9)).toContain('--bands: 40fr 30fr 20fr 10fr ');
		expect(rule(0, 0.1, 9.9)).toContain('--bands: 1fr 98fr 1fr ');
		expect(rule(0)).toContain('--bands: 100fr ');
	});
});
