import type { Page } from 'playwright-core';

/**
 * Looks at the page that is open in every setting its text must bear, and leaves it at 640 px with text twice as large.
 * @returns what is cut off, covered or wider than the window, a sentence each
 */
export async function layoutFaults(page: Page): Promise<string[]> {
	const faults: string[] = [];
	const look = async (setting: string) => faults.push(...(await textFaults(page)).map((fault) => `${setting}: ${fault}`));

	await page.setViewportSize({ width: 320, height: 640 });
	// What sticks to the top of the window lies over what is scrolled away.
	await page.evaluate(() => scrollTo(0, 0));
	await look('320 px');
	await page.evaluate(spaceText);
	await look('320 px, spaced text');
	await page.setViewportSize({ width: 1280, height: 800 });
	await look('1280 px, spaced text');
	await page.evaluate(() => {
		document.adoptedStyleSheets = [];
	});
	await look('1280 px');
	await page.evaluate(() => {
		document.documentElement.style.fontSize = '200%';
	});
	await look('1280 px, text at 200 %');
	await page.setViewportSize({ width: 640, height: 800 });
	await look('640 px, text at 200 %');
	return faults;
}

/** Runs in the page: WCAG 2.2, success criterion 1.4.12. */
function spaceText(): void {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(
		'* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
	);
	document.adoptedStyleSheets = [sheet];
}

/** @returns what is wrong with the lines of text of a page, a sentence each */
async function textFaults(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		const faults: string[] = [];
		// Most texts share what they stand in.
		const places = new Map<Element, Place>();
		const wide = document.scrollingElement?.scrollWidth ?? 0;
		if (wide > width) faults.push(`the page is ${wide} px wide`);

		const lines: { rect: DOMRect; text: string; block: Element | undefined }[] = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const element = node.parentElement;
			const text = (node.textContent ?? '').trim();
			if (text === '' || !element?.checkVisibility() || element.closest('.vh, .skip')) continue;
			const { scroller, clip, block } = placeOf(element);
			const range = document.createRange();
			range.selectNodeContents(node);
			for (const rect of range.getClientRects()) {
				if (rect.width < 1 || rect.height < 1) continue;
				const what = `"${text.slice(0, 40)}" in ${element.localName}`;
				const edge = clip?.getBoundingClientRect();
				if (edge && (rect.right > edge.right + 1 || rect.left < edge.left - 1 || rect.bottom > edge.bottom + 1 || rect.top < edge.top - 1))
					faults.push(`${what} is cut off`);
				if (scroller && scroller !== document.documentElement) continue;
				if (rect.right > width + 1 || rect.left < -1) faults.push(`${what} ends at ${Math.round(rect.right)} px`);
				lines.push({ rect, text: what, block });
			}
		}

		// A box of a line is taller than its letters: a fifth of it, above and below, holds none.
		const ink = lines
			.map(({ rect, text, block }) => ({
				left: rect.left,
				right: rect.right,
				top: rect.top + rect.height / 5,
				bottom: rect.bottom - rect.height / 5,
				text,
				block,
			}))
			.sort((a, b) => a.top - b.top);
		ink.forEach((line, index) => {
			for (const other of ink.slice(index + 1)) {
				if (other.top >= line.bottom) break;
				const across = Math.min(line.right, other.right) - Math.max(line.left, other.left);
				if (other.block !== line.block && across > 2 && line.bottom - other.top > 2) faults.push(`${line.text} lies over ${other.text}`);
			}
		});
		return [...new Set(faults)].slice(0, 5);

		/** @returns of an element and all that it stands in, the nearest that scrolls, that cuts off, and that is no part of a line */
		function placeOf(element: Element): Place {
			const known = places.get(element);
			if (known) return known;
			const around = element.parentElement ? placeOf(element.parentElement) : {};
			const { display, overflow, overflowX } = getComputedStyle(element);
			const place = {
				scroller: /auto|scroll/.test(overflowX) ? element : around.scroller,
				clip: /hidden|clip/.test(overflow) ? element : around.clip,
				block: display.startsWith('inline') ? around.block : element,
			};
			places.set(element, place);
			return place;
		}
	});
}

interface Place {
	readonly scroller?: Element | undefined;
	readonly clip?: Element | undefined;
	readonly block?: Element | undefined;
}
