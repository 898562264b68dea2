import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import type { Picture } from './pictures.ts';

/** How much smaller a picture is on its sheet, and how much of a long page is shown there, in pixels of the sheet. */
const scale = 0.5;
const longest = 1000;

/** Lays pictures side by side on one picture, each under its label, the start of long pages only. */
export async function writeContactSheet(browser: Browser, title: string, pictures: readonly Picture[], file: string): Promise<void> {
	const figures = pictures.map(
		({ label, file: picture, width }) =>
			`<figure><figcaption>${label}</figcaption><div><img src="${pathToFileURL(picture).href}" width="${width * scale}"></div></figure>`,
	);
	const html = `<!doctype html><meta charset="utf-8"><style>
		body { margin: 16px; background: #888; font: 14px sans-serif }
		main { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start }
		figure { margin: 0 }
		div { max-height: ${longest}px; overflow: hidden }
		img { display: block }
	</style><h1>${title}</h1><main>${figures.join('')}</main>`;
	const source = path.join(path.dirname(file), `.${path.basename(file, '.png')}.html`);
	writeFileSync(source, html);
	const page = await browser.newPage({ viewport: { width: 1460, height: 900 } });
	await page.goto(pathToFileURL(source).href, { waitUntil: 'load' });
	await page.screenshot({ path: file, fullPage: true });
	await page.close();
}
