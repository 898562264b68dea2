import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { defineIsSeen } from '../helpers/focus-and-headings.ts';
import { pageNamed } from '../helpers/site-pages.ts';

describeInBrowser('the Tab key', () => {
	const visitor = useBrowser();

	it('reaches every link of the front page, each with a ring', async () => {
		await visitor.borrow({}, async (page) => {
			await page.setViewportSize({ width: 1280, height: 700 });
			await visitor.go(page, pageNamed('example', 'front page'));
			const expected = await page.locator('a[href], summary').filter({ visible: true }).count();
			const stops = await tabThrough(page);
			expect(stops).toHaveLength(expected);
			expect(stops.filter((stop) => !stop.isSeen || !stop.hasRing)).toEqual([]);
		});
	});

	it.each([
		['trends', 'example'],
		['table, code, image, footnotes, tasks', 'stress'],
	] as const)('the rings of %s are cut off by nothing that scrolls', async (name, site) => {
		await visitor.borrow({}, async (page) => {
			await page.setViewportSize({ width: 320, height: 700 });
			await visitor.go(page, pageNamed(site, name));
			const stops = await tabThrough(page);
			expect(stops.filter(({ tag }) => tag === 'SUMMARY').length).toBeGreaterThan(0);
			expect(stops.filter((stop) => stop.isCut)).toEqual([]);
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
	/** More than one side of its ring lies outside of what a scrolling ancestor shows. */
	readonly isCut: boolean;
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
	const ring = element.getBoundingClientRect();
	const reach = parseFloat(style.outlineOffset);
	const sidesCut = (ancestor: Element) => {
		const shown = ancestor.getBoundingClientRect();
		const sides = [
			ring.top - reach < shown.top,
			ring.bottom + reach > shown.bottom,
			ring.left - reach < shown.left,
			ring.right + reach > shown.right,
		];
		return sides.filter(Boolean).length;
	};
	const scrolling: Element[] = [];
	for (let ancestor = element.parentElement; ancestor && ancestor !== document.body; ancestor = ancestor.parentElement) {
		if (getComputedStyle(ancestor).overflowX !== 'visible') scrolling.push(ancestor);
	}
	return {
		isCut: scrolling.some((ancestor) => sidesCut(ancestor) > 1),
		tag: element.tagName,
		text: element.textContent.trim().slice(0, 60),
		isSeen: isSeen(element),
		hasRing: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
	};
}

/** Exists in the page only, where `defineIsSeen` puts it. */
declare function isSeen(element: Element): boolean;
