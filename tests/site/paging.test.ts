import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageCount, pageItems } from '../../src/site/paging.ts';

const newestFirst = (length: number) => Array.from({ length }, (_, index) => length - index);

describe('archive pages of a long list', () => {
	it('are none while its first page shows it whole', () => {
		expect([pageCount(0, 30), pageCount(30, 30), pageCount(31, 30), pageCount(61, 30)]).toEqual([0, 0, 2, 3]);
	});

	it('hold every item once, the oldest on page 1, newest first within a page', () => {
		fc.assert(
			fc.property(fc.integer({ min: 31, max: 400 }), (length) => {
				const pages = Array.from({ length: pageCount(length, 30) }, (_, index) => pageItems(newestFirst(length), index + 1, 30));
				expect(pages.toReversed().flat()).toEqual(newestFirst(length));
				for (const page of pages) expect(page.length).toBeLessThanOrEqual(30);
			}),
			{ seed: 1 },
		);
	});

	it('never change once they are full, however many newer items come', () => {
		fc.assert(
			fc.property(fc.integer({ min: 31, max: 200 }), fc.integer({ min: 1, max: 200 }), (length, more) => {
				for (let page = 1; page <= Math.floor(length / 30); page += 1) {
					expect(pageItems(newestFirst(length + more), page, 30)).toEqual(pageItems(newestFirst(length), page, 30));
				}
			}),
			{ seed: 1 },
		);
	});
});
