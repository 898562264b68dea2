import type { Browser, Frame } from 'playwright-core';
import rehypeStringify from 'rehype-stringify';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resolveMarks } from '../../src/signals/markdown/marks.ts';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { contentSecurityPolicy } from '../../src/site/policy.ts';
import { describeInBrowser, launchChromium } from '../helpers/chromium.ts';
import { payloads } from '../helpers/payloads.ts';

const texts = Object.values(payloads).flat();
const renderer = createRenderer({ houseSections: [], words: { footnotes: 'Notes', backToText: 'Back', table: 'Table' } });
const destination = { base: '/', page: '', image: (name: string) => ({ src: `/signals/x/${name}`, width: 1, height: 1 }) };

/** As pages show it, though `signals check` would have refused most of it. */
const render = (text: string) => {
	const { lead, take, html } = renderer.body(text, 1, undefined);
	return resolveMarks(`<p>${lead}</p><p>${take.html}</p>${html}`, destination);
};
/** What a renderer makes of them that lets everything through, to see that the payloads and the traps are worth something. */
const careless = texts.map((text) =>
	String(
		remark()
			.use(remarkGfm)
			.use(remarkRehype, { allowDangerousHtml: true })
			.use(rehypeStringify, { allowDangerousHtml: true })
			.processSync(text),
	),
);
const policy = contentSecurityPolicy('meta');

describeInBrowser('no text runs in the browser', () => {
	let browser: Browser | undefined;
	beforeAll(async () => {
		browser = await launchChromium();
	});
	afterAll(() => browser?.close());
	const visit = (documents: readonly string[], headers: Record<string, string>) =>
		browser ? visitAll(browser, documents, headers) : undefined;

	// It would hide a hole in the sanitiser if it did more than report.
	it('nor breaks the policy, which reports only', async () => {
		expect(await visit(texts.map(render), { 'content-security-policy-report-only': policy })).toEqual({
			ran: [],
			requests: [],
			violations: [],
		});
	});

	it('unless the sanitiser is left out: then the same texts do run, and are reported', async () => {
		const result = await visit(careless, { 'content-security-policy-report-only': policy });
		expect(result?.ran.length).toBeGreaterThanOrEqual(50);
		expect(result?.requests).not.toEqual([]);
		expect(result?.violations.length).toBeGreaterThanOrEqual(50);
	});

	it('and the policy alone would stop these', async () => {
		const result = await visit(careless, { 'content-security-policy': policy });
		expect(result?.ran).toEqual([]);
		expect(result?.violations.length).toBeGreaterThanOrEqual(50);
	});
});

interface Findings {
	/** Texts whose script ran. */
	readonly ran: string[];
	/** Texts that loaded something, or led elsewhere by themselves. */
	readonly requests: string[];
	/** Texts of which the policy refused something. */
	readonly violations: string[];
}

/** Opens each document in a frame with an address of its own, does what a reader could do, and waits for what follows. */
async function visitAll(browser: Browser, documents: readonly string[], headers: Record<string, string>): Promise<Findings> {
	const [ran, requests, violations] = [new Set<string>(), new Set<string>(), new Set<string>()];
	const context = await browser.newContext({ serviceWorkers: 'block' });
	await context.exposeBinding('hit', ({ frame }) => void ran.add(textIn(frame)));
	await context.exposeBinding('refused', ({ frame }) => void violations.add(textIn(frame)));
	await context.addInitScript("addEventListener('securitypolicyviolation', () => refused());");
	await context.route('**/*', async (route) => {
		const url = route.request().url();
		const [, index] = documentPattern.exec(url) ?? [];
		if (index !== undefined) {
			const body = `<!doctype html><meta charset="utf-8"><title>A text</title><main>${documents[Number(index)] ?? ''}</main>`;
			await route.fulfill({ body, contentType: 'text/html', headers });
		} else if (url === origin) {
			const frames = documents.map((_, number) => `<iframe src="/${number}/"></iframe>`).join('');
			await route.fulfill({ body: `<!doctype html><title>All</title>${frames}`, contentType: 'text/html' });
		} else {
			// The image that some show is beside them.
			if (!url.startsWith(`${origin}signals/x/picture.png`)) requests.add(textIn(route.request().frame()));
			await route.fulfill({ status: 404, body: '' });
		}
	});
	const page = await context.newPage();
	page.on('dialog', (dialog) => {
		ran.add(dialog.message());
		void dialog.dismiss();
	});
	await page.goto(origin, { waitUntil: 'load' });
	await page.evaluate(provoke);
	await context.close();
	return { ran: [...ran].sort(), requests: [...requests].sort(), violations: [...violations].sort() };
}

const origin = 'http://signals.test/';
const documentPattern = /^http:\/\/signals\.test\/(\d+)\/$/;

/** @returns the text that a frame shows, or the frame that holds it */
function textIn(frame: Frame | null): string {
	for (let current = frame; current; current = current.parentFrame()) {
		const [, index] = documentPattern.exec(current.url()) ?? [];
		if (index !== undefined) return texts[Number(index)] ?? '';
	}
	return 'unknown';
}

/** Runs in the page. Points at everything, focuses it, clicks it, and follows every link that is none of the web. */
async function provoke(): Promise<void> {
	for (const { contentDocument: document } of window.document.querySelectorAll('iframe')) {
		for (const element of document?.querySelectorAll<HTMLElement>('body, body *') ?? []) {
			for (const type of ['mouseover', 'focus', 'submit', 'toggle', 'pageshow'])
				element.dispatchEvent(new Event(type, { cancelable: true }));
			if (element.closest('a') === null && element.closest('form') === null) element.dispatchEvent(new Event('click'));
		}
		for (const button of document?.querySelectorAll('button') ?? []) button.click();
		for (const link of document?.querySelectorAll<HTMLAnchorElement>('a') ?? []) {
			link.target = '';
			if (!/^(?:https?|mailto):/.test(link.protocol)) link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
		}
	}
	await new Promise((resolve) => {
		setTimeout(resolve, 1000);
	});
}
