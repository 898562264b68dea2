import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { chromiumPath, launchChromium } from './launch-chromium.ts';
import type { SiteName } from './built-site.ts';
import { servedSites, type ServedSites } from './served-sites.ts';
import type { SitePage } from './site-pages.ts';

export { launchChromium } from './launch-chromium.ts';

/** A block of tests that need a browser: skipped, and counted so, where there is none. */
export const describeInBrowser = describe.skipIf(chromiumPath === undefined);

export interface Visitor {
	readonly sites: ServedSites;
	/** @returns an empty profile of its own, for tests that store something; closed with the browser at the latest */
	profile(options?: BrowserContextOptions): Promise<BrowserContext>;
	/** Lends a window that other tests had before: a new one costs more than all that is done in it. */
	borrow<T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T>;
	/**
	 * Opens a page of a built site and waits until it is loaded. A former address is shown without leading on. Without its script, the
	 * page is as it is where there is none, though the script of a test can run in it.
	 */
	go(page: Page, sitePage: SitePage, options?: { readonly hasScript?: boolean }): Promise<void>;
}

/**
 * Starts one browser with an empty profile and serves built sites, for the block of tests that calls it.
 * @param options.initScript runs in every page before anything else does
 * @param options.sites the example and the stress site, unless said otherwise
 */
export function useBrowser({ initScript, sites: names }: { initScript?: string; sites?: readonly SiteName[] } = {}): Visitor {
	let browser: Browser | undefined;
	let sites: ServedSites | undefined;
	const idle = new Map<string, Page[]>();
	const profile = async (options: BrowserContextOptions = {}) => {
		const context = await started(browser).newContext({ reducedMotion: 'reduce', ...options });
		if (initScript !== undefined) await context.addInitScript(initScript);
		return context;
	};

	beforeAll(async () => {
		sites = await servedSites(names);
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
		async go(page, sitePage, { hasScript = true } = {}) {
			const { url, html } = started(sites).find(sitePage);
			await page.unroute(url);
			if (sitePage.isMoved === true || !hasScript) {
				const staying = html.replace(/<meta http-equiv="refresh"[^>]*>/, '');
				const body = hasScript ? staying : staying.replace(/<script\b[^]*?<\/script>|<\/?noscript[^>]*>/g, '');
				await page.route(url, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
			}
			await page.goto(url, { waitUntil: 'load' });
		},
	};
}

function started<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('The browser starts before the first test, not earlier.');
	return value;
}
