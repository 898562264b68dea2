import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { pageNamed } from '../helpers/site-pages.ts';

describeInBrowser('pages fetched beforehand', () => {
	const visitor = useBrowser({ sites: ['stress'] });

	it('are those whose headline the pointer rests on, and no others', async () => {
		const context = await visitor.profile();
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		const faults: string[] = [];
		const fetched = new Map<string, string>();
		session.on('Preload.ruleSetUpdated', ({ ruleSet }) => {
			if (ruleSet.errorType) faults.push(ruleSet.errorMessage ?? ruleSet.errorType);
		});
		session.on('Preload.prefetchStatusUpdated', ({ prefetchUrl, status }) => fetched.set(prefetchUrl, status));
		await session.send('Preload.enable');
		await visitor.go(page, pageNamed('stress', 'front page'));

		const headline = page.locator('.feed h3 a').first();
		await page.locator('.feed .meta a').first().hover();
		await headline.hover();
		const address = await headline.evaluate((link) => (link as HTMLAnchorElement).href);
		await expect.poll(() => [...fetched], { timeout: 15_000 }).toEqual([[address, 'Ready']]);
		expect(faults).toEqual([]);

		await headline.click();
		await page.waitForURL(address);
		const [navigation] = await page.evaluate(() =>
			performance.getEntriesByType('navigation').map((entry) => (entry.toJSON() as { deliveryType?: string }).deliveryType),
		);
		expect(navigation).toBe('navigational-prefetch');
		await context.close();
	});
});
