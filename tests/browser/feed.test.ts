import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { moves, shiftNotes } from '../helpers/quiet.ts';
import { pageNamed, type SitePage } from '../helpers/site-pages.ts';

const front = pageNamed('example', 'front page');
const signal: SitePage = { name: 'signal', site: 'example', route: /^signals\/karpathy-joins-anthropic\/$/ };

describeInBrowser('a list', () => {
	const visitor = useBrowser();

	async function open(context: BrowserContext, address = '', sitePage = front): Promise<Page> {
		const page = await context.newPage();
		await page.goto(visitor.sites.find(sitePage).url + address, { waitUntil: 'load' });
		return page;
	}

	describe('narrowed in the page', () => {
		it.each([true, false])(
			'shows nothing lighter, to eye and screen reader, nor a day without a signal (script: %s)',
			async (javaScriptEnabled) => {
				const context = await visitor.profile({ javaScriptEnabled });
				const page = await open(context);
				const all = await shownScores(page);
				const light = await page.locator('.feed [data-b="1"] h3').first().innerText();
				expect(await page.locator('main').ariaSnapshot()).toContain(light);

				await choose(page, 'min', '++');
				expect(await shownScores(page)).toEqual(all.filter((score) => score >= 7));
				expect(await page.locator('main').ariaSnapshot()).not.toContain(light);
				expect(await emptyDays(page)).toBe(0);

				await choose(page, 'min', '+++');
				expect(await shownScores(page)).toEqual(all.filter((score) => score >= 9));
				expect(await emptyDays(page)).toBe(0);

				await choose(page, 'min', '');
				expect(await shownScores(page)).toEqual(all);
				await context.close();
			},
		);

		it('is so before the first paint when its address says so, and nothing moves', async () => {
			for (const [address, value, least] of [
				['?min=7', '++', 7],
				['?utm=1&min=8.5#main', '++', 7],
				['?min=3', '', 0],
			] as const) {
				const context = await visitor.profile();
				await context.addInitScript(() => {
					new MutationObserver((_, observer) => {
						if (!document.querySelector('body')) return;
						Object.assign(globalThis, { minAtBody: document.documentElement.dataset['min'] });
						observer.disconnect();
					}).observe(document, { childList: true, subtree: true });
				});
				await context.addInitScript(shiftNotes);
				const page = await open(context, address);
				expect(await page.evaluate('minAtBody')).toBe(value);
				expect((await shownScores(page)).filter((score) => score < least)).toEqual([]);
				expect(await page.locator('[name=min]:checked').getAttribute('value')).toBe(value);
				expect(await moves(page, 0)).toEqual([]);
				await context.close();
			}
		});

		it('says how much is shown, stands in the address, comes back with the page, and holds for other lists until all is shown', async () => {
			const context = await visitor.profile();
			const page = await open(context);
			const total = (await shownScores(page)).length;
			const status = page.getByRole('status');
			expect(await status.innerText()).toBe('');
			await choose(page, 'min', '++');
			const { length: major } = await shownScores(page);
			expect(await status.innerText()).toBe(`${major} of ${total} shown Show all`);
			expect(new URL(page.url()).search).toBe('?min=7');
			expect(await stored(page)).toMatchObject({ min: '++' });

			await page.locator('.feed h3 a:visible').first().click();
			await page.waitForURL(/\/signals\//);
			await page.goBack();
			expect(new URL(page.url()).search).toBe('?min=7');
			expect((await shownScores(page)).length).toBe(major);

			const other = await open(context, '', pageNamed('example', 'category'));
			expect((await shownScores(other)).filter((score) => score < 7)).toEqual([]);
			await other.close();

			await page.getByRole('link', { name: 'Show all' }).click();
			expect((await shownScores(page)).length).toBe(total);
			expect(await status.innerText()).toBe(`All ${total} shown`);
			expect(new URL(page.url()).search).toBe('');
			expect(await stored(page)).not.toHaveProperty('min');
			expect(await page.evaluate(() => document.activeElement?.localName)).toBe('summary');
			await context.close();
		});

		it('to nothing says so and offers all', async () => {
			const context = await visitor.profile();
			const page = await open(context, '?min=9', { name: 'category', site: 'example', route: /^categories\/tools\/$/ });
			expect(await shownScores(page)).toEqual([]);
			expect(await page.getByRole('status').innerText()).toMatch(/^None of \d+ scores so high Show all$/);
			await page.getByRole('link', { name: 'Show all' }).click();
			expect(await shownScores(page)).not.toEqual([]);
			await context.close();
		});

		it('leaves pages alone that cannot be narrowed', async () => {
			const context = await visitor.profile();
			await context.addInitScript(() => {
				localStorage.setItem('min', '+++');
			});
			const page = await open(context, '?min=9', signal);
			expect(await page.evaluate(() => document.documentElement.dataset['min'] ?? '')).toBe('');
			await context.close();
		});
	});

	describe('visited again', () => {
		/** A context whose clock is at hand, and whose first visit was before the newest three signals were published. */
		async function visitedBefore(): Promise<{ context: BrowserContext; keeper: Page }> {
			const context = await visitor.profile();
			await stopClock(context);
			await context.addInitScript(shiftNotes);
			const page = await context.newPage();
			const { url, html } = visitor.sites.find(front);
			const before = html.replace(/(?:<section class="day".*?<\/section>\s*){3}/s, '');
			await page.route(url, (route) => route.fulfill({ body: before, contentType: 'text/html; charset=utf-8' }));
			await page.goto(url);
			expect(await page.locator('.new').count()).toBe(0);
			await context.clock.runFor(6000);
			await visitor.go(page, signal);
			await expect.poll(() => stored(page), { timeout: 15_000 }).toHaveProperty('seen');
			return { context, keeper: page };
		}

		it('marks what is new and counts it, without moving anything, also after going back', async () => {
			const { context, keeper } = await visitedBefore();
			for (const [width, density, marks] of [
				[320, '', 3],
				[390, 'compact', 3],
				[1280, 'compact', 3],
				[390, 'compact-headlines', 0],
				[1280, '', 3],
			] as const) {
				await keeper.evaluate((value) => {
					localStorage.setItem('density', value);
				}, density);
				const page = await context.newPage();
				await page.setViewportSize({ width, height: 800 });
				await visitor.go(page, front);
				expect(await page.locator('.new:visible').allInnerTexts()).toEqual(Array.from({ length: marks }, () => 'New'));
				expect(await page.locator('#fresh').innerText()).toMatch(/^3 new since \d{1,2} \w+ 20\d\d(?:, \d\d:\d\d UTC)?$/);
				expect(await moves(page, 0)).toEqual([]);
				await page.close();
			}
			const page = await open(context);
			await context.clock.runFor(6000);
			await page.locator('.feed h3 a').first().click();
			await page.waitForURL(/\/signals\//);
			await page.goBack();
			expect(await page.locator('.new').count()).toBe(3);

			await choose(page, 'min', '++');
			const shown = await page.locator('.new:visible').count();
			expect(shown).toBeLessThan(3);
			expect(await page.locator('#fresh').innerText()).toContain(`${shown} new since`);

			const next = await open(context);
			expect(await next.locator('.new').count()).toBe(0);
			await context.close();
		});

		it('takes half an hour of absence for the end of a visit', async () => {
			const { context } = await visitedBefore();
			const page = await open(context);
			expect(await page.locator('.new').count()).toBe(3);
			await context.clock.runFor(6000);
			await visitor.go(page, signal);
			await page.goto('about:blank');
			await context.clock.fastForward('31:00');
			await visitor.go(page, front);
			expect(await page.locator('.new').count()).toBe(0);
			expect(await page.locator('#fresh').innerText()).toMatch(/^Updated \d/);
			await context.close();
		});

		it.each([
			['a glance', 1000, {}],
			['a page that was only prepared', 6000, { prerendering: true }],
		])('remembers nothing of %s', async (_, milliseconds, state) => {
			const context = await visitor.profile();
			await stopClock(context);
			await context.addInitScript((values) => {
				for (const [name, value] of Object.entries(values)) Object.defineProperty(document, name, { get: () => value });
			}, state);
			const page = await open(context);
			await context.clock.runFor(milliseconds);
			await visitor.go(page, signal);
			expect(await stored(page)).toEqual({});
			await context.close();
		});
	});

	describe('under the keys', () => {
		it('moves the focus from headline to headline, never below the head of a day', async () => {
			await visitor.borrow({ viewport: { width: 390, height: 700 } }, async (page) => {
				await visitor.go(page, front);
				const titles = await page.locator('.feed h3 a').allInnerTexts();
				const reached: string[] = [];
				for (const key of [...titles.map(() => 'j'), 'j', 'k']) {
					await page.keyboard.press(key);
					const { text, isHidden } = await page.evaluate(focusedHeadline);
					expect({ text, isHidden }).toEqual({ text, isHidden: false });
					reached.push(text);
				}
				expect(reached).toEqual([...titles, titles.at(-1), titles.at(-2)]);
			});
		});

		it('passes the headings of a text by on the way to further headlines', async () => {
			await visitor.borrow({}, async (page) => {
				await visitor.go(page, pageNamed('stress', 'table, code, image, footnotes, tasks'));
				expect(await page.locator('.prose h3 a').count()).toBeGreaterThan(0);
				await page.keyboard.press('j');
				expect(await page.evaluate(() => document.activeElement?.closest('.prose'))).toBe(null);
				const first = await page.evaluate(() => document.activeElement?.textContent);
				await page.keyboard.press('j');
				expect(await page.evaluate(() => document.activeElement?.textContent)).not.toBe(first);
			});
		});

		it('leads up, to the earlier and to the later signal', async () => {
			await visitor.borrow({}, async (page) => {
				await visitor.go(page, signal);
				const start = page.url();
				await page.keyboard.press('[');
				await page.waitForURL((url) => url.href !== start);
				await page.keyboard.press(']');
				await page.waitForURL(start);
				await page.keyboard.press('u');
				await page.waitForURL(visitor.sites.home('example'));
			});
		});

		it('finds the search field, which takes every key as text', async () => {
			await visitor.borrow({}, async (page) => {
				await visitor.go(page, front);
				await page.evaluate(() => {
					document.querySelector('main')?.prepend(Object.assign(document.createElement('input'), { type: 'search' }));
				});
				await page.keyboard.press('/');
				await page.keyboard.type('/jk?');
				expect(await page.locator('[type=search]').inputValue()).toBe('/jk?');
				expect(await page.locator('dialog').count()).toBe(0);
			});
		});

		it('explains itself in a dialog, which gives the focus back', async () => {
			await visitor.borrow({}, async (page) => {
				await visitor.go(page, front);
				await page.keyboard.press('j');
				const { text } = await page.evaluate(focusedHeadline);
				await page.keyboard.press('?');
				const dialog = page.getByRole('dialog', { name: 'Shortcut keys' });
				expect(await dialog.locator('li').allInnerTexts()).toContain('j\u2003Next headline');
				await page.keyboard.press('j');
				await page.keyboard.press('?');
				expect(await dialog.count()).toBe(1);
				await page.keyboard.press('Escape');
				// It is told a moment later that it was closed.
				await page.locator('dialog').waitFor({ state: 'detached' });
				expect((await page.evaluate(focusedHeadline)).text).toBe(text);
				await page.keyboard.press('?');
				await dialog.getByRole('button').click();
				await page.locator('dialog').waitFor({ state: 'detached' });
			});
		});

		it('is left alone by keys with a modifier, in composed text, and by what something else has handled', async () => {
			await visitor.borrow({}, async (page) => {
				await visitor.go(page, front);
				for (const modifier of ['Control', 'Alt', 'Meta']) await page.keyboard.press(`${modifier}+j`);
				await page.evaluate(() => {
					for (const state of [{ isComposing: true }, { defaultPrevented: true }]) {
						const event = new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true, ...state });
						if ('defaultPrevented' in state) event.preventDefault();
						document.body.dispatchEvent(event);
					}
				});
				expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body');
			});
		});

		it('does nothing at any printable key once they are switched off, in the dialog or the View panel, and remembers that', async () => {
			const context = await visitor.profile();
			const page = await open(context);
			await page.keyboard.press('?');
			await page.getByRole('dialog').getByLabel('Off').check();
			await page.keyboard.press('Escape');
			await page.reload();
			expect(await stored(page)).toMatchObject({ keys: 'off' });
			const state = () =>
				page.evaluate(() => [location.href, document.activeElement?.localName, document.querySelectorAll('dialog, [open]').length].join());
			const before = await state();
			// A blank scrolls, as on every page.
			for (let code = 0x21; code < 0x7f; code += 1) await page.keyboard.press(String.fromCharCode(code));
			expect(await state()).toBe(before);

			await choose(page, 'keys', '');
			await page.keyboard.press('Escape');
			await page.locator('h1').click();
			await page.keyboard.press('j');
			expect((await page.evaluate(focusedHeadline)).text).not.toBe('');
			expect(await stored(page)).not.toHaveProperty('keys');
			await context.close();
		});

		it('shows the switch only where a script can honour it', async () => {
			await visitor.borrow({ javaScriptEnabled: false }, async (page) => {
				await visitor.go(page, front);
				await page.locator('.view summary').click();
				expect(await page.locator('.view legend:visible').allInnerTexts()).toEqual(['Minimum here', 'Density', 'Theme']);
			});
		});
	});

	describe('in each density', () => {
		// Headlines that can be read without scrolling. The example site has a signal a day, most of whose titles are two lines long.
		it.each([
			['example', { width: 1366, height: 768 }, { '': 2, compact: 9, 'compact-headlines': 17 }],
			['example', { width: 390, height: 844 }, { '': 2, compact: 5, 'compact-headlines': 8 }],
			['stress', { width: 1366, height: 768 }, { '': 2, compact: 9, 'compact-headlines': 18 }],
			['stress', { width: 390, height: 844 }, { '': 2, compact: 7, 'compact-headlines': 12 }],
		] as const)('shows enough of the %s site at once (%o)', async (site, viewport, least) => {
			await visitor.borrow({ viewport }, async (page) => {
				await visitor.go(page, pageNamed(site, 'front page'));
				const seen: Record<string, number> = {};
				for (const density of Object.keys(least)) {
					await choose(page, 'density', density);
					seen[density] = await page
						.locator('.feed h3')
						.evaluateAll((titles) => titles.filter((title) => title.getBoundingClientRect().bottom <= innerHeight).length);
				}
				await choose(page, 'density', '');
				for (const [density, count] of Object.entries(least)) expect.soft(seen[density], density).toBeGreaterThanOrEqual(count);
			});
		});
	});

	it('works without any storage, and the console stays empty', async () => {
		const context = await visitor.profile();
		const heard: string[] = [];
		context.on('console', (message) => heard.push(message.text()));
		context.on('weberror', (error) => heard.push(error.error().message));
		await stopClock(context);
		await context.addInitScript(() => {
			for (const name of ['localStorage', 'sessionStorage']) {
				Object.defineProperty(globalThis, name, {
					get() {
						throw new DOMException('Storage is blocked.', 'SecurityError');
					},
				});
			}
		});
		const page = await open(context, '?min=7');
		await choose(page, 'min', '+++');
		expect((await shownScores(page)).filter((score) => score < 9)).toEqual([]);
		await choose(page, 'min', '');
		expect((await shownScores(page)).some((score) => score < 4)).toBe(true);
		await page.keyboard.press('Escape');
		await page.locator('h1').click();
		await page.keyboard.press('j');
		expect((await page.evaluate(focusedHeadline)).text).not.toBe('');
		await context.clock.runFor(6000);
		await visitor.go(page, signal);
		await page.goBack();
		expect(await page.locator('#fresh').innerText()).toMatch(/^Updated \d/);
		expect(heard).toEqual([]);
		await context.close();
	});
});

/** From now on time passes only when a test says so, however busy the machine. */
async function stopClock(context: BrowserContext): Promise<void> {
	await context.clock.install({ time: '2026-12-31T00:00:00Z' });
	await context.clock.pauseAt('2026-12-31T00:00:01Z');
}

/** Runs in the page. @returns the headline that has the focus, and whether it is out of sight or under the head of a day */
function focusedHeadline(): { text: string; isHidden: boolean } {
	const { activeElement } = document;
	if (!(activeElement instanceof HTMLElement) || !activeElement.matches('h3 a')) return { text: '', isHidden: true };
	const { top, bottom } = activeElement.getBoundingClientRect();
	const isCovered = [...document.querySelectorAll('.day > header')].some((head) => {
		const rect = head.getBoundingClientRect();
		return rect.top < bottom && rect.bottom > top;
	});
	return { text: activeElement.innerText, isHidden: isCovered || top < 0 || bottom > innerHeight };
}

/** @returns the scores of the list at hand that are shown, in order */
async function shownScores(page: Page): Promise<number[]> {
	return page
		.locator('.feed > li:visible data')
		.evaluateAll((scores) => scores.map((score) => (score instanceof HTMLDataElement ? Number(score.value) : Number.NaN)));
}

/** @returns how many days are shown of which no signal is */
async function emptyDays(page: Page): Promise<number> {
	return page
		.locator('.day:visible')
		.evaluateAll((days) => days.filter((day) => ![...day.querySelectorAll('li')].some((item) => item.checkVisibility())).length);
}

async function choose(page: Page, name: string, value: string): Promise<void> {
	const view = page.locator('details.view');
	if ((await view.getAttribute('open')) === null) await view.locator('summary').click();
	await view.locator(`[name="${name}"][value="${value}"]`).check();
}

async function stored(page: Page): Promise<Record<string, string>> {
	return page.evaluate(() => ({ ...localStorage }));
}
