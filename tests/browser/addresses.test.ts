import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { listen } from '../helpers/quiet.ts';
import { isKnown, pageNamed } from '../helpers/site-pages.ts';

describeInBrowser('an address', () => {
	const visitor = useBrowser();

	it('that does not exist answers 404 with a whole page', async () => {
		await visitor.borrow({}, async (page) => {
			const home = visitor.sites.home('stress');
			const heard = listen(page, home);
			const response = await page.goto(`${home}no/such/page/`);
			expect(response?.status()).toBe(404);
			expect(await page.locator('h1').innerText()).toBe('No signal at this address');
			expect(await page.evaluate(() => document.styleSheets.length)).toBe(1);
			// The page's own status is as it should be.
			expect(heard.filter((line) => !line.includes('404'))).toEqual([]);
		});
	});

	it('of former days leads on, by the host and without it', async () => {
		await visitor.borrow({}, async (page) => {
			const home = visitor.sites.home('stress');
			await page.goto(`${home}signals/old-name/`);
			expect(page.url()).toBe(`${home}signals/score-ten/`);

			const { url, html } = visitor.sites.find(pageNamed('stress', 'former address'));
			await page.route(url, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
			await page.goto(url);
			await page.waitForURL(`${home}signals/score-ten/`, { timeout: 10_000 });
		});
	});

	it('is of a template that the tests know, whatever it is', () => {
		for (const site of ['example', 'stress'] as const)
			expect([...visitor.sites.pages(site).keys()].filter((path) => !isKnown(path))).toEqual([]);
	});
});
