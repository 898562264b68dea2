import type { Flags } from 'lighthouse';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser } from '../helpers/chromium.ts';
import { freePort } from '../helpers/free-port.ts';
import { launchForLighthouse } from '../helpers/launch-chromium.ts';
import { audit, auditedPages } from '../helpers/lighthouse.ts';
import { servedSites, type ServedSites } from '../helpers/served-sites.ts';

// What takes time differs from run to run: performance is the benchmark's. Layout shift is measured on every page by pages.test.ts.
describeInBrowser('Lighthouse gives full marks on a phone:', () => {
	let sites: ServedSites;
	let browser: Browser;
	let port: number;

	beforeAll(async () => {
		sites = await servedSites(['example']);
		port = await freePort();
		browser = await launchForLighthouse(port);
	});
	afterAll(async () => {
		await browser.close();
		await sites.close();
	});

	it.each(auditedPages)('$name', async ({ isUnindexed = false, isWhole = false, ...page }) => {
		const { categories, audits } = await audit(sites.find({ ...page, site: 'example' }).url, port, {
			...quick,
			onlyCategories: ['best-practices', 'seo', ...(isWhole ? ['accessibility'] : [])],
			skipAudits: [
				// These pages are kept from search engines on purpose, which is the one thing there that may be held against them.
				...(isUnindexed ? ['is-crawlable'] : []),
				// Without these Lighthouse need not run axe, which pages.test.ts does for every template.
				...(isWhole ? [] : ['image-alt', 'document-title']),
			],
		});
		const faults = Object.values(audits)
			.filter(({ id, score }) => score !== null && score < 1 && weightOf(id) > 0)
			.map(({ id, title, explanation = title, details }) => `${id}: ${explanation} ${JSON.stringify(details ?? {}).slice(0, 600)}`);
		expect(faults).toEqual([]);
		expect(Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, score]))).toEqual({
			'best-practices': 1,
			seo: 1,
			...(isWhole ? { accessibility: 1 } : {}),
		});

		function weightOf(id: string): number {
			return Math.max(
				0,
				...Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter((ref) => ref.id === id).map(({ weight }) => weight)),
			);
		}
	});
});

/** Nothing of ours comes late, so that nothing is waited for. */
const quick: Flags = {
	disableFullPageScreenshot: true,
	pauseAfterFcpMs: 0,
	pauseAfterLoadMs: 0,
	networkQuietThresholdMs: 0,
	cpuQuietThresholdMs: 0,
};
