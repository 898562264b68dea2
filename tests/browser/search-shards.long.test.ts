import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeSearchIndex } from '../../src/build/search-index.ts';
import { serveSite } from '../../src/build/serve.ts';
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
	/** Paths of all results, in order. */
	readonly results: readonly string[];
	/** What the button for more said, each time. */
	readonly steps: readonly string[];
	/** Filters with their counts. */
	readonly choices: readonly string[];
}

describeInBrowser('an index in several shards', () => {
	const visitor = useBrowser({ sites: ['stress'] });
	let folder = '';
	let divided: Awaited<ReturnType<typeof serveSite>> | undefined;
	let shardCount = 0;

	/** The search page of the stress site as it would be if shards were small. */
	beforeAll(async () => {
		folder = mkdtempSync(path.join(tmpdir(), 'signals-test-'));
		const { folder: whole, content, url, base } = await builtSite('stress');
		const cacheDir = path.join(folder, 'cache');
		const { site } = await openSite({ config: { ...siteConfig, url, base }, contentDir: content, contentName: 'content', cacheDir, asOf });
		const shards = searchShards(site.signals, { limit: 16, most: 100 });
		shardCount = shards.length;
		for (const name of ['_astro', '_headers', '_redirects', 'search'])
			cpSync(path.join(whole, name), path.join(folder, name), { recursive: true });
		const page = path.join(folder, 'search/index.html');
		const texts = searchTexts(site, shards).replaceAll('"', '&quot;');
		writeFileSync(
			page,
			readFileSync(page, 'utf8').replace(/data-search="[^"]*"/, () => `data-search="${texts}"`),
		);
		await writeSearchIndex(site, folder, { shards });
		expect(searchFaults(site, folder, { shards })).toEqual([]);
		divided = await serveSite(folder, base, 0);
	});
	afterAll(async () => {
		await divided?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	/** Presses the button that shows more until nothing is left. */
	const see = async (page: Page, home: string | undefined, query: string): Promise<Seen> => {
		await page.goto(`${home ?? ''}search/${query}`);
		const items = page.locator('[data-results] ol > li');
		const button = page.locator('[data-results] .end button');
		await expect.poll(() => page.getByRole('status').innerText(), { timeout: 30_000 }).toMatch(/found|signal/);
		const status = await page.getByRole('status').innerText();
		const total = Number(/^\d*/.exec(status)?.[0]);
		const steps: string[] = [];
		for (let shown = Math.min(30, total); ; shown = Math.min(shown + 30, total)) {
			await expect.poll(() => items.count(), { timeout: 30_000 }).toBe(shown);
			if (shown === total) break;
			steps.push(await button.innerText());
			await button.click();
		}
		return {
			status,
			results: await items.locator('h3 a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname)),
			steps,
			choices: await page.locator('[data-facet] label').allTextContents(),
		};
	};

	it.each([
		'?q=event&sort=date',
		'?q=event&sort=score',
		'?tag=busy',
		'?tag=busy&sort=score',
		'?category=industry&sort=score',
		'?category=industry&year=2025',
		'?year=2025&min=4&sort=score',
		'?tag=hostile&tag=busy',
		'?tag=nowhere&category=industry',
		'?q=nowhereword',
	])('shows for %s what a whole one shows, in the same order, by the same steps, with the same choices', async (query) => {
		expect(shardCount).toBeGreaterThan(5);
		await visitor.borrow({}, async (page) => {
			const whole = await see(page, visitor.sites.home('stress'), query);
			expect(await see(page, divided?.url, query)).toEqual(whole);
		});
	});

	it.each([
		['words that lie in different shards', '?q=a+lab'],
		['a word that most shards lack', '?q=text+busy'],
		['the beginning of a word', '?q=donaudampf'],
		['a word that no shard has, among others', '?q=lab+nowhereword'],
		['a word that goes on where those of the index end', '?q=videotape'],
		['words in quotes', '?q=%22calmer+brisk%22'],
		['letters with accents', '?q=%C3%A9vent+7'],
		['words and a filter', '?q=week&min=7'],
	])('finds, by %s, what a whole one finds', async (_, query) => {
		await visitor.borrow({}, async (page) => {
			const whole = await see(page, visitor.sites.home('stress'), query);
			const found = await see(page, divided?.url, query);
			// How well a signal matches also depends on the others of its shard.
			expect({ ...found, results: found.results.toSorted() }).toEqual({ ...whole, results: whole.results.toSorted() });
		});
	});

	it('loads the code once, results of one step only, and parts of the index for good', async () => {
		await visitor.borrow({}, async (page) => {
			const loaded: (readonly [name: string, cached: string])[] = [];
			page.on('response', (response) => {
				const name = response
					.url()
					.replace(/^.*\/pagefind\//, '')
					.replace(/\?.*/, '');
				if (name !== response.url()) loaded.push([name, response.headers()['cache-control'] ?? '']);
			});
			await page.goto(`${divided?.url ?? ''}search/?q=event&sort=score`);
			await expect.poll(() => page.locator('[data-results] ol > li').count(), { timeout: 30_000 }).toBe(30);
			const named = (pattern: RegExp) => loaded.filter(([name]) => pattern.test(name));
			expect([named(/pagefind\.js$/), named(/entry\.json/), named(/_fragment$/)].map(({ length }) => length)).toEqual([
				1,
				shardCount + 1,
				30,
			]);
			expect(new Set(named(/(?:fragment|index|filter)\//).map(([, cached]) => cached))).toEqual(
				new Set(['public, max-age=31536000, immutable']),
			);
			expect(new Set(named(/(?:js|json|wasm\.en\.pagefind)$/).map(([, cached]) => cached))).toEqual(
				new Set(['public, max-age=0, must-revalidate']),
			);
		});
	});
});
