import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import type { SitePage } from '../helpers/site-pages.ts';

const [light, dark] = ['rgb(253, 252, 250)', 'rgb(21, 20, 19)'];

describeInBrowser('the theme follows the system until the reader chooses', () => {
	const visitor = useBrowser();
	const signal = { name: 'signal', site: 'example', route: /^signals\/karpathy-joins-anthropic\/$/ } as const;
	const front = { name: 'front page', site: 'example', route: /^$/ } as const;

	async function open(context: BrowserContext, sitePage: SitePage): Promise<Page> {
		const page = await context.newPage();
		await visitor.go(page, sitePage);
		return page;
	}

	it('is dark on a dark system, script or not', async () => {
		for (const javaScriptEnabled of [true, false]) {
			const context = await visitor.profile({ colorScheme: 'dark', javaScriptEnabled });
			expect(await background(await open(context, signal))).toBe(dark);
			await context.close();
		}
	});

	it('can be chosen without a script, for the page at hand', async () => {
		const context = await visitor.profile({ colorScheme: 'dark', javaScriptEnabled: false });
		const page = await open(context, signal);
		await choose(page, 'Light');
		expect(await background(page)).toBe(light);
		await context.close();
	});

	it('is what was chosen last on a page that is gone back to, though the browser puts its inputs back', async () => {
		for (const [last, expected] of [
			['Light', light],
			['System', light],
		] as const) {
			const context = await visitor.profile({ colorScheme: 'light' });
			const page = await open(context, front);
			await choose(page, 'Dark');
			await visitor.go(page, signal);
			await choose(page, last);
			await page.goBack();
			await expect.poll(() => background(page)).toBe(expected);
			await context.close();
		}
	});

	it('stores nothing on a first visit', async () => {
		const context = await visitor.profile();
		const page = await open(context, front);
		expect(await stored(page)).toEqual({});
		await context.close();
	});

	it('stays light on a dark system once chosen, and System forgets the choice', async () => {
		const context = await visitor.profile({ colorScheme: 'dark' });
		const page = await open(context, signal);
		await choose(page, 'Light');
		expect(await background(page)).toBe(light);
		expect(await stored(page)).toEqual({ theme: 'light' });

		await page.reload();
		expect(await background(page)).toBe(light);
		const other = await open(context, front);
		expect(await background(other)).toBe(light);
		expect(await barColors(other)).toEqual(['#fdfcfa']);

		await choose(page, 'System');
		expect(await stored(page)).toEqual({});
		expect(await background(page)).toBe(dark);
		await expect.poll(() => background(other)).toBe(dark);
		expect(await barColors(page)).toEqual(['#151413']);
		await context.close();
	});

	it('is right before the first paint: the choice stands on the root when the body begins', async () => {
		const context = await visitor.profile({ colorScheme: 'dark' });
		await context.addInitScript(() => {
			localStorage.setItem('theme', 'light');
			new MutationObserver((_, observer) => {
				if (!document.querySelector('body')) return;
				Object.assign(globalThis, { themeAtBody: document.documentElement.dataset['theme'] });
				observer.disconnect();
			}).observe(document, { childList: true, subtree: true });
		});
		const page = await open(context, signal);
		expect(await page.evaluate('themeAtBody')).toBe('light');
		await context.close();
	});

	it('works without storage and complains of nothing', async () => {
		const context = await visitor.profile({ colorScheme: 'dark' });
		const heard: string[] = [];
		context.on('console', (message) => heard.push(message.text()));
		context.on('weberror', (error) => heard.push(error.error().message));
		await context.addInitScript(() => {
			Object.defineProperty(globalThis, 'localStorage', {
				get() {
					throw new DOMException('Storage is blocked.', 'SecurityError');
				},
			});
		});
		const page = await open(context, front);
		await choose(page, 'Light');
		expect(await background(page)).toBe(light);
		expect(heard).toEqual([]);
		await context.close();
	});

	it('remembers the density of the front page', async () => {
		const context = await visitor.profile();
		const page = await open(context, front);
		const height = () => page.evaluate(() => document.documentElement.scrollHeight);
		const comfortable = await height();
		await choose(page, 'Headlines');
		const headlines = await height();
		expect(headlines).toBeLessThan(comfortable);
		await page.reload();
		expect(await height()).toBe(headlines);
		await choose(page, 'Comfortable');
		expect(await stored(page)).not.toHaveProperty('density');
		await context.close();
	});
});

async function background(page: Page): Promise<string> {
	return page.evaluate(() => {
		// The page's colour is the body's, or the root's where the body has none.
		const [body, root] = [document.body, document.documentElement].map((element) => getComputedStyle(element).backgroundColor);
		return body === 'rgba(0, 0, 0, 0)' ? (root ?? '') : (body ?? '');
	});
}

/** The colours the page offers for the browser's own bars, of which the first counts. */
async function barColors(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')]
			.filter(({ media }) => matchMedia(media).matches)
			.map(({ content }) => content),
	);
}

async function choose(page: Page, label: string): Promise<void> {
	const view = page.locator('details.view');
	if ((await view.getAttribute('open')) === null) await view.locator('summary').click();
	await view.getByLabel(label, { exact: true }).check();
}

async function stored(page: Page): Promise<Record<string, string>> {
	return page.evaluate(() => ({ ...localStorage }));
}
