/**
 * Takes pictures of every kind of page, to be looked at by people: `npm run looks`. In tests/.output/looks/ there is a folder for each
 * page and beside it a contact sheet. `npm run looks -- home signal` takes these alone; `--example DIR` and `--stress DIR` name sites that
 * are built already.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from '../helpers/launch-chromium.ts';
import { projectDir } from '../helpers/run-signals.ts';
import { serveFolder } from '../helpers/served-site.ts';
import { writeContactSheet } from './contact-sheet.ts';
import { takeGrid, takeVariants } from './pictures.ts';
import { subjects } from './subjects.ts';

const { values, positionals } = parseArgs({
	options: { example: { type: 'string' }, stress: { type: 'string' } },
	allowPositionals: true,
});
const output = path.join(projectDir, 'tests/.output/looks');
const own = mkdtempSync(path.join(tmpdir(), 'signals-looks-'));
// Where it is unset, the sites are removed by Vitest, which does not run here.
process.env['SIGNALS_TEST_SITES'] ??= own;
const { builtSite } = await import('../helpers/built-site.ts');

const browser = await launchChromium();
const sites = {
	example: await serveFolder(values.example ?? (await builtSite('example')).folder),
	stress: await serveFolder(values.stress ?? (await builtSite('stress')).folder),
};
mkdirSync(output, { recursive: true });
const page = await browser.newPage({ reducedMotion: 'reduce' });
for (const { name, site, route, query = '', isVaried = false } of subjects) {
	if (positionals.length > 0 && !positionals.includes(name)) continue;
	const found = sites[site].find({ route });
	if (!found) {
		console.log(`${name}: the ${site} site has no such page.`);
		continue;
	}
	const [url, file] = [found.url + query, path.join(output, name.replaceAll(' ', '-'))];
	await writeContactSheet(browser, name, await takeGrid(page, url, file), `${file}.png`);
	if (isVaried) await writeContactSheet(browser, `${name}, for other needs`, await takeVariants(browser, url, file), `${file}-varied.png`);
	console.log(`${file}.png`);
}
await browser.close();
for (const site of Object.values(sites)) await site.close();
rmSync(own, { recursive: true, force: true });
