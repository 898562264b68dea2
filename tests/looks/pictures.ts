import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** A picture that was taken. */
export interface Picture {
	/** What is seen: `390 dark`. */
	readonly label: string;
	/** On disk. */
	readonly file: string;
	/** Of the window, in pixels. */
	readonly width: number;
}

const widths = [320, 390, 768, 1280];

/** Takes the page at every width and in both themes. */
export async function takeGrid(page: Page, url: string, folder: string): Promise<Picture[]> {
	const pictures: Picture[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		for (const width of widths) {
			await page.setViewportSize({ width, height: 900 });
			await open(page, url);
			pictures.push(await take(page, `${width} ${colorScheme}`, width, folder));
		}
	}
	return pictures;
}

/** Takes the page as readers with other needs see it, and as it is printed. */
export async function takeVariants(browser: Browser, url: string, folder: string): Promise<Picture[]> {
	const pictures: Picture[] = [];
	for (const [label, width, prepare] of variants) {
		const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
		await page.emulateMedia({ colorScheme: 'light' });
		await open(page, url);
		await prepare(page);
		pictures.push(await take(page, label, width, folder));
		await page.close();
	}
	return [...pictures, ...(await print(browser, url, folder))];
}

const variants: readonly (readonly [label: string, width: number, prepare: (page: Page) => Promise<unknown>])[] = [
	['forced colours', 1280, (page) => page.emulateMedia({ forcedColors: 'active' })],
	['forced colours, dark', 1280, (page) => page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })],
	['text at 200 %', 1280, (page) => page.evaluate(() => void (document.documentElement.style.fontSize = '200%'))],
	['text at 200 % on a phone', 390, (page) => page.evaluate(() => void (document.documentElement.style.fontSize = '200%'))],
	['spaced text', 390, (page) => page.evaluate(spaceText)],
	['greyscale', 1280, (page) => see(page, 'achromatopsia')],
	['deuteranopia', 1280, (page) => see(page, 'deuteranopia')],
	['as it is', 390, () => Promise.resolve()],
];

/** Runs in the page: WCAG 2.2, success criterion 1.4.12. */
export function spaceText(): void {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(
		'* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
	);
	document.adoptedStyleSheets = [sheet];
}

async function see(page: Page, type: 'achromatopsia' | 'deuteranopia'): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setEmulatedVisionDeficiency', { type });
}

/** A search shows its results when it has them. */
async function open(page: Page, url: string): Promise<void> {
	if (page.url() === url) return;
	await page.goto(url, { waitUntil: 'load' });
	if (url.includes('?'))
		await page
			.locator('main ol > li')
			.first()
			.waitFor({ timeout: 10_000 })
			.catch(() => undefined);
}

async function take(page: Page, label: string, width: number, folder: string): Promise<Picture> {
	mkdirSync(folder, { recursive: true });
	const file = path.join(folder, `${label.replace(/[ ,%]+/g, '-')}.png`);
	await page.screenshot({ path: file, fullPage: true });
	return { label, file, width };
}

/** @returns the printed pages as pictures where there is a program that makes them, else none: then there is a PDF. */
async function print(browser: Browser, url: string, folder: string): Promise<Picture[]> {
	const page = await browser.newPage({ colorScheme: 'dark' });
	await page.goto(url, { waitUntil: 'load' });
	const file = path.join(folder, 'print.pdf');
	writeFileSync(file, await page.pdf({ format: 'A4' }));
	await page.close();
	try {
		execFileSync('pdftoppm', ['-r', '96', '-l', '4', '-png', file, path.join(folder, 'print')], { stdio: 'ignore' });
	} catch {
		console.log(`No pdftoppm: look at ${file} itself.`);
	}
	return readdirSync(folder)
		.filter((name) => /^print-\d+\.png$/.test(name))
		.sort()
		.map((name) => ({ label: `printed, ${name.slice(6, -4)}`, file: path.join(folder, name), width: 794 }));
}
