import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeFaults } from '../helpers/axe-faults.ts';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import type { SiteName } from '../helpers/built-site.ts';

describeInBrowser('the search page', () => {
	const visitor = useBrowser();

	/** Opens the page and listens to what it says and asks for; nothing may be refused or go wrong. */
	const search = <T>(site: SiteName, query: string, use: (page: Page, requests: string[]) => Promise<T>) =>
		visitor.borrow({}, async (page) => {
			const home = visitor.sites.home(site);
			const said: string[] = [];
			const requests: string[] = [];
			page.on('console', (message) => said.push(message.text()));
			page.on('pageerror', (error) => said.push(error.message));
			page.on('request', (request) => requests.push(request.url().replace(home, '')));
			await page.addInitScript(
				"globalThis.refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective}: ${event.blockedURI}`));",
			);
			await page.goto(`${home}search/${query}`);
			const result = await use(page, requests);
			expect(await page.evaluate('refused')).toEqual([]);
			expect(said).toEqual([]);
			expect(requests.filter((url) => /^https?:/.test(url))).toEqual([]);
			return result;
		});

	it('loads nothing of the index before it is wanted, and finds while somebody types', async () => {
		await search('example', '', async (page, requests) => {
			await page.waitForLoadState('networkidle');
			expect(requests.filter((url) => url.includes('pagefind'))).toEqual([]);
			await page.getByRole('searchbox', { name: 'Search 33 signals' }).focus();
			await page.keyboard.type('erdos unit');
			await status(page, /^1 signal for “erdos unit”, best match first\.$/);
			const result = results(page).first();
			expect(await result.innerText()).toMatch(/^.*Erdős.*\n[\d.]+\n.*\nResearch\s+\d+ May 2026/s);
			expect(await result.getByRole('link').first().getAttribute('href')).toMatch(/^\/signals\/model-refutes-erdos/);
			expect(await result.locator('h3 mark').allInnerTexts()).toContain("Erdős's");
			expect(await result.locator('.take mark').count()).toBeGreaterThan(0);
			expect(new URL(page.url()).search).toBe('?q=erdos+unit');

			await page.getByRole('searchbox').fill('erdos models');
			await status(page, /“erdos models”/);
			await eventually(() => results(page).first().locator('h3 mark').allInnerTexts()).toContain('model');
		});
	});

	it('keeps a word such as S-1 on one line of a title, marked or not', async () => {
		for (const [query, marked] of [
			['listing draft', 0],
			['s-1 draft', 1],
		] as const) {
			await search('example', `?q=${encodeURIComponent(query)}`, async (page) => {
				const title = results(page).locator('h3', { hasText: 'draft S-1' }).first();
				await title.waitFor();
				expect(await title.locator('.nb').allInnerTexts()).toEqual(['S-1,']);
				expect(await title.locator('mark.nb').count()).toBe(marked);
				expect(
					await title.locator('.nb').evaluate((word) => getComputedStyle(word).whiteSpaceCollapse + getComputedStyle(word).textWrapMode),
				).toBe('collapsenowrap');
			});
		}
	});

	it('finds every listed signal by words of its own, and no other', async () => {
		await search('stress', '', async (page) => {
			const { urls, lost } = await page.evaluate<{ urls: string[]; lost: string[] }>(searchForEach);
			expect(lost).toEqual([]);
			const base = new URL(visitor.sites.home('stress')).pathname;
			const listed = visitor.sites.listed('stress').map((path) => base + path);
			expect(urls.toSorted()).toEqual(listed.toSorted());
		});
	});

	it('narrows by category, tag, score and year, orders, and says all of it in its address', async () => {
		await search('example', '?q=anthropic', async (page) => {
			await status(page, /^\d+ signals for “anthropic”/);
			const before = await count(page);
			await page.getByRole('radio', { name: /^7\+ Major/ }).check();
			await eventually(() => count(page)).toBeLessThan(before);
			for (const score of await scores(page)) expect(score).toBeGreaterThanOrEqual(7);
			// What else could be chosen is still counted.
			expect(await page.getByRole('radio', { name: /^All/ }).first().locator('..').innerText()).toMatch(new RegExp(`${before}$`));

			const middle = await count(page);
			await page.getByRole('radio', { name: /^Industry/ }).check();
			await eventually(() => count(page)).toBeLessThan(middle);
			await page.getByRole('radio', { name: '2026' }).check();
			await page.getByRole('checkbox', { name: /^Anthropic/ }).check();
			await page.getByRole('radio', { name: 'Highest score' }).check();
			await status(page, /highest score first/);
			await eventually(() => new URL(page.url()).search).toBe('?q=anthropic&category=industry&min=7&year=2026&tag=anthropic&sort=score');
			const shown = await scores(page);
			expect(shown.length).toBeGreaterThan(1);
			expect(shown).toEqual(shown.toSorted((a, b) => b - a));

			const text = await results(page).allInnerTexts();
			await page.reload();
			await eventually(() => results(page).allInnerTexts()).toEqual(text);
			expect(await page.getByRole('searchbox').inputValue()).toBe('anthropic');
			expect(
				await page.locator('input:checked').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).dataset['value'])),
			).toEqual(expect.arrayContaining(['7', 'industry', 'anthropic', '2026', 'score']));
		});
	});

	it('lists what its filters hold without any words, newest first, 30 at a time, and says where it ends', async () => {
		await search('stress', '?tag=busy', async (page) => {
			await status(page, /^41 signals, newest first\.$/);
			await eventually(() => results(page).count()).toBe(30);
			const times = await page.locator('.feed time').evaluateAll((all) => all.map((time) => (time as HTMLTimeElement).dateTime));
			expect(times).toEqual(times.toSorted().toReversed());

			await page.getByRole('button', { name: 'Show 11 more' }).focus();
			await page.keyboard.press('Enter');
			await eventually(() => results(page).count()).toBe(41);
			await page.getByText('That is everything.').waitFor();
			// The button that had the focus is gone.
			expect(await page.evaluate(() => document.activeElement?.closest('li') === document.querySelectorAll('ol.feed > li')[30])).toBe(true);
		});
	});

	it('says what to do where nothing is found, and finds again without filters', async () => {
		await search('example', '?q=deepseek&min=9', async (page) => {
			await status(page, /^Nothing was found for “deepseek”\.$/);
			await page.getByText('Fewer words, or the beginning of a word, find more.').waitFor();
			await page.getByRole('button', { name: 'Search without filters' }).click();
			await status(page, /^\d+ signals for “deepseek”/);
			expect(await focused(page)).toBe('q');
			expect(new URL(page.url()).search).toBe('?q=deepseek');
		});
	});

	it('is used by keyboard alone, and never loses the focus', async () => {
		await search('example', '', async (page) => {
			await page.getByRole('searchbox').focus();
			await page.keyboard.type('openai');
			await page.keyboard.press('Enter');
			await status(page, /“openai”/);
			expect(await focused(page)).toBe('q');
			// Button, summary, then the first choice.
			await page.keyboard.press('Tab');
			await page.keyboard.press('Tab');
			expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
			await page.evaluate(() => {
				const details = document.querySelector('details:has([data-facet])');
				if (details instanceof HTMLDetailsElement) details.open = true;
			});
			await page.keyboard.press('Tab');
			await page.keyboard.press('ArrowDown');
			await eventually(() => new URL(page.url()).search).toBe('?q=openai&min=4');
			await page.keyboard.press('Tab');
			await page.keyboard.press('ArrowDown');
			await eventually(() => new URL(page.url()).search).toMatch(/^\?q=openai&category=[a-z-]+&min=4$/);
			const value = new URL(page.url()).searchParams.get('category');
			await status(page, /“openai”/);
			expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).dataset['value'])).toBe(value);

			// What is chosen moves to the front of its list, but not away from whom chose it.
			await page.locator('[data-facet=tag] input').nth(2).focus();
			for (const isChosen of [true, false]) {
				await page.keyboard.press('Space');
				await eventually(() => new URL(page.url()).searchParams.has('tag')).toBe(isChosen);
				await status(page, /“openai”/);
				await eventually(() => page.getByRole('checkbox', { checked: true }).count()).toBe(isChosen ? 1 : 0);
				expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('checkbox');
			}

			await page.getByRole('searchbox').focus();
			await page.keyboard.press('Escape');
			expect(await page.getByRole('searchbox').inputValue()).toBe('');
			expect(await focused(page)).toBe('q');
			await page.keyboard.press('Escape');
			await eventually(() => new URL(page.url()).search).toBe('');
			await eventually(() => results(page).count()).toBe(0);
			expect(await page.getByRole('status').innerText()).toBe('');
		});
	});

	it('shows hostile names as text, fits 320 pixels with results and filters, and has nothing axe finds', async () => {
		await search('stress', '?tag=hostile', async (page) => {
			await page.setViewportSize({ width: 320, height: 800 });
			await status(page, /signals, newest first/);
			await eventually(() => results(page).count()).toBeGreaterThan(3);
			await page.locator('main summary').click();
			expect(await page.locator(':is([data-results], [data-filters]) :is(script, img, iframe, style)').count()).toBe(0);
			const links = await page.locator('[data-results] a').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
			expect(links.filter((link) => !link.startsWith(visitor.sites.home('stress')))).toEqual([]);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
			expect(await axeFaults(page)).toEqual([]);
		});
	});

	it('leaves theme and density alone, whatever a tag is named', async () => {
		const look = (page: Page) =>
			page.evaluate(() => [getComputedStyle(document.documentElement).colorScheme, getComputedStyle(document.body).colorScheme].join());
		await search('stress', '?tag=dark&tag=compact-headlines', async (page) => {
			await status(page, /^1 signal, newest first\.$/);
			await eventually(() => page.getByRole('checkbox', { name: /dark/ }).isChecked()).toBe(true);
			expect(await look(page)).toBe('light dark,light dark');
			expect(await page.locator('.feed .take').isVisible()).toBe(true);
		});
	});

	it('keeps what is shown when further results do not arrive, and takes another press for another try', async () => {
		await visitor.borrow({}, async (page) => {
			await page.goto(`${visitor.sites.home('stress')}search/?tag=busy`);
			const more = page.getByRole('button', { name: /^Show \d+ more$/ });
			await more.waitFor();
			await eventually(() => results(page).count()).toBe(30);
			await page.route(/\.pf_fragment/, (route) => route.abort());
			await more.click();
			await status(page, /^The index could not be loaded/);
			expect(await results(page).count()).toBe(30);
			await page.unroute(/\.pf_fragment/);
			await more.click();
			await eventually(() => results(page).count()).toBeGreaterThan(30);
		});
	});

	it('takes up what was typed before its script was there', async () => {
		await visitor.borrow({}, async (page) => {
			const held = Promise.withResolvers<undefined>();
			await page.route(/search\.astro.*\.js$/, async (route) => {
				await held.promise;
				await route.continue();
			});
			await page.goto(`${visitor.sites.home('example')}search/?q=old`, { waitUntil: 'commit' });
			await page.getByRole('searchbox').fill('erdos');
			held.resolve(undefined);
			await status(page, /“erdos”/);
			expect(await page.getByRole('searchbox').inputValue()).toBe('erdos');
		});
	});

	it('without JavaScript leads to a search elsewhere, of this site alone, and to the lists', async () => {
		await visitor.borrow({ javaScriptEnabled: false }, async (page) => {
			await page.goto(`${visitor.sites.home('stress')}search/`);
			expect(await page.locator('main a').allInnerTexts()).toEqual(['Archive', 'Tags', 'Categories']);
			expect(await page.locator('main fieldset').count()).toBe(0);
			const asked = Promise.withResolvers<string>();
			await page.route(/duckduckgo/, async (route) => {
				asked.resolve(route.request().url());
				await route.fulfill({ body: 'elsewhere', contentType: 'text/plain' });
			});
			await page.getByRole('searchbox').fill('two words');
			await page.getByRole('button', { name: 'Search' }).click();
			expect(await asked.promise).toBe('https://duckduckgo.com/?q=two+words&sites=signals.example');
		});
	});
});

/** Runs in the page: asks the index itself for everything, and for each by its first four words. */
const searchForEach = `(async () => {
	const pagefind = await import(location.pathname.replace(/search\\/$/, 'pagefind/pagefind.js'));
	await pagefind.options({ noWorker: true });
	const { results } = await pagefind.search(null, {});
	const pages = await Promise.all(results.map((result) => result.data()));
	const lost = [];
	for (const [index, { url, content }] of pages.entries()) {
		const words = content.split(/\\s+/).filter((word) => /^[\\p{L}\\p{N}]{3,}$/u.test(word)).slice(0, 4).join(' ');
		const found = await pagefind.search(words, {});
		if (!found.results.some(({ id }) => id === results[index].id)) lost.push(url + ': ' + words);
	}
	return { urls: pages.map(({ url }) => url), lost };
})()`;

/** Other work on the machine may take its time. */
function eventually<T>(read: () => T | Promise<T>) {
	return expect.poll(read, { timeout: 30_000 });
}

function results(page: Page) {
	return page.locator('[data-results] ol > li');
}

async function status(page: Page, text: RegExp): Promise<void> {
	await eventually(() => page.getByRole('status').innerText()).toMatch(text);
}

/** @returns how many results the status announces */
async function count(page: Page): Promise<number> {
	return Number((await page.getByRole('status').innerText()).split(' ', 1)[0]);
}

async function scores(page: Page): Promise<number[]> {
	return page.locator('[data-results] data').evaluateAll((all) => all.map((data) => Number((data as HTMLDataElement).value)));
}

async function focused(page: Page): Promise<string | undefined> {
	return page.evaluate(() => document.activeElement?.id);
}
