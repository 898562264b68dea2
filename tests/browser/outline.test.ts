import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { pageNamed, sitePages } from '../helpers/site-pages.ts';

describeInBrowser.concurrent('headings and focus lead through every page', () => {
	const visitor = useBrowser();

	it.each(sitePages)('$site: $name', async (sitePage) => {
		const context = await visitor.profile({ viewport: { width: 320, height: 640 } });
		const page = await visitor.open(context, sitePage);
		expect(outlineFaults(await headingLevels(page))).toEqual([]);
		expect(await hiddenStops(page)).toEqual([]);
		await page.setViewportSize({ width: 1280, height: 720 });
		expect(await hiddenStops(page)).toEqual([]);
		await context.close();
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
		const context = await visitor.profile({ viewport: { width: 320, height: 640 } });
		const page = await visitor.open(context, pageNamed('example', 'signal'));
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
		await context.close();
	});

	it.each([320, 1280])('the Tab key reaches every link of the front page, each with a ring, at %i px', async (width) => {
		const context = await visitor.profile({ viewport: { width, height: 700 } });
		const page = await visitor.open(context, pageNamed('example', 'front page'));
		await page.locator('details.view').evaluate((details: HTMLDetailsElement) => {
			details.open = true;
		});
		const expected = await page.locator('a[href], summary').filter({ visible: true }).count();
		const stops: Stop[] = [];
		for (;;) {
			await page.keyboard.press('Tab');
			const stop = await page.evaluate(currentStop);
			if (stop === undefined) break;
			stops.push(stop);
		}
		// A group of radios is one stop: the chosen one.
		expect(stops.filter(({ tag }) => tag !== 'INPUT')).toHaveLength(expected);
		expect(stops.filter(({ isSeen, hasRing }) => !isSeen || !hasRing)).toEqual([]);
		await context.close();
	});
});

interface Stop {
	readonly tag: string;
	readonly text: string;
	readonly isSeen: boolean;
	readonly hasRing: boolean;
}

async function headingLevels(page: Page): Promise<number[]> {
	return page.evaluate(() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((heading) => heading.checkVisibility()).map(({ tagName }) => Number(tagName.slice(1))));
}

function outlineFaults(levels: readonly number[]): string[] {
	const skips = levels.flatMap((level, index) => (level > (levels[index - 1] ?? 0) + 1 ? [`h${level} after h${levels[index - 1] ?? 0}`] : []));
	const tops = levels.filter((level) => level === 1).length;
	return tops === 1 ? skips : [...skips, `${tops} first-level headings`];
}

/** Focuses everything that can be, in order. @returns what then cannot be seen: outside the window, or under something else. */
async function hiddenStops(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('a[href], summary, input:not([disabled]), button, [tabindex="0"]')]
			.filter((element) => element.checkVisibility())
			.flatMap((element) => {
				element.focus();
				const isSeen = [...element.getClientRects()].some((rect) => {
					const [x, y] = [Math.min(Math.max(rect.left + rect.width / 2, 0), innerWidth - 1), Math.min(Math.max(rect.top + rect.height / 2, 0), innerHeight - 1)];
					const hit = document.elementFromPoint(x, y);
					return rect.width > 1 && rect.height > 1 && hit !== null && (element.contains(hit) || hit.contains(element)) && rect.bottom > 0 && rect.top < innerHeight;
				});
				return isSeen && document.activeElement === element ? [] : [`${element.outerHTML.slice(0, 160)}`];
			}),
	);
}

/** Runs in the page. */
function currentStop(): Stop | undefined {
	const element = document.activeElement;
	if (element === null || element === document.body) return undefined;
	const style = getComputedStyle(element);
	const isSeen = [...element.getClientRects()].some((rect) => {
		const hit = document.elementFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2);
		return hit !== null && (element.contains(hit) || hit.contains(element));
	});
	return { tag: element.tagName, text: element.textContent.trim().slice(0, 60), isSeen, hasRing: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
}
