import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import type { SitePage } from '../helpers/site-pages.ts';

const signalPage = (site: SitePage['site'], slug: string): SitePage => ({ name: slug, site, route: new RegExp(`^signals/${slug}/$`) });
const phone = { viewport: { width: 390, height: 844 } };

describeInBrowser('the page of a signal', () => {
	const visitor = useBrowser();

	it('shows title, score and the whole take on the first screen of a phone', async () => {
		await visitor.borrow(phone, async (page) => {
			await visitor.go(page, { name: 'front page', site: 'example', route: /^$/ });
			await page.locator('main h3 a').first().click();
			const ends = async () =>
				Promise.all(
					['.score', 'h1', '.lead'].map(async (part) =>
						page
							.locator(`.story ${part}`)
							.first()
							.evaluate((element) => element.getBoundingClientRect().bottom),
					),
				);
			expect(Math.max(...(await ends()))).toBeLessThanOrEqual(844);
			await visitor.go(page, signalPage('example', 'karpathy-joins-anthropic'));
			expect(Math.max(...(await ends()))).toBeLessThanOrEqual(844);
		});
	});

	it('never ends a line of its title at a hyphen after or before a letter or two', async () => {
		for (const width of [320, 390, 768, 1280]) {
			await visitor.borrow({ viewport: { width, height: 900 } }, async (page) => {
				await visitor.go(page, signalPage('example', 'karpathy-joins-anthropic'));
				const words = page.locator('h1 .nb');
				expect(await words.allTextContents()).toEqual(['co-founder']);
				expect(await words.evaluateAll((all) => all.map((word) => word.getClientRects().length)), String(width)).toEqual([1]);
			});
		}
	});

	it('leads from its text to a source and back', async () => {
		await visitor.borrow(phone, async (page) => {
			await visitor.go(page, signalPage('stress', 'everything-in-markdown'));
			const reference = page.getByRole('link', { name: '[1]', exact: true });
			await reference.click();
			expect(await page.evaluate(() => document.querySelector(':target')?.matches('.sources > li:first-child'))).toBe(true);
			await page.getByRole('link', { name: 'Back to reference to source 1' }).click();
			expect(await reference.evaluate((link) => link.matches(':target'))).toBe(true);
			await visitor.go(page, signalPage('stress', 'score-ten'));
			expect(await page.getByRole('link', { name: /^Back to reference to source/ }).count()).toBe(0);
		});
	});

	it('has its parts in order, its facts at addresses of their own, and headings that lead to themselves', async () => {
		await visitor.borrow(phone, async (page) => {
			await visitor.go(page, signalPage('stress', 'score-ten'));
			const places = await page.evaluate((parts) => {
				const all = [...document.querySelectorAll('*')];
				return parts.map((part) => all.findIndex((element) => element.matches(part)));
			}, parts);
			expect(places).not.toContain(-1);
			expect(places).toEqual(places.toSorted((a, b) => a - b));
			const facts = page.locator('dl dt');
			expect(await facts.evaluateAll((terms) => terms.map(({ id }) => id))).toEqual([
				'f-score',
				'f-category',
				'f-published',
				'f-updated',
				'f-tags',
				'f-id',
			]);
			const headings = await page
				.locator('.story h2')
				.evaluateAll((all) => all.map((heading) => [heading.id, heading.querySelector('a')?.getAttribute('href')]));
			expect(headings.map(([id]) => id)).toEqual(
				expect.arrayContaining(['technical-context', 'why-it-matters', 'what-to-watch-next', 'sources', 'updates']),
			);
			expect(headings).toEqual(headings.map(([id]) => [id, `#${id ?? ''}`]));
			await page.goto(`${page.url()}#updates`);
			expect(await page.locator('#updates').evaluate((heading) => heading.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
		});
	});

	it('says why other signals are related, and shows them in red only from nine', async () => {
		await visitor.borrow({}, async (page) => {
			await visitor.go(page, signalPage('stress', 'score-ten'));
			const related = page.locator('section:has(> #related) li');
			expect(await related.count()).toBeGreaterThanOrEqual(3);
			expect(await related.first().locator('.tags').innerText()).toBe('5 May 2026 Large language models; same category');
			const isRed = await related
				.locator('data')
				.evaluateAll((scores) =>
					scores.map((score) => [
						Number(score.getAttribute('value')) >= 9,
						getComputedStyle(score).color !== getComputedStyle(document.body).color,
					]),
				);
			expect(isRed.map(([isHeavy]) => isHeavy)).toEqual(expect.arrayContaining([true, false]));
			for (const [isHeavy, isColoured] of isRed) expect(isColoured).toBe(isHeavy);
		});
	});

	it('copies its citation, BibTeX and Markdown link, and says so', async () => {
		const context = await visitor.profile({ permissions: ['clipboard-read', 'clipboard-write'] });
		const page = await context.newPage();
		await visitor.go(page, signalPage('example', 'karpathy-joins-anthropic'));
		await openCitation(page);
		for (const [name, start, said] of [
			['Copy citation', '“Andrej Karpathy', 'Citation copied.'],
			['Copy BibTeX', '@misc{signals.example:karpathy-joins-anthropic,\n  author', 'BibTeX copied.'],
			['Copy Markdown link', '[Andrej Karpathy', 'Markdown link copied.'],
		] as const) {
			await page.getByRole('button', { name }).press('Enter');
			await page.getByRole('status').filter({ hasText: said }).waitFor();
			const copied = await page.evaluate(() => navigator.clipboard.readText());
			expect(copied.startsWith(start)).toBe(true);
			expect(await page.locator('[data-copy]').allTextContents()).toContain(copied);
		}
		await page.evaluate(() => {
			navigator.clipboard.writeText = () => Promise.reject(new Error('Refused.'));
		});
		await page.getByRole('button', { name: 'Copy BibTeX' }).click();
		await page.getByRole('status').filter({ hasText: 'Select the text instead' }).waitFor();
		await context.close();
	});

	it('shows the same texts without a script, and no button that would do nothing', async () => {
		await visitor.borrow({ javaScriptEnabled: false }, async (page) => {
			await visitor.go(page, signalPage('example', 'karpathy-joins-anthropic'));
			await openCitation(page);
			expect(await page.locator('[data-copy]').filter({ visible: true }).count()).toBe(3);
			expect(await page.locator('.story button').count()).toBe(0);
		});
	});

	it('the marker of an item stands on the side where its text begins, in either direction', async () => {
		const context = await visitor.profile();
		const page = await context.newPage();
		await visitor.go(page, signalPage('stress', 'rtl'));
		const directions = await page
			.locator('.prose :is(ul, ol) > li')
			.evaluateAll((items) => items.map((item) => getComputedStyle(item).direction));
		expect(directions).toEqual(['rtl', 'rtl']);
		await visitor.go(page, signalPage('stress', 'everything-in-markdown'));
		const others = await page
			.locator('.prose :is(ul, ol) > li')
			.evaluateAll((items) => items.map((item) => getComputedStyle(item).direction));
		expect(new Set(others)).toEqual(new Set(['ltr']));
		await context.close();
	});
});

/** Every part of a signal's page that has everything, from top to bottom. */
const parts = [
	'.skip',
	'.mast',
	'.back',
	'.score',
	'header .meta',
	'h1',
	'.scale',
	'.lead',
	'.note',
	'.jump',
	'.prose',
	'#forecasts',
	'#sources',
	'#updates',
	'#scores',
	'#tags',
	'#related',
	'#cite',
	'#f-score',
	'#thread',
	'nav.end',
];

async function openCitation(page: Page): Promise<void> {
	await page.locator('.story summary').click();
}
