import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { brotliCompressSync } from 'node:zlib';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { pageNamed } from '../helpers/site-pages.ts';

describeInBrowser.concurrent('the plots of the trends page', () => {
	const visitor = useBrowser();
	const visit = (site: 'example' | 'stress', use: (page: Page) => Promise<void>) =>
		visitor.borrow({}, async (page) => {
			await visitor.go(page, pageNamed(site, 'trends'));
			await use(page);
		});

	it.each(['example', 'stress'] as const)('show on the %s site what their tables say', (site) =>
		visit(site, async (page) => {
			const { dots, dotsSaid, note, lines, linesSaid, medians, mediansSaid, bars, shares } = await page.evaluate(readPlots);
			if (note === undefined) expect(dots).toEqual(dotsSaid);
			// Several signals share a dot: the page says how many of how many are drawn.
			else
				expect(note.match(/\d+/g)?.slice(0, 2).map(Number)).toEqual([dotsSaid, dots].map((all) => all.reduce((sum, count) => sum + count)));
			expect(lines).toEqual(linesSaid);
			expect(medians).toBe(mediansSaid);
			expect(lines['filled']).toBeGreaterThan(0);
			// A bar is as long, of the longest, as its share is large.
			for (const [index, share] of shares.entries()) expect(bars[index]).toBeCloseTo(share / Math.max(...shares), 1);
			expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 1);
		}),
	);

	it.each(['example', 'stress'] as const)('hold on the %s site no stop of the Tab key, no second id, and few bytes', (site) =>
		visit(site, async (page) => {
			const faults = await page.evaluate(() => {
				const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
				return [
					...ids.filter((id, index) => ids.indexOf(id) !== index),
					...[...document.querySelectorAll('svg :is(a, [tabindex])')].map(({ outerHTML }) => outerHTML),
					...[...document.querySelectorAll('svg[role=img]')]
						.filter((svg) =>
							(svg.getAttribute('aria-labelledby') ?? '').split(' ').some((id) => !document.getElementById(id)?.textContent.trim()),
						)
						.map(({ outerHTML }) => outerHTML),
					// Closed, each figure is one stop.
					...[...document.querySelectorAll('figure')]
						.filter(
							(figure) => [...figure.querySelectorAll('a, summary, [tabindex]')].filter((stop) => stop.checkVisibility()).length !== 1,
						)
						.map(({ id }) => `stops of ${id}`),
				];
			});
			expect(faults).toEqual([]);
			const [scores = '', ...quarters] = await page.locator('svg[role=img]').evaluateAll((all) => all.map(({ outerHTML }) => outerHTML));
			expect(scores.length).toBeLessThanOrEqual(10_000);
			expect(brotliCompressSync(scores).length).toBeLessThanOrEqual(3_000);
			expect(quarters.join('').length).toBeLessThanOrEqual(7_000);
		}),
	);

	it('are seen in colours that the reader forces', () =>
		visitor.borrow({ forcedColors: 'active', colorScheme: 'dark' }, async (page) => {
			await visitor.go(page, pageNamed('example', 'trends'));
			const colours = await page.evaluate(() => {
				const text = getComputedStyle(document.body).color;
				const drawn = [...document.querySelectorAll('main figure path, main table path')].map((path) => getComputedStyle(path).stroke);
				return { text, drawn: [...new Set(drawn)] };
			});
			expect(colours.drawn).toEqual([colours.text]);
		}));
});

/** Runs in the page: what is drawn, and what the tables say of it. */
function readPlots() {
	const cells = (row: Element) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent.trim());
	const number = (text: string | undefined) => Number((text ?? '').replace(/[,%]/g, ''));
	const marks = (selector: string, mark: RegExp) =>
		[...document.querySelectorAll(selector)].reduce((sum, path) => sum + (path.getAttribute('d')?.match(mark)?.length ?? 0), 0);
	const weeks = [...document.querySelectorAll('#scores tbody tr')].map(cells);
	const bands = (weeks[0]?.length ?? 0) - 3;
	const weights = Array.from({ length: bands }, (_, index) => String(3 - index));
	const days = [...document.querySelectorAll('#days tbody tr')].flatMap(cells).filter((count) => count !== '');
	return {
		dots: weights.map((weight) => marks(`#scores path[data-b="${weight}"]`, /h0/g)),
		note: document.querySelector('#scores > .meta span + span')?.textContent,
		dotsSaid: weights.map((_, index) => weeks.reduce((sum, week) => sum + number(week[index + 1]), 0)),
		medians: marks('#scores path[stroke-dasharray]', /H/g),
		mediansSaid: weeks.filter((week) => /\d/.test(week[bands + 1] ?? '')).length,
		lines: { none: marks('#days path:not([data-b])', /M/g), filled: marks('#days path[data-b]', /M/g) },
		linesSaid: { none: days.filter((count) => count === '0').length, filled: days.filter((count) => count !== '0').length },
		bars: [...document.querySelectorAll('[aria-labelledby=shares] rect')].map(
			(bar) => bar.getBoundingClientRect().width / (bar.parentElement?.getBoundingClientRect().width ?? 1),
		),
		shares: [...document.querySelectorAll('[aria-labelledby=shares] tbody tr')].map((row) =>
			number(cells(row).at(-3 + (cells(row).length < 4 ? 1 : 0))),
		),
	};
}
