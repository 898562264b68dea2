import type { Page } from 'playwright-core';

/** @returns the rules of the page that is open which are lost, or hard to see, where the reader's system forces its own colours */
export async function forcedColourFaults(page: Page): Promise<string[]> {
	const faults: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ forcedColors: 'active', colorScheme });
		faults.push(...(await page.evaluate(faintRules)).map((fault) => `${colorScheme}: ${fault}`));
	}
	await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
	return faults;
}

/** Runs in the page. Contrast is that of WCAG 2.2, of which a drawing needs 3:1. */
function faintRules(): string[] {
	const luminance = (colour: string) => {
		const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((value) => {
			const share = Number(value) / 255;
			return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	};
	const ground = luminance(getComputedStyle(document.body).backgroundColor);
	const faults = [...document.querySelectorAll('svg.rule rect')]
		.filter((rule) => rule.checkVisibility() && rule.getBoundingClientRect().width > 0)
		.map((rule) => getComputedStyle(rule).fill)
		.filter((fill) => {
			const [dark = 0, light = 0] = [luminance(fill), ground].sort((a, b) => a - b);
			return !fill.startsWith('rgb(') || (light + 0.05) / (dark + 0.05) < 3;
		});
	return [...new Set(faults)];
}
