import { source, type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * Looks at the page that is open, narrow and wide, in both themes.
 * @returns a line for each rule that is broken, with the first places
 */
export async function axeFaults(page: Page): Promise<string[]> {
	await page.evaluate(source);
	const faults: string[] = [];
	for (const width of [320, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme: 'light' });
		faults.push(...describeFaults(`${width} light`, await run(page, { type: 'tag', values: tags })));
		await page.emulateMedia({ colorScheme: 'dark' });
		faults.push(...describeFaults(`${width} dark`, await run(page, { type: 'rule', values: colourRules })));
	}
	await page.emulateMedia({ colorScheme: 'light' });
	return faults;
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A theme changes colours and nothing else, so that these are the rules whose result it can change. */
const colourRules = ['color-contrast', 'link-in-text-block'];

type Violations = AxeResults['violations'];

async function run(page: Page, runOnly: RunOptions['runOnly']): Promise<Violations> {
	return page.evaluate(async (only) => (await axe.run({ runOnly: only, resultTypes: ['violations'] })).violations, runOnly);
}

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
