import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeSearchIndex } from '../../src/build/search-index.ts';
import { searchFaults } from '../../src/build/verify-search.ts';
import siteConfig from '../../src/site.config.ts';
import { openSite } from '../../src/site/open.ts';
import { searchTexts } from '../../src/site/search-page.ts';
import { searchShards } from '../../src/site/search-shards.ts';
import { asOf, builtSite } from '../helpers/built-site.ts';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';

/** What a reader sees of a search. */
interface Seen {
	readonly status: string;
	readonly titles: readonly string[];
	readonly steps: readonly string[];
	readonly choices: readonly string[];
}

describeInBrowser('an index in several shards', () => {
	const visitor = useBrowser({ sites: ['stress'] });
	let folder = '';
	let texts = '';
	let shardCount = 0;

	beforeAll(async () => {
		folder = mkdtempSync(path.join(tmpdir(), 'signals-test-'));
		const { content, url, base } = await builtSite('stress');
		const options = {
			config: { ...siteConfig, url, base },
			contentDir: content,
			contentName: 'content',
			cacheDir: path.join(folder, 'cache'),
			asOf,
		};
		const { site } = await openSite(options);
		const shards = searchShards(site.signals, { limit: 16, most: 100 });
		await writeSearchIndex(site, folder, { shards });
		expect(searchFaults(site, folder, shards)).toEqual([]);
		texts = searchTexts(site, shards);
		shardCount = shards.length;
	});
	afterAll(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	/** Opens the page as it is built, or as it would be if its shards were small. */
	const open = async (page: Page, query: string, isDivided: boolean) => {
		const home = visitor.sites.home('stress');
		await page.unrouteAll();
		if (isDivided) {
			await page.route(`${home}pagefind/**`, (route) => {
				const file = path.join(folder, new URL(route.request().url()).pathname.replace(new URL(home).pathname, ''));
				return existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404 });
			});
			const html = (visitor.sites.pages('stress').get('search/') ?? '').replace(
				/data-search="[^"]*"/,
				() => `data-search="${texts.replaceAll('"', '&quot;')}"`,
			);
			await page.route(`${home}search/*`, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
		}
		await page.goto(`${home}search/${query}`);
		await expect.poll(() => page.getByRole('status').innerText(), { timeout: 30_000 }).toMatch(/found|signal/);
	};

	/** Presses the button that shows more until nothing is left. */
	const read = async (page: Page): Promise<Seen> => {
		const items = page.locator('[data-results] ol > li');
		const button = page.locator('[data-results] .end button');
		const status = await page.getByRole('status').innerText();
		const total = Number(/^[\d,]+/.exec(status)?.[0].replace(',', '') ?? 0);
		const steps: string[] = [];
		for (let shown = Math.min(30, total); ; shown = Math.min(shown + 30, total)) {
			await expect.poll(() => items.count(), { timeout: 30_000 }).toBe(shown);
			if (shown === total) break;
			steps.push(await button.innerText());
			await button.click();
		}
		return {
			status,
			titles: await items.locator('h3 a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname)),
			steps,
			choices: await page
				.locator('[data-facet] label')
				.evaluateAll((labels) => labels.map((label) => label.textContent.trim().replace(/\s+/g, ' '))),
		};
	};

	it('is made of several', () => {
		expect(shardCount).toBeGreaterThan(5);
	});

	it.each([
		'?sort=date&q=event',
		'?sort=score&q=event',
		'?sort=score&q=even',
		'?tag=busy',
		'?tag=busy&sort=score',
		'?category=industry&sort=score',
		'?category=industry&year=2025',
		'?year=2025&min=4&sort=score',
		'?min=7&q=week',
		'?tag=hostile&tag=busy',
		'?tag=nowhere&category=industry',
		'?q=nowhereword',
	])('shows for %s what a whole one shows, in the same order, by the same steps, with the same choices', async (query) => {
		await visitor.borrow({}, async (page) => {
			await open(page, query, false);
			const whole = await read(page);
			await open(page, query, true);
			expect(await read(page)).toEqual(whole);
		});
	});

	it.each([
		'?q=event',
		'?q=a+lab',
		'?q=text+busy',
		'?q=busi',
		'?q=donaudampf',
		'?q=lab+nowhereword',
		'?q=eventually',
		'?q=%22busy+day%22',
		'?q=%C3%A9vent+7',
	])('finds for %s what a whole one finds', async (query) => {
		await visitor.borrow({}, async (page) => {
			await open(page, query, false);
			const whole = await read(page);
			await open(page, query, true);
			const divided = await read(page);
			expect(divided.titles.toSorted()).toEqual(whole.titles.toSorted());
			expect({ ...divided, titles: [] }).toEqual({ ...whole, titles: [] });
		});
	});

	it('loads the code once, and results of one step only', async () => {
		await visitor.borrow({}, async (page) => {
			const requests: string[] = [];
			page.on('request', (request) => requests.push(request.url()));
			await open(page, '?sort=score&q=event', true);
			await expect.poll(() => page.locator('[data-results] ol > li').count(), { timeout: 30_000 }).toBe(30);
			const count = (pattern: RegExp) => requests.filter((url) => pattern.test(url)).length;
			expect([count(/pagefind\.js$/), count(/pagefind-entry\.json/), count(/\.pf_fragment$/)]).toEqual([1, shardCount + 1, 30]);
		});
	});
});
