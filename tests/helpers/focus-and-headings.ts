import type { Page } from 'playwright-core';

/** @returns what is wrong with the levels of the headings of the page that is open */
export async function headingFaults(page: Page): Promise<string[]> {
	const levels = await headingLevels(page);
	const skips = levels.flatMap((level, index) =>
		level > (levels[index - 1] ?? 0) + 1 ? [`h${level} after h${levels[index - 1] ?? 0}`] : [],
	);
	const tops = levels.filter((level) => level === 1).length;
	return tops === 1 ? skips : [...skips, `${tops} first-level headings`];
}

/**
 * Focuses what can be, in order, but of many of a kind in one part of the page only the first, a middle and the last.
 * @returns what then cannot be seen: outside the window, or under something else.
 */
export async function hiddenStops(page: Page): Promise<string[]> {
	await page.evaluate(defineIsSeen);
	return page.evaluate(() => {
		const kinds = Map.groupBy(
			[...document.querySelectorAll<HTMLElement>('a[href], summary, input:not([disabled]), button, [tabindex="0"]')].filter((element) =>
				element.checkVisibility(),
			),
			(element) => {
				const parents = [element, element.parentElement, element.parentElement?.parentElement];
				const part = element.closest('header, footer, nav, aside, .rail, .feed, .prose, figure, main');
				return [...parents, part].map((one) => `${one?.localName ?? ''}.${one?.className ?? ''}`).join(' ');
			},
		);
		return [...kinds.values()]
			.flatMap((all) => (all.length > 3 ? [all[0], all[Math.floor(all.length / 2)], all.at(-1)] : all))
			.flatMap((element) => {
				element?.focus();
				return !element || (document.activeElement === element && isSeen(element)) ? [] : [element.outerHTML.slice(0, 160)];
			});
	});
}

async function headingLevels(page: Page): Promise<number[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
			.filter((heading) => heading.checkVisibility())
			.map(({ tagName }) => Number(tagName.slice(1))),
	);
}

/** Exists in the page only, where `defineIsSeen` puts it. */
declare function isSeen(element: Element): boolean;

/** Runs in the page: defines whether the middle of what stands in the window of an element, or of one of its lines, is on top. */
export function defineIsSeen(): void {
	Object.assign(globalThis, {
		isSeen: (element: Element) =>
			[...element.getClientRects()].some((rect) => {
				const [left, right] = [Math.max(rect.left, 0), Math.min(rect.right, document.documentElement.clientWidth)];
				const [top, bottom] = [Math.max(rect.top, 0), Math.min(rect.bottom, innerHeight)];
				return right - left > 1 && bottom - top > 1 && element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
			}),
	});
}
