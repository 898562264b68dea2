import axeCore, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * Looks at the page that is open at two widths and in both themes.
 * @param settings two of the four combinations are enough where a page has nothing that the same page does not have elsewhere
 * @returns a line for each rule that is broken, with the first places
 */
export async function axeFaults(page: Page, settings: 'all four' | 'two' = 'all four'): Promise<string[]> {
	await page.evaluate(axeCore.source);
	const faults: string[] = [];
	const look = async (width: number, colorScheme: 'light' | 'dark', runOnly: RunOptions['runOnly']) => {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme });
		const violations = await page.evaluate(
			async (only) => (await axe.run({ runOnly: only, resultTypes: ['violations'] })).violations,
			runOnly,
		);
		faults.push(...describeFaults(`${width} ${colorScheme}`, violations));
	};
	await look(320, 'light', everyRule);
	if (settings === 'all four') {
		await look(320, 'dark', colourRules);
		await look(1280, 'light', colourRules);
	}
	await look(1280, 'dark', everyRule);
	await page.emulateMedia({ colorScheme: 'light' });
	return faults;
}

const everyRule = { type: 'tag' as const, values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

/** A theme changes colours and nothing else, so that these are the rules whose result it can change. */
const colourRules = { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] };

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
