import type { Page } from 'playwright-core';

/** What a page notes about itself from its first moment on, for `moves`. Runs before its own scripts. */
export const shiftNotes = `
	globalThis.shifts = [];
	const rectangle = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
	const move = ({ node, previousRect, currentRect }) =>
		(node?.nodeName ?? 'what is gone') + ' from ' + rectangle(previousRect) + ' to ' + rectangle(currentRect);
	const isSeen = ({ node }) => node?.nodeName !== '#text' || node.data.trim() !== '';
	const shiftOf = ({ value, startTime, sources }) => ({ value, startTime, moves: sources.map(move), isSeen: sources.some(isSeen) });
	new PerformanceObserver((list) => shifts.push(...list.getEntries().map(shiftOf))).observe({ type: 'layout-shift', buffered: true });
`;

/** As above, with nothing kept from before, for `refusals` and `unrest`, too. */
export const notes = `
	// What the page before has kept while it was left is no concern of this one. A blank page has no storage.
	try { localStorage.clear(); sessionStorage.clear(); } catch {}
	globalThis.refused = [];
	// The first frame after the end is still compared with the one before it.
	document.addEventListener('readystatechange', () => requestAnimationFrame(() => requestAnimationFrame((time) => (globalThis.settled ??= time))));
	addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective + ': ' + event.blockedURI));
	${shiftNotes}
`;

/** @returns what a page says from now on: messages, errors, dialogs, what does not arrive, and what leaves the site */
export function listen(page: Page, home: string): string[] {
	const heard: string[] = [];
	page.on('console', (message) => heard.push(`console ${message.type()}: ${message.text()}`));
	page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
	page.on('dialog', (dialog) => {
		heard.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on('request', (request) => {
		if (!request.url().startsWith(home)) heard.push(`request: ${request.url()}`);
	});
	page.on('requestfailed', (request) => heard.push(`failed: ${request.url()}`));
	page.on('response', (response) => {
		if (response.status() >= 400) heard.push(`${response.status()}: ${response.url()}`);
	});
	return heard;
}

/** @returns what its own policy has refused a page so far */
export async function refusals(page: Page): Promise<string[]> {
	return page.evaluate(() => refused.map((what) => `refused ${what}`));
}

/** @returns how far what was there has moved since a page was read to its end, what it keeps without being asked, and what is in motion */
export async function unrest(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		// A shift is told after the frame it happens in.
		for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
		const [navigation] = performance.getEntriesByType('navigation');
		const read = navigation instanceof PerformanceNavigationTiming ? navigation.domInteractive : 0;
		const [painted] = performance.getEntriesByName('first-paint');
		// A slow machine may begin to paint while an element is only half read.
		const from = painted && painted.startTime < settled ? settled : read;
		return [
			...shifts.filter(({ startTime }) => startTime >= from).map(({ value, moves }) => `moved by ${value}: ${moves.join(', ')}`),
			...(document.cookie === '' ? [] : [`cookie ${document.cookie}`]),
			...[...Object.keys(localStorage), ...Object.keys(sessionStorage)].map((key) => `stored ${key}`),
			...document.getAnimations().map((animation) => `animates ${animation.constructor.name}`),
		];
	});
}

/**
 * @param most what may move in all: a page that arrives in pieces may by less than a thousandth, which is what Lighthouse calls 0
 * @returns what has moved since a page began to be shown, however little of it was there. The space between two words counts for nothing.
 */
export async function moves(page: Page, most = 0.001): Promise<string[]> {
	return page.evaluate(async (limit) => {
		// Frames go on where a test has stopped the clock, and requestAnimationFrame with it.
		for (let frame = 0; frame < 2; frame += 1) {
			await new Promise((resolve) => {
				new IntersectionObserver((_, observer) => {
					observer.disconnect();
					resolve(undefined);
				}).observe(document.documentElement);
			});
		}
		const seen = shifts.filter(({ isSeen }) => isSeen);
		if (seen.reduce((sum, { value }) => sum + value, 0) < limit) return [];
		return seen.map(({ value, moves }) => `moved by ${value}: ${moves.join(', ')}`);
	}, most);
}

/** @returns elements of a loaded page that the style sheet still holds back, as it does while they have only half arrived */
export async function hidden(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll('body *')]
			.filter((element) => getComputedStyle(element).visibility !== 'visible')
			.map((element) => element.outerHTML.slice(0, 80)),
	);
}

/** Opens what is folded, but for the panel that lies over the page, and loads what waits to be scrolled to. */
export async function reachEverything(page: Page): Promise<void> {
	await page.evaluate(async () => {
		for (const details of document.querySelectorAll<HTMLDetailsElement>('details:not(.view)')) details.open = true;
		scrollTo(0, document.documentElement.scrollHeight);
		await Promise.allSettled([...document.images].map((image) => image.decode()));
		scrollTo(0, 0);
	});
}

/** Exist in the page only, where `notes` puts them. */
declare const refused: string[];
declare const shifts: { value: number; startTime: number; moves: string[]; isSeen: boolean }[];
declare const settled: number;
