import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { pageNamed, sitePages } from '../helpers/site-pages.ts';

describeInBrowser.concurrent('headings and focus lead through every page', () => {
	const visitor = useBrowser();

	it.each(sitePages)('$site: $name', async (sitePage) => {
		await visitor.borrow({}, async (page) => {
			await page.setViewportSize({ width: 320, height: 640 });
			await visitor.go(page, sitePage);
			expect(outlineFaults(await headingLevels(page))).toEqual([]);
			expect(await hiddenStops(page)).toEqual([]);
			await page.setViewportSize({ width: 1280, height: 720 });
			expect(await hiddenStops(page)).toEqual([]);
		});
	});

	it.each(['example', 'stress'] as const)('no two pages of the %s site have one title', (site) => {
		const titles = new Map<string, string[]>();
		for (const path of visitor.sites.pages(site)) {
			const { html } = visitor.sites.find({ name: path, site, route: new RegExp(`^${RegExp.escape(path)}$`) });
			// Former addresses of one signal say the same: that it moved.
			if (html.includes('http-equiv="refresh"')) continue;
			const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
			titles.set(title, [...(titles.get(title) ?? []), path]);
		}
		expect([...titles].filter(([, paths]) => paths.length > 1)).toEqual([]);
		expect([...titles.keys()].filter((title) => title.trim() === '')).toEqual([]);
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

	it('the Tab key reaches every link of the front page, each with a ring', async () => {
		await visitor.borrow({}, async (page) => {
			await page.setViewportSize({ width: 1280, height: 700 });
			await visitor.go(page, pageNamed('example', 'front page'));
			const expected = await page.locator('a[href], summary').filter({ visible: true }).count();
			const stops = await tabThrough(page);
			expect(stops).toHaveLength(expected);
			expect(stops.filter((stop) => !stop.isSeen || !stop.hasRing)).toEqual([]);
		});
	});

	it('on a phone, the opened View choices are reached by key and do not stay over what is focused next', async () => {
		await visitor.borrow({}, async (page) => {
			await page.setViewportSize({ width: 320, height: 700 });
			await visitor.go(page, pageNamed('example', 'front page'));
			await page.locator('details.view summary').focus();
			await page.keyboard.press('Enter');
			const stops = await tabThrough(page);
			// A group of radios is one stop: the chosen one.
			expect(stops.slice(0, 2).map(({ tag }) => tag)).toEqual(['INPUT', 'INPUT']);
			expect(stops.filter((stop) => !stop.isSeen || !stop.hasRing)).toEqual([]);
		});
	});
});

interface Stop {
	readonly tag: string;
	readonly text: string;
	readonly isSeen: boolean;
	readonly hasRing: boolean;
}

async function headingLevels(page: Page): Promise<number[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
			.filter((heading) => heading.checkVisibility())
			.map(({ tagName }) => Number(tagName.slice(1))),
	);
}

function outlineFaults(levels: readonly number[]): string[] {
	const skips = levels.flatMap((level, index) =>
		level > (levels[index - 1] ?? 0) + 1 ? [`h${level} after h${levels[index - 1] ?? 0}`] : [],
	);
	const tops = levels.filter((level) => level === 1).length;
	return tops === 1 ? skips : [...skips, `${tops} first-level headings`];
}

/** Focuses everything that can be, in order. @returns what then cannot be seen: outside the window, or under something else. */
async function hiddenStops(page: Page): Promise<string[]> {
	await page.evaluate(defineIsSeen);
	return page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('a[href], summary, input:not([disabled]), button, [tabindex="0"]')]
			.filter((element) => element.checkVisibility())
			.flatMap((element) => {
				element.focus();
				return document.activeElement === element && isSeen(element) ? [] : [element.outerHTML.slice(0, 160)];
			}),
	);
}

async function tabThrough(page: Page): Promise<Stop[]> {
	await page.evaluate(defineIsSeen);
	const stops: Stop[] = [];
	for (;;) {
		await page.keyboard.press('Tab');
		const stop = await page.evaluate(currentStop);
		if (stop === undefined) return stops;
		stops.push(stop);
	}
}

/** Runs in the page. */
function currentStop(): Stop | undefined {
	const element = document.activeElement;
	if (element === null || element === document.body) return undefined;
	const style = getComputedStyle(element);
	return {
		tag: element.tagName,
		text: element.textContent.trim().slice(0, 60),
		isSeen: isSeen(element),
		hasRing: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
	};
}

/** Exists in the page only, where `defineIsSeen` puts it. */
declare function isSeen(element: Element): boolean;

/** Runs in the page: defines whether the middle of what stands in the window of an element, or of one of its lines, is on top. */
function defineIsSeen(): void {
	Object.assign(globalThis, {
		isSeen: (element: Element) =>
			[...element.getClientRects()].some((rect) => {
				const [left, right] = [Math.max(rect.left, 0), Math.min(rect.right, document.documentElement.clientWidth)];
				const [top, bottom] = [Math.max(rect.top, 0), Math.min(rect.bottom, innerHeight)];
				return right - left > 1 && bottom - top > 1 && element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
			}),
	});
}
