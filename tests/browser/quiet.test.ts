import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { isKnown, pageNamed, sitePages } from '../helpers/site-pages.ts';

describeInBrowser.concurrent('every page reads without a script and stays quiet with one', () => {
	const visitor = useBrowser();

	it.each(sitePages)('$site: $name', async (sitePage) => {
		const home = visitor.sites.home(sitePage.site);
		const withScript = await visitor.borrow({}, async (page) => {
			const heard = await listen(page, home);
			await page.setViewportSize({ width: 390, height: 800 });
			await visitor.go(page, sitePage);
			const text = await mainText(page);
			await page.evaluate(reachEverything);
			expect(await page.evaluate('refused')).toEqual([]);
			expect(await cookiesAndStorage(page)).toBe('');
			expect(heard).toEqual([]);
			return text;
		});
		const withoutScript = await visitor.borrow({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } }, async (page) => {
			await visitor.go(page, sitePage);
			return mainText(page);
		});
		expect(withoutScript).not.toBe('');
		expect(withoutScript).toBe(withScript);
	});

	it('an address that does not exist answers 404 with a whole page', async () => {
		await visitor.borrow({}, async (page) => {
			const home = visitor.sites.home('stress');
			const heard = await listen(page, home);
			const response = await page.goto(`${home}no/such/page/`);
			expect(response?.status()).toBe(404);
			expect(await page.locator('h1').innerText()).toBe('No signal at this address');
			expect(await page.evaluate(() => document.styleSheets.length)).toBe(1);
			// The page's own status is as it should be.
			expect(heard.filter((line) => !line.includes('404'))).toEqual([]);
		});
	});

	it('a former address leads on, by the host and without it', async () => {
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

	it('knows every template of both sites', () => {
		for (const site of ['example', 'stress'] as const) expect(visitor.sites.pages(site).filter((path) => !isKnown(path))).toEqual([]);
	});
});

/** @returns what a page says from now on: messages, errors, dialogs, what does not arrive, and what leaves the site */
async function listen(page: Page, home: string): Promise<string[]> {
	const heard: string[] = [];
	page.on('console', (message) => heard.push(`console ${message.type()}: ${message.text()}`));
	page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
	page.on('dialog', (dialog) => {
		heard.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on('request', (request) => {
		if (!request.url().startsWith(home)) heard.push(`request: ${request.url()}`);
	});
	page.on('requestfailed', (request) => heard.push(`failed: ${request.url()}`));
	page.on('response', (response) => {
		if (response.status() >= 400) heard.push(`${response.status()}: ${response.url()}`);
	});
	await page.addInitScript(
		"globalThis.refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective}: ${event.blockedURI}`));",
	);
	return heard;
}

/** Runs in the page: opens what is folded and loads what waits to be scrolled to. */
async function reachEverything(): Promise<void> {
	for (const details of document.querySelectorAll('details')) details.open = true;
	scrollTo(0, document.documentElement.scrollHeight);
	await Promise.allSettled([...document.images].map((image) => image.decode()));
}

async function mainText(page: Page): Promise<string> {
	return page.locator('main').innerText();
}

/** @returns what a page keeps without being asked; empty when it keeps nothing. */
async function cookiesAndStorage(page: Page): Promise<string> {
	return page.evaluate(() => document.cookie + Object.keys(localStorage).join() + Object.keys(sessionStorage).join());
}
