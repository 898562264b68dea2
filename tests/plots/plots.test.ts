import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLabels } from '../../src/plots/axis.ts';
import { barLengths, percentages } from '../../src/plots/bars.ts';
import { heatUnit, levelBounds, levelOf, levels } from '../../src/plots/heat.ts';
import { placeLabels } from '../../src/plots/labels.ts';
import { createScale } from '../../src/plots/scale.ts';
import { dotPath, thinDots } from '../../src/plots/scatter.ts';
import { sparkline } from '../../src/plots/sparkline.ts';

const counts = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 60 });

describe('a scale', () => {
	it('runs from end to end in either direction, rounded to a tenth, and never beyond', () => {
		const days = createScale({ from: 0, to: 90, length: 90 });
		const scores = createScale({ from: 0, to: 10, length: 100, isReversed: true });
		expect([0, 12.3456, 90].map(days)).toEqual([0, 12.3, 90]);
		expect([0, 7.4, 10].map(scores)).toEqual([100, 26, 0]);
		fc.assert(
			fc.property(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), (value) => {
				expect(days(value)).toBeGreaterThanOrEqual(0);
				expect(days(value)).toBeLessThanOrEqual(90);
				expect(String(days(value))).toMatch(/^\d+(?:\.\d)?$/);
			}),
		);
	});
});

describe('dots', () => {
	const dot = fc.record({
		x: fc.integer({ min: 0, max: 900 }),
		y: fc.integer({ min: 0, max: 100 }),
		weight: fc.integer({ min: 0, max: 3 }),
	});
	const cells = [
		{ width: 10, height: 1 },
		{ width: 100, height: 20 },
	];

	it('are left out only where others lie at the same place, while they are few', () => {
		fc.assert(
			fc.property(fc.array(dot, { maxLength: 60 }), (dots) => {
				const thinned = thinDots(dots, 60, cells);
				expect(thinned.cell).toBeUndefined();
				const places = (all: typeof dots) => [...new Set(all.map(({ x, y, weight }) => `${x} ${y} ${weight}`))].sort();
				expect(places([...thinned.dots])).toEqual(places(dots));
				expect(thinned.dots).toHaveLength(places(dots).length);
			}),
		);
	});

	it('are never more than the coarsest cells, and the first of a cell stands for the others', () => {
		const many = Array.from({ length: 20_000 }, (_, index) => ({ x: (index * 7) % 900, y: (index * 13) % 101, weight: index % 4, index }));
		const { dots, cell } = thinDots(many, 240, cells);
		expect(cell).toEqual(cells[1]);
		expect(dots.length).toBeLessThanOrEqual(9 * 6 * 4);
		expect(dots[0]).toBe(many[0]);
		for (const { x, y, weight, index } of dots) {
			const inCell = (other: (typeof many)[number]) =>
				other.weight === weight && Math.floor(other.x / 100) === Math.floor(x / 100) && Math.floor(other.y / 20) === Math.floor(y / 20);
			expect(many.find(inCell)?.index).toBe(index);
		}
	});

	it('are one path, in an order that does not depend on theirs', () => {
		const dots = [
			{ x: 2, y: 5, weight: 0 },
			{ x: 1.5, y: 5, weight: 0 },
			{ x: 9, y: 0, weight: 0 },
		];
		expect(dotPath(dots)).toBe('M9 0h0M1.5 5h0M2 5h0');
		expect(dotPath(dots.toReversed())).toBe(dotPath(dots));
	});
});

describe('a text above a dot', () => {
	const size = { width: 4, above: 1, height: 5 };
	const at = (x: number, y: number) => ({ x, y, weight: 3 });

	it('is left out where it would lie over a dot or a text placed before', () => {
		const [first, beside, apart, under] = [at(10, 20), at(12, 22), at(30, 20), at(30.5, 24)];
		expect(placeLabels([first, beside, apart, under], [first, beside, apart, under], size)).toEqual([first, apart]);
	});
});

describe('names along an axis', () => {
	it('stand only where there is room before the next tick or the end, in either direction', () => {
		const room = { narrow: 28, wide: 16 };
		const fits = (...at: number[]) =>
			fitLabels(
				at.map((place) => ({ at: place, label: '' })),
				at[0] === undefined || at[0] < 50 ? 100 : 0,
				room,
			).map((tick) => tick.fits);
		expect(fits(5, 38, 70)).toEqual(['always', 'always', 'always']);
		expect(fits(5, 38, 80)).toEqual(['always', 'always', 'wide']);
		expect(fits(20, 53, 90)).toEqual(['always', 'always', 'never']);
		expect(fits(95, 62, 20)).toEqual(['always', 'always', 'wide']);
	});
});

describe('levels of a calendar', () => {
	it('put every count into exactly one, the heavier the more', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 5000 }), fc.constantFrom(1, 2, 5, 10, 200), (count, unit) => {
				const level = levelOf(count, unit);
				const holding = levels.filter((candidate) => {
					const { from, to = Infinity } = levelBounds(candidate, unit);
					return count >= from && count <= to;
				});
				expect(holding).toEqual(level === undefined ? [] : [level]);
				expect(levelOf(count + 1, unit) ?? -1).toBeGreaterThanOrEqual(level ?? -1);
			}),
		);
	});

	it('are as on the page of a month while days are quiet, and leave the heaviest to a tenth of the days', () => {
		expect(heatUnit([0, 1, 1, 2, 6])).toBe(1);
		expect(heatUnit([])).toBe(1);
		// A single busy day does not make all others look alike.
		expect(heatUnit([...Array.from({ length: 30 }, () => 3), 200])).toBe(1);
		fc.assert(
			fc.property(counts, (all) => {
				const unit = heatUnit(all);
				const filled = all.filter((count) => count > 0);
				expect(filled.filter((count) => levelOf(count, unit) === 3).length).toBeLessThanOrEqual(filled.length / 10);
			}),
		);
	});
});

describe('a sparkline', () => {
	it('has a column for each week with a signal, inside its box and not on its ground line', () => {
		fc.assert(
			fc.property(counts, fc.boolean(), (all, isReversed) => {
				const most = Math.max(1, ...all);
				const { bars, width, height } = sparkline(all, { most, pitch: 5, height: 24, isReversed });
				const columns = [...bars.matchAll(/M(\d+) (\d+)v-(\d+)/g)].map(([, x, y, up]) => ({ x: Number(x), y: Number(y), up: Number(up) }));
				expect(columns).toHaveLength(all.filter((count) => count > 0).length);
				for (const { x, y, up } of columns) {
					expect(x - 1).toBeGreaterThanOrEqual(0);
					expect(x + 1).toBeLessThanOrEqual(width);
					expect(y).toBeLessThan(height);
					expect(y - up).toBeGreaterThanOrEqual(0);
					const count = (isReversed ? all.toReversed() : all)[(x - 1) / 5] ?? 0;
					expect(Math.abs(up - (count / most) * (height - 1))).toBeLessThanOrEqual(1);
				}
			}),
		);
	});
});

describe('parts of a whole', () => {
	it('add up to 100 exactly, each less than a tenth from what it is', () => {
		fc.assert(
			fc.property(counts, (all) => {
				const sum = all.reduce((total, count) => total + count, 0);
				const parts = percentages(all);
				expect(Math.round(parts.reduce((total, part) => total + part, 0) * 10)).toBe(sum === 0 ? 0 : 1000);
				parts.forEach((part, index) => {
					expect(Math.abs(part - ((all[index] ?? 0) * 100) / Math.max(1, sum))).toBeLessThan(0.1);
				});
			}),
		);
	});

	it('are drawn by the longest', () => {
		expect(barLengths([4, 3, 0])).toEqual([100, 75, 0]);
		expect(barLengths([0, 0])).toEqual([0, 0]);
	});
});
