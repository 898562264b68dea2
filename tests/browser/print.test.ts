import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';

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
});
