import { cpus } from 'node:os';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { serveSite } from '../../src/build/serve.ts';
import { launchChromium } from '../helpers/launch-chromium.ts';
import { runSignals } from '../helpers/run-signals.ts';
import { writeCorpus } from './corpus.ts';

const count = 1000;
const queries = 60;
/** Milliseconds the median is to stay below. */
const goal = 300;

/**
 * Measures how long a reader waits for results: from a change of the field to the list it brings, in Chromium, on a site of generated
 * signals.
 * @param scratch an empty folder
 * @returns a report in Markdown
 */
export async function benchSearch(scratch: string): Promise<string> {
	const [content, dist] = [path.join(scratch, 'content'), path.join(scratch, 'dist')];
	writeCorpus(count, content);
	const { code, err } = await runSignals(['build', '--content', content, '--out', dist, '--as-of', '2026-12-31T00:00Z']);
	if (code !== 0) throw new Error(`The generated site does not build.\n${err}`);
	const site = await serveSite(dist, '/', 0);
	const browser = await launchChromium();
	try {
		const page = await browser.newPage();
		await page.goto(`${site.url}search/`);
		const [first = '', ...others] = queriesFrom(dist);
		const loading = await timeOf(page, first);
		const times: number[] = [];
		for (const query of others) times.push(await timeOf(page, query));
		return report(
			loading,
			times.toSorted((a, b) => a - b),
			browser.version(),
		);
	} finally {
		await browser.close();
		await site.close();
	}
}

/** @returns one to three words at a time, of titles from all of the site, no two the same */
function queriesFrom(dist: string): readonly string[] {
	const index = JSON.parse(readFileSync(path.join(dist, 'api/signals.json'), 'utf8')) as {
		readonly signals: readonly { readonly title: string }[];
	};
	const step = Math.floor(index.signals.length / queries);
	const words = Array.from({ length: queries + 1 }, (_, at) =>
		(index.signals[at * step]?.title ?? '').split(' ').slice(at % 4, (at % 4) + 1 + (at % 3)),
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

/** @param times in order */
function report(loading: number, times: readonly number[], version: string): string {
	const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? NaN);
	return [
		'# Search',
		'',
		`From a change of the field to the list of results, over ${count.toLocaleString('en')} generated signals: ${times.length} queries of one to three words, the pause after the last key included. ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}, Chromium ${version}. Made by \`npm run bench -- search\`; times depend on the machine and what else it does.`,
		'',
		`- Median: ${at(0.5)} ms, which is ${at(0.5) < goal ? 'below' : 'not below'} ${goal} ms`,
		`- 95th percentile: ${at(0.95)} ms`,
		`- The first query, with all that it loads: ${Math.round(loading)} ms`,
		'',
	].join('\n');
}
