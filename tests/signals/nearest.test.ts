import { describe, expect, it } from 'vitest';
import { createSpeller, editDistance, nearest } from '../../src/signals/nearest.ts';

const many = Array.from({ length: 3000 }, (_, index) => `some-lab-releases-a-model-number-${String(index).padStart(5, '0')}-today`);
const misspelt = (number: number) => `some-lab-releases-a-modle-numbr-${String(number).padStart(5, '0')}-tody`;

describe('what a misspelt word most likely meant', () => {
	it.each([
		['Industri', 'Industry'],
		['industry', 'Industry'],
		['idnustry', 'Industry'],
		['bm', 'bom'],
		['weather', undefined],
	])('%s is %s', (word, expected) => {
		expect(nearest(word, ['Policy', 'Industry', 'bom'])).toBe(expected);
	});

	it('is found among thousands that are alike, and the first of those equally close', () => {
		const spell = createSpeller(many);
		expect(spell(misspelt(1234))).toBe(many[1234]);
		expect(createSpeller(['bom', ...many])('bm')).toBe('bom');
		expect(createSpeller([...many, 'about-cats', 'about-bats'])('about-rats')).toBe('about-cats');
	});

	it('is found among forty thousand of different lengths that share most of their parts', () => {
		const words = ['lab', 'model', 'policy', 'benchmark', 'chip', 'agent', 'release', 'weights', 'safety', 'startup'];
		const word = (seed: number) => words[seed % words.length] ?? '';
		const slugs = Array.from({ length: 40_000 }, (_, index) => {
			const day = `2026-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`;
			return `${day}-${word(index)}-${word(Math.floor(index / 10))}-${word(Math.floor(index / 100))}-${index.toString(36)}`;
		});
		const spell = createSpeller(slugs);
		const lost = Array.from({ length: 80 }, (_, index) => slugs[index * 487] ?? '').filter((slug) => {
			const found = spell(slug.replace(/-(\w)(\w)/, '-$2$1'));
			return found === undefined || editDistance(found, slug) > 1;
		});
		expect(lost).toEqual([]);
	});

	it('costs a bounded number of comparisons, however many words and options there are', () => {
		let compared = 0;
		const spell = createSpeller(many, (a, b, limit) => {
			compared += 1;
			return editDistance(a, b, limit);
		});
		const found = many.map((_, index) => spell(misspelt(index)));
		expect(found.filter((option) => option !== undefined)).toHaveLength(100);
		expect(compared).toBeLessThanOrEqual(100 * 200);
		expect(spell(misspelt(7))).toBe(many[7]);
		expect(compared).toBeLessThanOrEqual(100 * 200);
	});
});

describe('the edits between two texts', () => {
	it.each([
		['', '', 0],
		['abc', '', 3],
		['model', 'modle', 1],
		['kitten', 'sitting', 3],
		['abcdef', 'bcdefa', 2],
	])('%j and %j are %i, and no more than the limit', (a, b, edits) => {
		expect(editDistance(a, b)).toBe(edits);
		for (const limit of [1, 2, 3, 4]) expect(editDistance(a, b, limit)).toBe(Math.min(edits, limit));
	});
});
