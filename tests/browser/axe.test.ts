import AxeBuilder from '@axe-core/playwright';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { sitePages } from '../helpers/site-pages.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describeInBrowser.concurrent('axe finds nothing, in either theme, narrow and wide', () => {
	const visitor = useBrowser();

	it.each(sitePages)('$site: $name', async (sitePage) => {
		const context = await visitor.profile();
		const page = await visitor.open(context, sitePage);
		const faults: string[] = [];
		for (const width of [320, 1280]) {
			await page.setViewportSize({ width, height: 800 });
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.emulateMedia({ colorScheme });
				// One frame, so nothing is gained by the page that axe opens to collect the results of several.
				const { violations } = await new AxeBuilder({ page }).withTags(rules).setLegacyMode().analyze();
				for (const { id, nodes } of violations) faults.push(...nodes.map(({ target, failureSummary }) => `${width} ${colorScheme} ${id} ${target.join(' ')}: ${failureSummary ?? ''}`));
			}
		}
		await context.close();
		expect(faults).toEqual([]);
	});
});
