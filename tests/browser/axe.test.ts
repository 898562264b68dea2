import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { sitePages } from '../helpers/site-pages.ts';

describeInBrowser.concurrent('axe finds nothing, in either theme, narrow and wide', () => {
	const visitor = useBrowser();

	it.each(sitePages)('$site: $name', async (sitePage) => {
		const faults = await visitor.borrow({}, async (page) => {
			await visitor.go(page, sitePage);
			return inspect(page);
		});
		expect(faults).toEqual([]);
	});
});

/** @returns what axe finds on the page that is open, in every setting */
async function inspect(page: Page): Promise<string[]> {
	const faults: string[] = [];
	for (const width of [320, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme: 'light' });
		faults.push(
			...describeFaults(`${width} light`, await (width === 320 ? analyze(page) : analyzeAgain(page, { type: 'tag', values: tags }))),
		);
		await page.emulateMedia({ colorScheme: 'dark' });
		faults.push(...describeFaults(`${width} dark`, await analyzeAgain(page, { type: 'rule', values: colourRules })));
	}
	return faults;
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A theme changes colours and nothing else, so that these are the rules whose result it can change. */
const colourRules = ['color-contrast', 'link-in-text-block'];

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

async function analyze(page: Page): Promise<Violations> {
	// There is one frame, so that nothing is gained by the page that axe opens to collect the results of several.
	const { violations } = await new AxeBuilder({ page })
		.withTags(tags)
		.options({ resultTypes: ['violations'] })
		.setLegacyMode()
		.analyze();
	return violations;
}

/** Runs the axe that an analysis has left in the page: to put it there costs as much as to run it. */
async function analyzeAgain(
	page: Page,
	runOnly: { readonly type: 'tag' | 'rule'; readonly values: readonly string[] },
): Promise<Violations> {
	return page.evaluate(async (only) => (await axe.run({ runOnly: only, resultTypes: ['violations'] })).violations, runOnly);
}

/** Exists in the page only. */
declare const axe: { run(options: object): Promise<{ violations: Violations }> };

/** @returns a line for each rule that is broken, with the first places */
function describeFaults(setting: string, violations: Violations): string[] {
	return violations.map(({ id, nodes }) => {
		const places = nodes
			.slice(0, 3)
			.map(({ html, failureSummary = '' }) => `${html.slice(0, 200)} (${failureSummary.replace(/\s+/g, ' ').slice(0, 300)})`);
		return `${setting}: ${id}, ${nodes.length} times: ${places.join(' and ')}`;
	});
}
