import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { writeSearchIndex } from '../../src/build/search-index.ts';
import { serveSite } from '../../src/build/serve.ts';
import siteConfig from '../../src/site.config.ts';
import { openSite } from '../../src/site/open.ts';
import { searchTexts } from '../../src/site/search-page.ts';
import { searchShards, type Division } from '../../src/site/search-shards.ts';
import type { Site } from '../../src/site/site.ts';
import { launchChromium } from '../helpers/launch-chromium.ts';
import { runSignals } from '../helpers/run-signals.ts';
import { writeCorpus } from './corpus.ts';

const asOf = '2026-12-31T00:00:00Z';
const queries = 60;
/** Milliseconds the median is to stay below. */
const goal = 300;

/** The second is undivided. */
const cases: readonly { readonly count: number; readonly division?: Division }[] = [
	{ count: 1000 },
	{ count: 10_000, division: { limit: 10_000, most: 1 } },
	{ count: 10_000 },
	{ count: 10_000, division: { limit: 640, most: 24 } },
];

interface Measured {
	readonly count: number;
	readonly shards: number;
	/** Milliseconds until the results of the first query. */
	readonly loading: number;
	/** Milliseconds of the others, in order. */
	readonly times: readonly number[];
	/** Milliseconds by score, in order. */
	readonly byScore: readonly number[];
}

/**
 * Measures how long a reader waits for results: from a change of the field to the list it brings, in Chromium, over generated signals.
 * @param scratch an empty folder
 * @returns a report in Markdown
 */
export async function benchSearch(scratch: string): Promise<string> {
	const [small, dist] = [path.join(scratch, 'small'), path.join(scratch, 'dist')];
	writeCorpus(10, small);
	const { code, err } = await runSignals(['build', '--content', small, '--out', dist, '--site', siteConfig.url, '--as-of', asOf]);
	if (code !== 0) throw new Error(`The generated site does not build.\n${err}`);
	const browser = await launchChromium();
	try {
		const measured: Measured[] = [];
		for (const { count, division } of cases) {
			const content = path.join(scratch, `content-${count}`);
			writeCorpus(count, content);
			const { site } = await openSite({
				config: { ...siteConfig, base: '/' },
				contentDir: content,
				contentName: 'content',
				cacheDir: path.join(scratch, 'cache'),
				asOf,
			});
			measured.push(await measure(browser, site, dist, division));
		}
		return report(measured, browser.version());
	} finally {
		await browser.close();
	}
}

/** Gives a built site the index of another, whose pages are not needed. */
async function measure(browser: Browser, site: Site, dist: string, division: Division | undefined): Promise<Measured> {
	const shards = searchShards(site.signals, division);
	rmSync(path.join(dist, 'pagefind'), { recursive: true });
	await writeSearchIndex(site, dist, { shards });
	const file = path.join(dist, 'search/index.html');
	const texts = searchTexts(site, shards).replaceAll('"', '&quot;');
	writeFileSync(
		file,
		readFileSync(file, 'utf8').replace(/data-search="[^"]*"/, () => `data-search="${texts}"`),
	);
	const served = await serveSite(dist, '/', 0);
	const page = await browser.newPage();
	try {
		const [first = '', ...others] = queriesFrom(site);
		await page.goto(`${served.url}search/`);
		const loading = await timeOf(page, first);
		const times: number[] = [];
		for (const query of others) times.push(await timeOf(page, query));
		await page.goto(`${served.url}search/?sort=score`);
		await timeOf(page, first);
		const byScore: number[] = [];
		for (const query of others) byScore.push(await timeOf(page, query));
		const inOrder = (all: number[]) => all.toSorted((a, b) => a - b);
		return { count: site.signals.length, shards: shards.length, loading, times: inOrder(times), byScore: inOrder(byScore) };
	} finally {
		await page.close();
		await served.close();
	}
}

/** @returns one to three words at a time, of titles from all of the site, no two the same */
function queriesFrom({ signals }: Site): readonly string[] {
	const step = Math.floor(signals.length / queries);
	const words = Array.from({ length: queries + 1 }, (_, at) =>
		(signals[at * step]?.title ?? '').split(' ').slice(at % 4, (at % 4) + 1 + (at % 3)),
	);
	return [...new Set(words.map((said) => said.join(' ')).filter((said) => said !== ''))];
}

function timeOf(page: Page, query: string): Promise<number> {
	return page.evaluate(
		(text) =>
			new Promise<number>((resolve, reject) => {
				const input = document.querySelector<HTMLInputElement>('[type="search"]');
				const results = document.querySelector('[data-results]');
				if (!input || !results) throw new Error('The page has no search.');
				const start = performance.now();
				setTimeout(() => reject(new Error(`Nothing came for “${text}”.`)), 10_000);
				new MutationObserver((_, observer) => {
					observer.disconnect();
					requestAnimationFrame(() => resolve(performance.now() - start));
				}).observe(results, { childList: true });
				input.value = text;
				input.dispatchEvent(new Event('input', { bubbles: true }));
			}),
		query,
	);
}

function report(measured: readonly Measured[], version: string): string {
	const at = (times: readonly number[], share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? NaN);
	const rows = measured.map(
		({ count, shards, loading, times, byScore }) =>
			`| ${count.toLocaleString('en')} | ${shards} | ${at(times, 0.5)} | ${at(times, 0.95)} | ${at(byScore, 0.5)} | ${Math.round(loading)} |`,
	);
	const [first] = measured;
	const median = at(first?.times ?? [], 0.5);
	return [
		'# Search',
		'',
		`Milliseconds from a change of the field to the list of results, over generated signals: some ${queries} queries of one to three words, the pause after the last key included. ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}, Chromium ${version}. Made by \`npm run bench -- search\`; times depend on the machine and what else it does. Of the smallest site, the median is ${median < goal ? 'below' : 'not below'} ${goal} ms.`,
		'',
		'| signals | shards | median | 95th percentile | median by score | first query, with all that it loads |',
		'| ---: | ---: | ---: | ---: | ---: | ---: |',
		...rows,
		'',
	].join('\n');
}
