import lighthouse, { type Flags, type Result } from 'lighthouse';
import type { SitePage } from './site-pages.ts';

/** What Lighthouse looks at: a page of each kind that readers come to. */
export const auditedPages: readonly (Omit<SitePage, 'site'> & {
	/** Kept from search engines on purpose. */
	readonly isUnindexed?: boolean;
	/** Whether tests ask for accessibility, too. */
	readonly isWhole?: boolean;
})[] = [
	{ name: 'front page', route: /^$/, isWhole: true },
	{ name: 'signal', route: /^signals\/karpathy-joins-anthropic\/$/, isWhole: true },
	{ name: 'tag', route: /^tags\/anthropic\/$/ },
	{ name: 'day', route: /^\d{4}\/\d\d\/\d\d\/$/ },
	{ name: 'search', route: /^search\/$/ },
	{ name: 'trends', route: /^trends\/$/ },
	{ name: 'watch list', route: /^watch\/$/ },
	{ name: 'briefing', route: /^briefings\/\d{4}-W\d\d\/$/ },
	{ name: 'about', route: /^about\/$/ },
	{ name: 'not found', route: /^404\.html$/, isUnindexed: true },
];

/**
 * Audits a page on the settings of a phone.
 * @param port where Chromium is told what to do
 * @throws Error when Lighthouse could not look at the page
 */
export async function audit(url: string, port: number, flags: Flags): Promise<Result> {
	const outcome = await lighthouse(url, { port, output: 'json', logLevel: 'error', formFactor: 'mobile', ...flags });
	const result = outcome?.lhr;
	if (!result) throw new Error(`Lighthouse says nothing of ${url}.`);
	if (result.runtimeError) throw new Error(`${url}: ${result.runtimeError.message}`);
	return result;
}
