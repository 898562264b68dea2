import type { Page } from 'playwright-core';

/** @returns the texts of the page that is open whose size is none of the six that there are, or too small to read */
export async function sizeFaults(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const probe = document.body.appendChild(document.createElement('p'));
		const sizes = ['--f0', '--f1', '--f2', '--f3', '--f4', '--f5'].map((name) => {
			probe.style.fontSize = `var(${name})`;
			return getComputedStyle(probe).fontSize;
		});
		probe.remove();
		const faults = new Set<string>();
		if (new Set(sizes).size !== 6) faults.add(`the sizes are ${sizes.join()}`);
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const element = node.parentElement;
			if (!element || node.textContent?.trim() === '' || !element.checkVisibility() || element.closest('.vh, .skip')) continue;
			const { fontSize } = getComputedStyle(element);
			if (!sizes.includes(fontSize) || parseFloat(fontSize) < 14) faults.add(`${fontSize} in ${element.localName}.${element.className}`);
		}
		return [...faults].slice(0, 5);
	});
}

/** @returns the characters in each full line of the running text of the page that is open: all lines but the last of a paragraph */
export async function lineLengths(page: Page, paragraphs: string): Promise<number[]> {
	return page.evaluate((selector) => {
		const lengths: number[] = [];
		for (const paragraph of document.querySelectorAll(selector)) {
			const lines = new Map<number, number>();
			const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
			for (let node = walker.nextNode(); node; node = walker.nextNode()) {
				const range = document.createRange();
				for (let index = 0; index < (node.textContent?.length ?? 0); index += 1) {
					range.setStart(node, index);
					range.setEnd(node, index + 1);
					const rect = range.getBoundingClientRect();
					const line = Math.round(rect.bottom / 10);
					if (rect.width > 0) lines.set(line, (lines.get(line) ?? 0) + 1);
				}
			}
			lengths.push(
				...[...lines]
					.sort(([a], [b]) => a - b)
					.map(([, length]) => length)
					.slice(0, -1),
			);
		}
		return lengths;
	}, paragraphs);
}
