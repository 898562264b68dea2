import { it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { hidden, moves, notes } from '../helpers/quiet.ts';
import { pageNamed } from '../helpers/site-pages.ts';
import { startSlowProxy } from '../helpers/slow-proxy.ts';

const phone = { width: 390, height: 844 };

describeInBrowser.concurrent('over a bad line', () => {
	const visitor = useBrowser({ initScript: notes, sites: ['example'] });

	it.for([
		...['front page', 'signal', 'tag', 'day', 'briefing'].map((name) => [name, phone.width, pageNamed('example', name)] as const),
		// The foot is in sight, and its links stand at the end of the line.
		['search', 1280, pageNamed('example', 'search')] as const,
		// Lines of a title are balanced, so that another word moves those before it.
		['signal with a long title', 700, { site: 'example', name: 'signal', route: /^signals\/karpathy-joins-anthropic\/$/ }] as const,
	])('what is shown of a %s that arrives in pieces stays where it is, %i px wide', async ([, width, sitePage], { expect }) => {
		const { url } = visitor.sites.find(sitePage);
		const proxy = await startSlowProxy(new URL(url).origin);
		try {
			await visitor.borrow({ viewport: { ...phone, width } }, async (page) => {
				await page.goto(proxy.origin + new URL(url).pathname, { waitUntil: 'load', timeout: 120_000 });
				expect(await moves(page)).toEqual([]);
				expect(await hidden(page)).toEqual([]);
				if (sitePage.name === 'search') expect((await page.locator('.foot').boundingBox())?.y).toBeLessThan(phone.height);
			});
		} finally {
			proxy.close();
		}
	});
});
