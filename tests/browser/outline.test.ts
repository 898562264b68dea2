import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { pageNamed } from '../helpers/site-pages.ts';

describeInBrowser('titles, navigation and focus lead through the site', () => {
	const visitor = useBrowser();

	it.each(['example', 'stress'] as const)('no two pages of the %s site have one title', (site) => {
		const titles = new Map<string, string[]>();
		for (const [path, html] of visitor.sites.pages(site)) {
			// Former addresses of one signal say the same: that it moved.
			if (html.includes('http-equiv="refresh"')) continue;
			const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
			titles.set(title, [...(titles.get(title) ?? []), path]);
		}
		expect([...titles].filter(([, paths]) => paths.length > 1)).toEqual([]);
		expect([...titles.keys()].filter((title) => title.trim() === '')).toEqual([]);
	});

	it.each(['example', 'stress'] as const)('the same links to parts of the %s site stand in the same order on every page', (site) => {
		const orders = new Map<string, string[]>();
		for (const [path, html] of visitor.sites.pages(site)) {
			if (html.includes('http-equiv="refresh"')) continue;
			const links = ['<header', '<footer'].map((start) => {
				const part = html.slice(html.indexOf(start)).split(/<\/(?:header|footer)>/, 1)[0] ?? '';
				return [...part.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map(([, href]) => href).join(' ');
			});
			const order = links.join('\n');
			orders.set(order, [...(orders.get(order) ?? []), path]);
		}
		expect([...orders].slice(1)).toEqual([]);
		expect([...orders.keys()][0]).toMatch(/\S+ \S+.*\n\S+ \S+/);
	});

	it('the skip link is the first stop, shows itself, and leads into the text', async () => {
		await visitor.borrow({}, async (page) => {
			await page.setViewportSize({ width: 320, height: 640 });
			await visitor.go(page, pageNamed('example', 'signal'));
			await page.keyboard.press('Tab');
			const skip = page.locator('.skip:focus');
			expect(await skip.innerText()).toBe('Skip to content');
			const box = await skip.boundingBox();
			expect(box?.x).toBeGreaterThanOrEqual(0);
			expect(box?.y).toBeGreaterThanOrEqual(0);
			await page.keyboard.press('Enter');
			expect(new URL(page.url()).hash).toBe('#main');
			await page.keyboard.press('Tab');
			expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
		});
	});
});
