import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { findChromium } from './find-chromium.mjs';
import { servedSites, type ServedSites } from './served-sites.ts';
import type { SitePage } from './site-pages.ts';

const executablePath = findChromium();

/** A block of tests that need a browser: skipped, and counted so, where there is none. */
export const describeInBrowser = describe.skipIf(executablePath === undefined);

export interface Visitor {
	readonly browser: Browser;
	readonly sites: ServedSites;
	/** @returns a new profile; closed with the browser at the latest */
	profile(options?: BrowserContextOptions): Promise<BrowserContext>;
	/** Opens a page of a built site and waits until it is loaded. A former address is opened without being led on. */
	open(context: BrowserContext, page: SitePage): Promise<Page>;
}

/** Starts one browser with an empty profile and serves both sites, for the block of tests that calls it. */
export function useBrowser(): Visitor {
	let browser: Browser | undefined;
	let sites: ServedSites | undefined;
	beforeAll(async () => {
		sites = await servedSites();
		browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: flags });
	});
	afterAll(async () => {
		await browser?.close();
		await sites?.close();
	});
	return {
		get browser() {
			return started(browser);
		},
		get sites() {
			return started(sites);
		},
		profile: (options = {}) => started(browser).newContext({ reducedMotion: 'reduce', ...options }),
		async open(context, sitePage) {
			const page = await context.newPage();
			const { url, html } = started(sites).find(sitePage);
			if (sitePage.isMoved === true) {
				const body = html.replace(/<meta http-equiv="refresh"[^>]*>/, '');
				await page.route(url, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
			}
			await page.goto(url, { waitUntil: 'load' });
			return page;
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
