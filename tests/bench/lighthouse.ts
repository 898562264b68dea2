import { cpus } from 'node:os';
import type { Result } from 'lighthouse';
import { freePort } from '../helpers/free-port.ts';
import { launchForLighthouse } from '../helpers/launch-chromium.ts';
import { audit, auditedPages } from '../helpers/lighthouse.ts';
import { serveFolder } from '../helpers/served-site.ts';
import { startCompressingProxy } from './compressing-proxy.ts';

const runs = 5;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const timings = [
	['first-contentful-paint', 'FCP ms'],
	['largest-contentful-paint', 'LCP ms'],
	['speed-index', 'SI ms'],
	['total-blocking-time', 'TBT ms'],
	['cumulative-layout-shift', 'CLS'],
] as const;

/**
 * Audits a page of each kind five times on the settings of a phone: slow 4G and a processor four times as slow, both simulated.
 * @param folder of a built site
 * @returns a table in Markdown: the medians
 */
export async function benchLighthouse(folder: string): Promise<string> {
	const site = await serveFolder(folder);
	const proxy = await startCompressingProxy(new URL(site.url).origin);
	const port = await freePort();
	const browser = await launchForLighthouse(port);
	const rows: string[][] = [];
	for (const { name, route, isUnindexed = false } of auditedPages) {
		const found = site.find({ route });
		if (!found) {
			console.error(`${name}: the site has no such page.`);
			continue;
		}
		const results: Result[] = [];
		for (let run = 0; run < runs; run += 1) {
			results.push(await audit(proxy.origin + new URL(found.url).pathname, port, { skipAudits: isUnindexed ? ['is-crawlable'] : [] }));
			console.error(`${name}: ${run + 1} of ${runs}`);
		}
		rows.push([
			name,
			...categories.map((id) => String(Math.round(median(results.map(({ categories: all }) => all[id]?.score ?? 0)) * 100))),
			...timings.map(([id]) =>
				String(Number(median(results.map(({ audits }) => audits[id]?.numericValue ?? -1)).toFixed(id.endsWith('shift') ? 3 : 0))),
			),
			fraction(results[0]),
		]);
	}
	const version = browser.version();
	await browser.close();
	proxy.close();
	await site.close();
	return [
		'# Lighthouse, settings of a phone',
		'',
		`Medians of ${runs} audits of each page, its text compressed by Brotli. ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}, Chromium ${version}. Made by \`npm run bench\`; times depend on the machine and what else it does.`,
		'',
		...table([['page', ...categories, ...timings.map(([, label]) => label), 'agentic'], ...rows]),
		'',
		'The page for what is not there is kept from search engines on purpose; the one audit that holds this against it, `is-crawlable`, is left out for it.',
		'',
	].join('\n');
}

/** Of an odd number of values. */
function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** @returns how many of the audits for programs that apply are passed */
function fraction(result: Result | undefined): string {
	const audits = (result?.categories['agentic-browsing']?.auditRefs ?? [])
		.map(({ id }) => result?.audits[id]?.score)
		.filter((score) => typeof score === 'number');
	return `${audits.filter((score) => score === 1).length}/${audits.length}`;
}

/** @returns lines of Markdown, padded as Prettier pads them */
function table(rows: readonly (readonly string[])[]): string[] {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
	const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const [head = [], ...body] = rows;
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}
