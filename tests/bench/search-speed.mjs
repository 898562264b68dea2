// How long a reader waits for results: from the last key to the list, in Chromium, on a site that is built for it.
//   node tests/bench/search-speed.mjs GENERATOR [COUNT]
// GENERATOR is a script that is run as `node GENERATOR COUNT FOLDER` and writes a content folder of COUNT signals.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serveSite } from '../../src/build/serve.ts';
import { findChromium } from '../helpers/find-chromium.mjs';

const [generator, count = '1000'] = process.argv.slice(2);
const executablePath = findChromium();
if (generator === undefined || !executablePath) {
	console.error(generator === undefined ? 'Which generator? See the first lines of this script.' : 'There is no Chromium.');
	process.exit(2);
}
const projectDir = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'signals-search-speed-'));
const content = path.join(folder, 'content');
const dist = path.join(folder, 'dist');
let site;
let browser;
try {
	run([generator, count, content]);
	run([path.join(projectDir, 'src/cli/signals.mjs'), 'build', '--wait', '--content', content, '--out', dist]);
	site = await serveSite(dist, '/', 0);
	browser = await chromium.launch({ executablePath, args: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
	const page = await browser.newPage();
	await page.goto(`${site.url}search/`);
	const first = await page.evaluate(look, 'model');
	const times = [];
	for (const word of frequentWords(dist, 40)) times.push(await page.evaluate(look, word));
	times.sort((a, b) => a - b);
	const at = (share) => Math.round(times[Math.floor((times.length - 1) * share)]);
	console.log(
		`${count} signals, ${cpus().length} cores, ${times.length} queries: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms; the first, with all that it loads, ${Math.round(first)} ms`,
	);
} finally {
	await browser?.close();
	await site?.close();
	rmSync(folder, { recursive: true, force: true });
}

function run(args) {
	const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
	if (status !== 0) throw new Error(`${args.join(' ')} failed.`);
}

/** @returns words of titles, one to three at a time, spread over the site */
function frequentWords(site, number) {
	const titles = [...readFileSync(path.join(site, 'atom.xml'), 'utf8').matchAll(/<title>([^<]+)<\/title>/g)].map(([, title]) =>
		title.split(/\s+/),
	);
	return Array.from({ length: number }, (_, index) =>
		titles[index % titles.length].slice(index % 4, (index % 4) + 1 + (index % 3)).join(' '),
	);
}

/** Runs in the page. @returns milliseconds from a change of the field to the list it brings */
function look(text) {
	const input = document.querySelector('#q');
	const results = document.querySelector('[data-results]');
	return new Promise((resolve) => {
		const start = performance.now();
		new MutationObserver((_, observer) => {
			observer.disconnect();
			requestAnimationFrame(() => resolve(performance.now() - start));
		}).observe(results, { childList: true });
		input.value = text;
		input.dispatchEvent(new Event('input', { bubbles: true }));
	});
}
