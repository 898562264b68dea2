import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { isKnown, sitePages } from '../helpers/site-pages.ts';

describeInBrowser.concurrent('every page reads without a script and stays quiet with one', () => {
	const visitor = useBrowser();

	it.each(sitePages)('$site: $name', async (sitePage) => {
		const context = await visitor.profile({ viewport: { width: 390, height: 800 } });
		const heard = await listen(context, visitor.sites.home(sitePage.site));
		const page = await visitor.open(context, sitePage);
		const withScript = await mainText(page);
		await page.evaluate(() => {
			for (const details of document.querySelectorAll('details')) details.open = true;
			scrollTo(0, document.documentElement.scrollHeight);
		});
		await page.waitForLoadState('networkidle');
		expect(await cookiesAndStorage(page)).toEqual('');
		expect(heard).toEqual([]);
		await context.close();

		const scriptless = await visitor.profile({ viewport: { width: 390, height: 800 }, javaScriptEnabled: false });
		const plain = await visitor.open(scriptless, sitePage);
		const withoutScript = await mainText(plain);
		await scriptless.close();
		expect(withoutScript).not.toBe('');
		expect(withoutScript).toBe(withScript);
	});

	it('an address that does not exist answers 404 with a whole page', async () => {
		const context = await visitor.profile();
		const heard = await listen(context, visitor.sites.home('stress'));
		const page = await context.newPage();
		const response = await page.goto(`${visitor.sites.home('stress')}no/such/page/`);
		expect(response?.status()).toBe(404);
		expect(await page.locator('h1').innerText()).toBe('No signal at this address');
		expect(await page.evaluate(() => getComputedStyle(document.body).marginTop)).toBe('0px');
		// Chromium reports the status of the page itself, which is as it should be.
		expect(heard.filter((line) => !line.includes('404'))).toEqual([]);
		await context.close();
	});

	it('a former address leads on, by the host and without it', async () => {
		const context = await visitor.profile();
		const [former, present] = ['signals/old-name/', 'signals/score-ten/'].map((path) => visitor.sites.home('stress') + path);
		const page = await context.newPage();
		await page.goto(former ?? '');
		expect(page.url()).toBe(present);

		const { html } = visitor.sites.find({ name: 'former address', site: 'stress', route: /^signals\/old-name\/$/ });
		await page.route(former ?? '', (route) => route.fulfill({ body: html, contentType: 'text/html' }));
		await page.goto(former ?? '');
		await page.waitForURL(present ?? '');
		await context.close();
	});

	it('knows every template of both sites', () => {
		for (const site of ['example', 'stress'] as const) expect(visitor.sites.pages(site).filter((path) => !isKnown(path))).toEqual([]);
	});
});

/** @returns what a profile says from now on: messages, errors, refused requests, dialogs, and requests that leave the site. */
async function listen(context: BrowserContext, home: string): Promise<string[]> {
	const heard: string[] = [];
	context.on('console', (message) => heard.push(`console ${message.type()}: ${message.text()}`));
	context.on('weberror', (error) => heard.push(`error: ${error.error().message}`));
	context.on('dialog', (dialog) => {
		heard.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	context.on('request', (request) => {
		if (!request.url().startsWith(home)) heard.push(`request: ${request.url()}`);
	});
	context.on('requestfailed', (request) => heard.push(`failed: ${request.url()}`));
	context.on('response', (response) => {
		if (response.status() >= 400) heard.push(`${response.status()}: ${response.url()}`);
	});
	await context.exposeFunction('report', (line: string) => heard.push(line));
	await context.addInitScript(`addEventListener('securitypolicyviolation', (event) => report('refused ' + event.violatedDirective + ': ' + event.blockedURI));`);
	return heard;
}

async function mainText(page: Page): Promise<string> {
	return page.locator('main').innerText();
}

/** @returns what a page keeps without being asked; empty when it keeps nothing. */
async function cookiesAndStorage(page: Page): Promise<string> {
	return page.evaluate(() => document.cookie + Object.keys(localStorage).join() + Object.keys(sessionStorage).join());
}
