import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { alike, markAlikeTexts } from './alike-texts.ts';

/** Without its comments, since each page reads it anew. */
const axeCore = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** A width in CSS pixels with a theme. */
type Look = readonly [width: number, colorScheme: 'light' | 'dark'];

const looks = {
	first: [
		[320, 'light'],
		[1280, 'dark'],
	],
	second: [
		[320, 'dark'],
		[1280, 'light'],
	],
} satisfies Record<string, readonly Look[]>;

/**
 * Looks at the page that is open at two widths and in both themes.
 * @param half of the four looks; a page that is looked at with its script in the one half and without it in the other has been seen at
 *   each width, in each theme, and in both states
 * @returns a line for each rule that is broken, with the first places
 */
export async function axeFaults(page: Page, half?: keyof typeof looks): Promise<string[]> {
	await page.evaluate(axeCore);
	await page.evaluate((rules) => axe.configure({ rules }), [{ id: 'color-contrast', selector: `*:not([${alike}])` }]);
	const faults: string[] = [];
	const widths = new Set<number>();
	for (const [width, colorScheme] of half ? looks[half] : [...looks.first, ...looks.second]) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme });
		await page.evaluate(markAlikeTexts, alike);
		// At a width that was looked at, the other theme changes nothing but colours.
		const runOnly = widths.has(width) ? colourRules : everyRule;
		widths.add(width);
		const violations = await page.evaluate(async (options) => (await axe.run(options)).violations, { ...options, runOnly });
		faults.push(...describeFaults(`${width} ${colorScheme}`, violations));
	}
	await page.emulateMedia({ colorScheme: 'light' });
	return faults;
}

const everyRule = { type: 'tag' as const, values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const colourRules = { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] };
const options = {
	resultTypes: ['violations'],
	// Axe would fetch the style sheets at each look, though none of these rules reads them.
	preload: { assets: ['media'] },
};

type Violations = AxeResults['violations'];

/** Exists in the page only. */
declare const axe: {
	configure(settings: { rules: readonly { id: string; selector: string }[] }): void;
	run(options: object): Promise<{ violations: Violations }>;
};

function describeFaults(setting: string, violations: Violations): string[] {
	return violations.map(({ id, nodes }) => {
		const places = nodes
			.slice(0, 3)
			.map(({ html, failureSummary = '' }) => `${html.slice(0, 200)} (${failureSummary.replace(/\s+/g, ' ').slice(0, 300)})`);
		return `${setting}: ${id}, ${nodes.length} times: ${places.join(' and ')}`;
	});
}
