import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { pageNamed } from '../helpers/site-pages.ts';

describeInBrowser('print', () => {
	const visitor = useBrowser();

	it.each(['A4', 'Letter'])('a signal fits on two pages of %s', async (format) => {
		await visitor.borrow({ colorScheme: 'dark' }, async (page) => {
			await visitor.go(page, { name: 'signal', site: 'example', route: /^signals\/karpathy-joins-anthropic\/$/ });
			const pdf = await page.pdf({ format });
			expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);

			await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
			// Ink on white, with the addresses of the sources, and nothing to click.
			expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
			expect(
				await page.evaluate(() => getComputedStyle(document.querySelector('.sources a') ?? document.body, '::after').content),
			).toContain('https://');
			expect(await page.locator('nav, summary, .rail, .back, #tags, #related, #cite').filter({ visible: true }).count()).toBe(0);
			expect(await page.locator('.story > :last-child').innerText()).toMatch(
				/\/signals\/karpathy-joins-anthropic\/ · 9\/10 · published 19 May 2026, 16:01 UTC$/,
			);
		});
	});

	it('a page prints with ink on white, also for a reader who chose the dark theme', async () => {
		const context = await visitor.profile();
		await context.addInitScript(() => {
			localStorage.setItem('theme', 'dark');
		});
		const page = await context.newPage();
		await visitor.go(page, pageNamed('example', 'signal'));
		const muted = () =>
			page
				.locator('.story .meta')
				.first()
				.evaluate((meta) => getComputedStyle(meta).color);
		expect(await muted()).toBe('rgb(170, 166, 159)');
		await page.emulateMedia({ media: 'print' });
		expect(await muted()).toBe('rgb(89, 86, 80)');
		await context.close();
	});

	it.each(['front page', 'day', 'category', 'tags', 'corrections', 'about'])(
		'the %s prints as a list, with nothing to click',
		async (name) => {
			await visitor.borrow({}, async (page) => {
				await visitor.go(page, pageNamed('example', name));
				await page.emulateMedia({ media: 'print' });
				expect(await page.locator('main').innerText()).not.toBe('');
				expect(await page.locator('nav, summary, button, input, .rail, .back').filter({ visible: true }).count()).toBe(0);
				await page.emulateMedia({ media: null });
			});
		},
	);

	it('the tags begin under their title, not on a page of their own', async () => {
		await visitor.borrow({}, async (page) => {
			await visitor.go(page, pageNamed('example', 'tags'));
			const pdf = await page.pdf({ format: 'A4' });
			expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);
		});
	});

	it('the tables of plots are printed, whether they were opened or not', async () => {
		await visitor.borrow({}, async (page) => {
			await visitor.go(page, pageNamed('example', 'trends'));
			const shown = () => page.evaluate(() => document.querySelector('.fig details td')?.checkVisibility());
			expect(await shown()).toBe(false);
			await page.emulateMedia({ media: 'print' });
			expect(await shown()).toBe(true);
			await page.emulateMedia({ media: null });
		});
	});
});
