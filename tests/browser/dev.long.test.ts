import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser, launchChromium } from '../helpers/chromium.ts';
import { copyProject } from '../helpers/copy-project.ts';
import { startDev, type RunningDev } from '../helpers/development-server.ts';
import { houseBody, signalText } from '../helpers/make-content.ts';
import { projectDir } from '../helpers/run-signals.ts';
import { tinyPng } from '../helpers/tiny-png.ts';

describeInBrowser('signals dev', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'signals-dev-'));
	const save = (file: string, text: string) => writeFileSync(path.join(folder, file), text);
	let dev: RunningDev;
	let browser: Browser;
	let page: Page;
	/** Opens a page once the server shows that text there: from then on only another save makes it reload. */
	const open = async (address: string, text: string) => {
		await expect.poll(async () => textOf(dev.url + address), { timeout: 30_000 }).toContain(text);
		await page.goto(dev.url + address);
	};

	/** Opens it, and waits until the page and the server know what it shows: what is saved before makes it load again. */
	const follow = async (address: string, text: string) => {
		const known = page.waitForResponse((response) => response.request().resourceType() === 'fetch');
		const told = new Promise<void>((resolve) => {
			page.on('websocket', (socket) =>
				socket.on('framesent', ({ payload }) => {
					if (String(payload).includes('"isFollowing":true')) resolve();
				}),
			);
		});
		await open(address, text);
		await (await known).finished();
		await told;
	};

	beforeAll(async () => {
		cpSync(new URL('../../content/', import.meta.url), folder, { recursive: true });
		// So that Astro's store is not as the last server left it, and is written.
		save('signals/x.md', signalText({ title: randomUUID() }));
		dev = await startDev(folder, { args: ['--port', '0', '--as-of', '2026-12-31T00:00Z'] });
		browser = await launchChromium();
	});
	beforeEach(async () => {
		page = await browser.newPage();
	});
	afterEach(() => {
		// Nothing waits for it: a busy browser may take its time, and all of it is closed at the end.
		page.close().catch(() => undefined);
	});
	afterAll(async () => {
		await browser.close();
		await dev.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	it('the page that is opened first is loaded once, whatever changed since the last server', async () => {
		const loads: string[] = [];
		page.on('framenavigated', (frame) => loads.push(frame.url()));
		await follow('', 'Signals');
		await page.waitForLoadState('networkidle');
		expect(loads).toEqual([dev.url]);
	});

	it('an open page follows the body, the title, the vocabulary, and a new file, without being asked to', async () => {
		save('signals/x.md', signalText({ title: 'The first title' }));
		await open('signals/x/', 'The first title');

		save('signals/x.md', signalText({ title: 'The first title' }, '\nA changed body.\n'));
		await page.getByText('A changed body.').waitFor();

		save('signals/x.md', signalText({ title: 'The second title', tags: '[Peculiar word]' }));
		await page.getByRole('heading', { name: 'The second title' }).waitFor();

		save('tags.yml', `${readFileSync(path.join(folder, 'tags.yml'), 'utf8')}- slug: peculiar-word\n  label: A label of its own\n`);
		await page.getByRole('link', { name: 'A label of its own' }).waitFor();

		save('signals/y.md', signalText({ title: 'The one after', follows: 'x' }));
		await page.getByRole('link', { name: 'The one after' }).first().click();
		await page.getByRole('heading', { name: 'The one after' }).waitFor();
		rmSync(path.join(folder, 'signals/y.md'));
		// Told a tenth of a second late, as it could be a file that is replaced: the next page must not be opened in between.
		await page.getByRole('heading', { name: 'No signal at this address' }).waitFor();
	});

	it('an open page is changed where its signal was, and stays the same page: nothing else in it moves or is forgotten', async () => {
		save('signals/x.md', signalText({ title: 'Kept open' }, `\nFirst.\n${houseBody}`));
		await follow('signals/x/', 'Kept open');
		await page.locator('[aria-labelledby=cite] summary').click();
		await page.getByRole('button', { name: 'Copy' }).first().waitFor();
		await page.evaluate('globalThis.isKept = true');
		for (const text of ['Second.', 'Third.\n\n- with a list\n- of two', 'Fourth.']) {
			save('signals/x.md', signalText({ title: 'Kept open' }, `\n${text}\n${houseBody}`));
			await page
				.getByText(text.split('\n')[0] ?? '', { exact: true })
				.first()
				.waitFor();
		}
		expect(await page.getByText('of two').count()).toBe(0);
		expect(await page.evaluate('globalThis.isKept')).toBe(true);
		expect(await page.locator('[aria-labelledby=cite] details').getAttribute('open')).toBe('');
	});

	it('an open page stays the same page while Astro writes types beside the server', async () => {
		save('signals/x.md', signalText({ title: 'Beside others' }, `\nBefore.\n${houseBody}`));
		await follow('signals/x/', 'Before.');
		await page.evaluate('globalThis.isKept = true');

		// As a build does that compiles pages.
		await promisify(execFile)(process.execPath, [path.join(projectDir, 'node_modules/astro/bin/astro.mjs'), 'sync'], { cwd: projectDir });
		save('signals/x.md', signalText({ title: 'Beside others' }, `\nAfter.\n${houseBody}`));
		await page.getByText('After.', { exact: true }).first().waitFor();
		expect(await page.evaluate('globalThis.isKept')).toBe(true);
	});

	it('an open page whose changed part a script has changed, too, is loaded again', async () => {
		save('signals/x.md', signalText({ title: 'Changed twice' }, `\nBefore.\n${houseBody}`));
		await open('signals/x/', 'Before.');
		await page.evaluate(() => {
			document.querySelector('.prose p')?.append(' And something.');
			Object.assign(globalThis, { isKept: true });
		});
		save('signals/x.md', signalText({ title: 'Changed twice' }, `\nAfter.\n${houseBody.replace(/\w+\.\n/g, 'else.\n')}`));
		await page.getByText('After.', { exact: true }).first().waitFor();
		expect(await page.evaluate('globalThis.isKept')).toBeUndefined();
	});

	it('an open list counts what is new in it, and follows again after an answer that broke off', async () => {
		save('signals/x.md', signalText({ title: 'On the list', score: '8' }));
		await open('?min=7', 'On the list');
		const shown = page.getByText(/^\d+ of \d+/);
		const before = await shown.innerText();
		save('signals/z.md', signalText({ title: 'One more', score: '8' }));
		await page.getByRole('link', { name: 'One more' }).waitFor();
		await expect.poll(() => shown.innerText()).not.toBe(before);

		await page.route(
			(url) => url.search === '?min=7',
			(route) => route.abort(),
			{ times: 1 },
		);
		rmSync(path.join(folder, 'signals/z.md'));
		await page.getByRole('link', { name: 'One more' }).waitFor({ state: 'detached' });
		await expect.poll(() => shown.innerText()).toBe(before);
	});

	it('a broken file shows its problem at the character in the open page, and its signal again when it is mended', async () => {
		save('signals/x.md', signalText({ title: 'Still whole' }));
		await open('signals/x/', 'Still whole');
		const address = page.url();

		save('signals/x.md', signalText({ title: 'Broken', score: '11' }));
		await page.getByRole('heading', { name: '1 error' }).waitFor();
		const problem = page.locator('.problems > li');
		expect((await problem.innerText()).split(/\n+/)).toEqual([
			`${folder}/signals/x.md:3:8`,
			'error',
			'score/range',
			'score is 11, but must be between 0 and 10.',
			'3 │ score: 11',
			'Write a number such as 7 or 7.5.',
		]);
		expect(await problem.locator('mark').innerText()).toBe('1');
		expect(await problem.locator('mark').evaluate((mark) => getComputedStyle(mark, '::after').content)).toBe('"^"');
		expect((await fetch(dev.url, { headers: { accept: 'text/html' } })).status).toBe(500);
		expect(dev.output()).toContain('x.md:3:8 error score/range: score is 11, but must be between 0 and 10.');
		expect(dev.output()).toContain(`Not shown until it is mended: 1 error. See ${dev.url}\n`);

		save('signals/x.md', signalText({ title: 'Mended' }));
		await page.getByRole('heading', { name: 'Mended' }).waitFor();
		expect(page.url()).toBe(address);
	});

	it('hostile content on the problem page is text', async () => {
		save('signals/x.md', signalText({ title: 'Harmless' }));
		await open('signals/x/', 'Harmless');
		const hostile = '</pre><script>globalThis.hit = 1</script><img src=x onerror="globalThis.hit = 1">';
		save(
			'signals/x.md',
			signalText({ title: JSON.stringify(hostile), category: `'${hostile}'`, [`"${hostile.replaceAll('"', '\\"')}"`]: '1' }),
		);
		await page.getByText('There is no category').waitFor();
		await page.waitForLoadState('networkidle');
		expect(await page.locator('body').innerText()).toContain(hostile);
		expect(await page.evaluate('globalThis.hit')).toBeUndefined();
		expect(await page.locator('img').count()).toBe(0);
		save('signals/x.md', signalText());
	});

	it('a draft and a scheduled signal are shown, with a banner that says what they are and what is missing', async () => {
		save('signals/sketch.md', signalText({ title: 'A sketch', draft: 'true', sources: '[]' }));
		save('signals/later.md', signalText({ title: 'In the new year', date: '2027-01-02T10:00Z' }));
		await open('signals/later/', 'In the new year');
		await page.getByText('The first build after 2 January 2027, 10:00 UTC publishes this.').waitFor();

		await open('signals/sketch/', 'A sketch');
		expect(await page.getByRole('complementary', { name: 'For authors only' }).innerText()).toMatch(
			/^Draft\. This is not published[^]*Line \d+: .*source/,
		);
		await open('', 'A sketch');
		expect(await page.locator('li', { hasText: 'In the new year' }).first().innerText()).toContain('Scheduled');

		save('signals/sketch.md', signalText({ title: 'A sketch' }));
		await expect.poll(() => textOf(`${dev.url}signals/sketch/`)).not.toContain('class="note authors"');
		for (const file of ['sketch', 'later']) rmSync(path.join(folder, `signals/${file}.md`));
	});

	it('a save before the page is connected is not missed', async () => {
		save('signals/x.md', signalText({ title: 'Saved before' }));
		await open('', 'Saved before');
		await page.route(
			'**/@vite/client',
			async (route) => {
				save('signals/x.md', signalText({ title: 'Saved meanwhile' }));
				await expect.poll(() => textOf(`${dev.url}signals/x/`), { timeout: 30_000 }).toContain('Saved meanwhile');
				await route.continue();
			},
			{ times: 1 },
		);
		await open('signals/x/', 'Saved before');
		await page.getByRole('heading', { name: 'Saved meanwhile' }).waitFor();
	});

	it('an image is shown as soon as it is there, and its absence is a problem', async () => {
		const picture = page.getByRole('img', { name: 'A dot' });
		save('signals/x.md', signalText({ title: 'With a picture' }, `\n![A dot](dot.png)\n${houseBody}`));
		await expect.poll(() => textOf(`${dev.url}signals/x/`), { timeout: 30_000 }).toContain('dot.png');
		await page.goto(`${dev.url}signals/x/`);
		await page.getByRole('heading', { name: '1 error' }).waitFor();

		writeFileSync(path.join(folder, 'signals/dot.png'), tinyPng);
		await picture.waitFor();
		const response = await fetch(new URL((await picture.getAttribute('src')) ?? '', page.url()));
		expect(response.headers.get('content-type')).toBe('image/png');
		expect(response.headers.get('x-content-type-options')).toBe('nosniff');
		expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(tinyPng));

		rmSync(path.join(folder, 'signals/dot.png'));
		await page.getByRole('heading', { name: '1 error' }).waitFor();
		save('signals/x.md', signalText());
	});

	it('the pictures of the site are drawn when they are asked for', async () => {
		for (const [file, type] of [
			['cards/site.png', 'image/png'],
			['cards/industry-2.png', 'image/png'],
			['favicon.ico', 'image/x-icon'],
		]) {
			const response = await fetch(`${dev.url}${file}`);
			expect([response.status, response.headers.get('content-type')], file).toEqual([200, type]);
			expect((await response.arrayBuffer()).byteLength, file).toBeGreaterThan(500);
		}
		expect((await fetch(`${dev.url}cards/nothing.png`)).status).toBe(404);
	});

	it('a draft is marked where another signal leads to it as the earlier or later one', async () => {
		save('signals/x.md', signalText({ title: 'The last one', date: '2026-12-02' }));
		save('signals/sketch.md', signalText({ title: 'A sketch', date: '2026-12-03', draft: 'true' }));
		await open('signals/x/', 'A sketch');
		const neighbours = page.getByRole('navigation', { name: 'Earlier and later signals' });
		await neighbours
			.filter({ hasText: /A sketch\s+Draft\s*$/ })
			.locator('.authors')
			.waitFor();
		rmSync(path.join(folder, 'signals/sketch.md'));
	});

	it('the search page says that there is no index', async () => {
		const said: string[] = [];
		page.on('console', (message) => (message.type() === 'error' ? said.push(message.text()) : 0));
		await open('search/', 'Search works in the built site only');
		expect(await page.getByRole('searchbox').count()).toBe(0);
		expect(said).toEqual([]);
	});

	it('the content folder may be away for a while', async () => {
		save('signals/x.md', signalText({ title: 'Here again' }));
		await open('signals/x/', 'Here again');
		renameSync(folder, `${folder}-away`);
		await page.getByRole('heading', { name: 'The site cannot be read' }).waitFor();
		renameSync(`${folder}-away`, folder);
		await page.getByRole('heading', { name: 'Here again' }).waitFor();
	});

	it('the last of several quick saves wins', async () => {
		save('signals/x.md', signalText({ title: 'Save 0' }));
		await open('signals/x/', 'Save 0');
		for (let count = 1; count <= 5; count++) {
			save('signals/x.md', signalText({ title: `Save ${count}` }));
			await page.waitForTimeout(count * 15);
		}
		await page.getByRole('heading', { name: 'Save 5' }).waitFor();
	});

	it('starts with a configuration that cannot be read, and tells editors of files that come up', async () => {
		const project = copyProject();
		const content = path.join(project, 'content');
		const config = path.join(project, 'src/site.config.ts');
		const whole = readFileSync(config, 'utf8');
		writeFileSync(config, whole.replace('title:', 'title'));
		const other = await startDev(content, { project });
		expect(await textOf(other.url)).toContain('src/site.config.ts:8: this is not valid TypeScript');

		writeFileSync(config, whole);
		await expect.poll(() => textOf(other.url), { timeout: 30_000 }).toContain('<title>Signals</title>');
		writeFileSync(path.join(content, 'signals/fresh.md'), signalText({ title: 'A fresh one' }));
		await expect.poll(() => textOf(`${other.url}signals/fresh/`), { timeout: 30_000 }).toContain('A fresh one');
		expect(readFileSync(path.join(project, '.astro/collections/collections.json'), 'utf8')).toContain('signals/fresh.md');
		expect(await other.stop()).toBe(0);
	});

	it.each([
		['while it starts', /Starting\n/, 'SIGTERM'],
		['as soon as it shows something', /Showing .*\n/, 'SIGINT'],
	] as const)('ends without a word when it is interrupted %s (%s, %s)', async (_when, until, signal) => {
		const other = await startDev(folder, { until });
		expect(await other.stop(signal)).toBe(0);
		expect(other.output()).toMatch(/^Starting\n(?:Showing .*\nPress Ctrl\+C to stop\.\nShown: .*\n)?$/);
	});

	it('starts with broken content and on the next port where the usual one is taken, and ends with everything closed when it is interrupted', async () => {
		const broken = mkdtempSync(path.join(tmpdir(), 'signals-dev-'));
		cpSync(folder, broken, { recursive: true });
		writeFileSync(path.join(broken, 'signals/x.md'), signalText({ score: 'much' }));
		const server = createServer();
		// Where the port is taken already, all the better.
		await new Promise<void>((resolve) => server.once('error', () => resolve()).listen(4321, '127.0.0.1', () => resolve()));
		const other = await startDev(broken, { args: [] });
		server.close();
		expect(Number(new URL(other.url).port)).toBeGreaterThan(4321);
		expect(await textOf(other.url)).toContain('<h1>1 error</h1>');

		writeFileSync(path.join(broken, 'signals/x.md'), signalText({ title: 'Whole at last' }));
		await expect.poll(() => textOf(`${other.url}signals/x/`), { timeout: 30_000 }).toContain('Whole at last');
		expect(await other.stop('SIGTERM')).toBe(0);
		await expect(fetch(other.url)).rejects.toThrow();
		rmSync(broken, { recursive: true, force: true });
	});
});

async function textOf(url: string): Promise<string> {
	return (await fetch(url, { headers: { accept: 'text/html' } })).text();
}
