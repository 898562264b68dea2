import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../src/site/contents.ts';

const headings = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ depth: index % 2 === 0 ? 2 : 3, id: `h-${index}`, text: `Part ${index}` }));

describe('the contents of a signal', () => {
	it('are listed for a long text, or one of many headings', () => {
		expect(contentsOf({ headings: headings(4), words: 900 })).toEqual([]);
		expect(contentsOf({ headings: headings(4), words: 901 }).map(({ id }) => id)).toEqual(['h-0', 'h-2']);
		expect(contentsOf({ headings: headings(5), words: 10 }).map(({ id }) => id)).toEqual(['h-0', 'h-2', 'h-4']);
	});

	it('are none of one section', () => {
		expect(contentsOf({ headings: headings(1), words: 2000 })).toEqual([]);
	});
});
