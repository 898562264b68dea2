import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { findChromium } from './find-chromium.mjs';
import { servedSites, type ServedSites } from './served-sites.ts';
import type { SitePage } from './site-pages.ts';

const executablePath = findChromium();

/** A block of tests that need a browser: skipped, and counted so, where there is none. */
export const describeInBrowser = describe.skipIf(executablePath === undefined);

export interface Visitor {
	readonly sites: ServedSites;
	/** @returns an empty profile of its own, for tests that store something; closed with the browser at the latest */
	profile(options?: BrowserContextOptions): Promise<BrowserContext>;
	/** Lends a window that other tests had before: a new one costs more than all that is done in it. */
	borrow<T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T>;
	/** Opens a page of a built site and waits until it is loaded. A former address is shown without leading on. */
	go(page: Page, sitePage: SitePage): Promise<void>;
}

/** @returns a browser with an empty profile, for whoever closes it. */
export function launchChromium(): Promise<Browser> {
	return chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: flags });
}

/** Starts one browser with an empty profile and serves both sites, for the block of tests that calls it. */
export function useBrowser(): Visitor {
	let browser: Browser | undefined;
	let sites: ServedSites | undefined;
	const idle = new Map<string, Page[]>();
	const profile = (options: BrowserContextOptions = {}) => started(browser).newContext({ reducedMotion: 'reduce', ...options });

	beforeAll(async () => {
		sites = await servedSites();
		browser = await launchChromium();
	});
	afterAll(async () => {
		await browser?.close();
		await sites?.close();
	});
	return {
		get sites() {
			return started(sites);
		},
		profile,
		async borrow(options, use) {
			const key = JSON.stringify(options);
			const page = idle.get(key)?.pop() ?? (await (await profile(options)).newPage());
			const result = await use(page);
			// A page whose test failed is not lent again.
			page.removeAllListeners();
			await page.unrouteAll();
			idle.set(key, [...(idle.get(key) ?? []), page]);
			return result;
		},
		async go(page, sitePage) {
			const { url, html } = started(sites).find(sitePage);
			if (sitePage.isMoved === true) {
				const body = html.replace(/<meta http-equiv="refresh"[^>]*>/, '');
				await page.route(url, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
			}
			await page.goto(url, { waitUntil: 'load' });
		},
	};
}

const flags = [
	'--headless=new',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

function started<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('The browser starts before the first test, not earlier.');
	return value;
}
