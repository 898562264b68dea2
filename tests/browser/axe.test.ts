import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { sitePages } from '../helpers/site-pages.ts';

describeInBrowser.concurrent('axe finds nothing, in either theme, narrow and wide', () => {
	const visitor = useBrowser();

	it.each(sitePages)('$site: $name', async (sitePage) => {
		const context = await visitor.profile();
		const page = await visitor.open(context, sitePage);
		const faults: string[] = [];
		for (const width of [320, 1280]) {
			await page.setViewportSize({ width, height: 800 });
			await page.emulateMedia({ colorScheme: 'light' });
			faults.push(...(await violations(page, `${width} light`, (axe) => axe.withTags(tags))));
			await page.emulateMedia({ colorScheme: 'dark' });
			faults.push(...(await violations(page, `${width} dark`, (axe) => axe.withRules(colourRules))));
		}
		await context.close();
		expect(faults).toEqual([]);
	});
});

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A theme changes colours and nothing else, so that these are the rules whose result it can change. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** @returns a line for each rule that is broken, with the first places. */
async function violations(page: Page, setting: string, choose: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
	// There is one frame, so that nothing is gained by the page that axe opens to collect the results of several.
	const axe = choose(new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode());
	const { violations: broken } = await axe.analyze();
	return broken.map(({ id, nodes }) => {
		const places = nodes.slice(0, 3).map(({ html, failureSummary = '' }) => `${html.slice(0, 200)} (${failureSummary.replace(/\s+/g, ' ').slice(0, 300)})`);
		return `${setting}: ${id}, ${nodes.length} times: ${places.join(' and ')}`;
	});
}
