import { expect, it } from 'vitest';
import { headScript } from '../../src/site/head-script.ts';
import { describeInBrowser, useBrowser } from '../helpers/chromium.ts';
import { fieldPayloads } from '../helpers/payloads.ts';

/** Every kind of page that shows a title, tag, source, author or text of the hostile signal. */
const pages = [
	/^$/,
	/^signals\/hostile\/$/,
	/^signals\/hostile-before\/$/,
	/^signals\/rtl\/$/,
	/^2026\/05\/08\/$/,
	/^2026\/05\/$/,
	/^2026\/$/,
	/^tags\/img-src/,
	/^tags\/onmouseover/,
	/^tags\/page\/\d+\/$/,
	/^categories\/industry\/$/,
	/^categories\/$/,
	/^categories\/hostile\/$/,
	/^tags\/hostile\/$/,
	...fieldPayloads.map((_, index) => new RegExp(`^signals/hostile-fields-${index}/$`)),
	/^corrections\/$/,
	/^corrections\/page\/\d+\/$/,
	/^feeds\/$/,
];

describeInBrowser.concurrent('hostile text stays text', () => {
	const visitor = useBrowser({ initScript: 'globalThis.hits = []; globalThis.hit = (where) => hits.push(where);' });

	// The policy would hide a hole in the escaping by refusing to run what came through it. That it has nothing to refuse, another test shows.
	it.each(pages)('%s', async (route) => {
		await visitor.borrow({ bypassCSP: true }, async (page) => {
			const dialogs: string[] = [];
			page.on('dialog', (dialog) => {
				dialogs.push(dialog.message());
				void dialog.dismiss();
			});
			await visitor.go(page, { name: 'hostile', site: 'stress', route, isMoved: route.source.includes('before') });
			expect(await page.evaluate(suspects, headScript)).toEqual([]);
			expect(await page.evaluate('hits')).toEqual([]);
			expect(dialogs).toEqual([]);
		});
	});

	it('is shown as it was written', async () => {
		await visitor.borrow({}, async (page) => {
			await visitor.go(page, { name: 'hostile', site: 'stress', route: /^signals\/hostile\/$/ });
			const title = `</script></title><script>hit('title')</script><img src=x onerror="hit('title')">`;
			expect(await page.locator('h1').innerText()).toBe(title);
			expect(await page.title()).toContain(title);
			const jsonLd = await page.locator('script[type="application/ld+json"]').textContent();
			expect(JSON.stringify(JSON.parse(jsonLd ?? ''))).toContain(JSON.stringify(title).slice(1, -1));
		});
	});
});

/** Runs in the page. @returns whatever only an injection could have put there, after every event an injected handler waits for */
async function suspects(ownScript: string): Promise<string[]> {
	// Events that an injected handler would wait for.
	for (const element of document.querySelectorAll('body *')) {
		for (const type of ['mouseover', 'focus', 'load', 'error']) element.dispatchEvent(new Event(type));
	}
	await new Promise((resolve) => {
		setTimeout(resolve, 100);
	});
	const all = [...document.querySelectorAll('*')];
	return [
		...all.flatMap((element) =>
			[...element.attributes]
				.filter(({ name }) => name.startsWith('on') || name === 'style' || name === 'srcdoc')
				.map(({ name }) => `${element.tagName} ${name}`),
		),
		...all
			.filter((element) => ['IFRAME', 'OBJECT', 'EMBED', 'FORM', 'BASE', 'STYLE'].includes(element.tagName))
			.map(({ tagName }) => tagName),
		...[...document.scripts]
			.filter(
				({ type, text, src }) => type !== 'application/ld+json' && text !== ownScript && !src.startsWith(`${location.origin}/x/y/_astro/`),
			)
			.map(({ outerHTML }) => outerHTML),
		...[...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
			.filter(({ protocol }) => !['http:', 'https:', 'mailto:'].includes(protocol))
			.map(({ href }) => href),
		...[...document.querySelectorAll('body img')]
			.filter((image) => image.getAttribute('src')?.endsWith('/picture.png') !== true)
			.map(({ outerHTML }) => outerHTML),
		...[...document.scripts]
			.filter(({ type, textContent }) => type === 'application/ld+json' && typeof JSON.parse(textContent) !== 'object')
			.map(({ outerHTML }) => outerHTML),
	];
}
