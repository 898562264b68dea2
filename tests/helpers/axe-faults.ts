import axeCore, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

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
	await page.evaluate(axeCore.source);
	const faults: string[] = [];
	for (const [width, colorScheme] of half ? looks[half] : [...looks.first, ...looks.second]) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme });
		const violations = await page.evaluate(
			async (runOnly) => (await axe.run({ runOnly, resultTypes: ['violations'] })).violations,
			everyRule,
		);
		faults.push(...describeFaults(`${width} ${colorScheme}`, violations));
	}
	await page.emulateMedia({ colorScheme: 'light' });
	return faults;
}

const everyRule = { type: 'tag' as const, values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

type Violations = AxeResults['violations'];

/** Exists in the page only. */
declare const axe: { run(options: object): Promise<{ violations: Violations }> };

function describeFaults(setting: string, violations: Violations): string[] {
	return violations.map(({ id, nodes }) => {
		const places = nodes
			.slice(0, 3)
			.map(({ html, failureSummary = '' }) => `${html.slice(0, 200)} (${failureSummary.replace(/\s+/g, ' ').slice(0, 300)})`);
		return `${setting}: ${id}, ${nodes.length} times: ${places.join(' and ')}`;
	});
}
