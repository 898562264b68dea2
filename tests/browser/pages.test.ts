import { it } from 'vitest';
import { axeFaults } from '../helpers/axe-faults.ts';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { headingFaults, hiddenStops } from '../helpers/focus-and-headings.ts';
import { forcedColourFaults } from '../helpers/forced-colour-faults.ts';
import { layoutFaults } from '../helpers/layout-faults.ts';
import { hidden, listen, notes, reachEverything, refusals, unrest } from '../helpers/quiet.ts';
import { pageNamed, sitePages, type SitePage } from '../helpers/site-pages.ts';
import { lineLengths, sizeFaults } from '../helpers/type-faults.ts';

const phone = { width: 390, height: 844 };

// One visit answers every question that there is about pages in general: to open a page costs more than most of the answers.
describeInBrowser.concurrent('every page is quiet, accessible, well set, and whole without its script', () => {
	// Pages at their limits, and those where next to nothing is, take longer than all others together.
	const sites = process.env['SIGNALS_TESTS'] === 'quick' ? (['example'] as const) : (['example', 'stress', 'small', 'empty'] as const);
	const visitor = useBrowser({ initScript: notes, sites });

	const visited = sitePages.filter(({ site }) => sites.some((name) => name === site));
	it.for(visited)('$site: $name', async (sitePage, { expect }) => {
		await visitor.borrow({}, async (page) => {
			const isWhole = sitePage.isModel === true && ['front page', 'signal', 'search'].includes(sitePage.name);
			const heard = listen(page, visitor.sites.home(sitePage.site));
			await page.setViewportSize(phone);
			await visitor.go(page, sitePage);
			const [text, html] = [await page.locator('main').innerText(), await page.content()];
			let found = await unrest(page);
			if (found.length > 0) {
				// A machine that is busy may show a page that is half read or styled; what a page does by itself, it does again.
				await visitor.go(page, sitePage);
				found = await unrest(page);
			}
			expect.soft(found, 'moves, or keeps something').toEqual([]);
			await reachEverything(page);
			expect.soft([...(await refusals(page)), ...heard], 'complains, or asks for something').toEqual([]);
			expect.soft(await hidden(page), 'never shown').toEqual([]);
			expect.soft(await headingFaults(page), 'headings').toEqual([]);
			expect.soft(await sizeFaults(page), 'sizes of type on a phone').toEqual([]);

			if (isAudited(sitePage)) expect.soft(await axeFaults(page, isWhole ? undefined : 'first'), 'axe').toEqual([]);
			await page.setViewportSize({ width: 1280, height: 800 });
			expect.soft(await forcedColourFaults(page), 'rules in forced colours').toEqual([]);
			expect.soft(await sizeFaults(page), 'sizes of type on a desk').toEqual([]);
			expect.soft(await hiddenStops(page), 'hidden focus on a desk').toEqual([]);
			await page.setViewportSize({ width: 320, height: 640 });
			expect.soft(await hiddenStops(page), 'hidden focus on a phone').toEqual([]);
			expect.soft(await layoutFaults(page), 'layout').toEqual([]);

			const plain = await visitor.borrow({ javaScriptEnabled: false, viewport: phone }, async (other) => {
				await visitor.go(other, sitePage);
				return { text: await other.locator('main').innerText(), html: await other.content() };
			});
			expect.soft(plain.text, 'text without the script').toBe(text);
			expect.soft(plain.text).not.toBe('');
			// An attribute of the root makes the browser look for styles that change all over the page, after it was shown.
			expect.soft(rootOf(html), 'root before any choice').toBe(rootOf(plain.html));
			// What its script leaves as it is needs no second look.
			if (sitePage.isModel !== true || plain.html === html) return;
			await visitor.go(page, sitePage, { hasScript: false });
			await reachEverything(page);
			expect.soft(await axeFaults(page, isWhole ? undefined : 'second'), 'axe without the script').toEqual([]);
		});
	});

	it.for([
		[1280, 60, 72, 75],
		[390, 34, 45, 50],
	] as const)(
		'at %i px, a full line of a signal has %i to %i characters by the median, and never more than %i',
		async ([width, least, most, limit], { expect }) => {
			await visitor.borrow({}, async (page) => {
				await page.setViewportSize({ width, height: 900 });
				await visitor.go(page, pageNamed('example', 'signal'));
				const lengths = (await lineLengths(page, '.prose > p')).sort((a, b) => a - b);
				expect(lengths.length).toBeGreaterThan(10);
				const median = lengths[Math.floor(lengths.length / 2)];
				expect(median).toBeGreaterThanOrEqual(least);
				expect(median).toBeLessThanOrEqual(most);
				expect(lengths.at(-1)).toBeLessThanOrEqual(limit);
			});
		},
	);

	it('a signal asks for nothing but itself, the style sheet, the script, an icon, and what may be fetched beforehand', async ({
		expect,
	}) => {
		await visitor.borrow({}, async (page) => {
			const asked: string[] = [];
			page.on('request', (request) => asked.push(request.url()));
			await page.goto(visitor.sites.find(pageNamed('example', 'signal')).url, { waitUntil: 'networkidle' });
			const kinds = asked
				.filter((url) => !url.endsWith('/speculation-rules.json'))
				.map((url) => /\.(\w+)$/.exec(url)?.[1] ?? 'page')
				.sort();
			expect(kinds.filter((kind) => !/^(?:svg|ico|png)$/.test(kind))).toEqual(['css', 'js', 'page']);
			expect(kinds.length).toBeLessThanOrEqual(4);
		});
	});
});

function rootOf(html: string): string | undefined {
	return /<html[^>]*>/.exec(html)?.[0];
}

/** Every template of the example site is one of the stress site, where axe sees more. */
function isAudited({ site, name }: SitePage): boolean {
	return site !== 'example' || ['front page', 'signal'].includes(name);
}
