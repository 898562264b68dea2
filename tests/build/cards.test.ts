import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { imageSize } from 'image-size';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtSite, listPages, type BuiltSite } from '../helpers/built-site.ts';
import { listTree } from '../helpers/tree.ts';

/** Where the sites of the tests say that they are. */
const origin = 'https://signals.example';

describe.for(['example', 'stress'] as const)('where pages of the %s site are shared', (name) => {
	let site: BuiltSite;
	let pages: { readonly page: string; readonly head: Head }[];
	/** @returns the file of the site at an address */
	const fileAt = (url: string) => path.join(site.folder, url.slice(`${origin}${site.base}`.length));

	beforeAll(async () => {
		site = await builtSite(name);
		pages = listPages(site.folder)
			.map((page) => ({ page, head: readHead(readFileSync(path.join(site.folder, page.replace(/(?:^|\/)$/, '$&index.html')), 'utf8')) }))
			// A former address leads on before anyone could look at it.
			.filter(({ head }) => !head.isMoved);
	});

	it('each says its picture, with its size and what it shows', () => {
		for (const { page, head } of pages) {
			const { 'og:image': url = '', ...others } = head.properties;
			expect(url, page).toMatch(`${origin}${site.base}cards/`);
			expect(existsSync(fileAt(url)), `${page}: ${url}`).toBe(true);
			expect(others, page).toMatchObject({
				'og:image:width': '1200',
				'og:image:height': '630',
				'og:image:alt': expect.stringMatching(/\S/) as string,
				'twitter:card': 'summary_large_image',
				'og:title': expect.stringMatching(/\S/) as string,
				'og:description': expect.stringMatching(/\S/) as string,
			});
		}
	});

	it('a signal shows the card of its category and band, also as news, with the publisher’s logo', () => {
		const signals = pages.flatMap(({ page, head }) => (head.article ? [{ page, head, article: head.article }] : []));
		expect(signals).not.toEqual([]);
		for (const { page, head, article } of signals) {
			expect(article.image, page).toBe(head.properties['og:image']);
			expect(article.image, page).toMatch(/\/cards\/[a-z0-9-]+-\d\.png$/);
			expect(imageSize(readFileSync(fileAt(article.publisher.logo.url)))).toMatchObject({
				width: article.publisher.logo.width,
				height: article.publisher.logo.height,
			});
		}
		const cards = new Set(signals.map(({ article }) => article.image));
		const published = listTree(site.folder).filter((file) => file.startsWith('cards/') && file !== 'cards/site.png');
		expect(published).toEqual([...cards].map((url) => url.slice(`${origin}${site.base}`.length)).sort());
	});

	it('every picture has 1200 by 630 pixels and at most 60 kB', () => {
		const files = listTree(site.folder).filter((file) => file.startsWith('cards/'));
		expect(files).toContain('cards/site.png');
		for (const file of files) {
			const whole = path.join(site.folder, file);
			expect(imageSize(readFileSync(whole)), file).toMatchObject({ type: 'png', width: 1200, height: 630 });
			expect(statSync(whole).size, file).toBeLessThanOrEqual(60_000);
		}
	});

	it('the icons that pages name are there, and the one that browsers ask for by themselves', () => {
		for (const { page, head } of pages)
			expect(head.icons, page).toEqual(['favicon.ico', 'icon.svg', 'apple-touch-icon.png'].map((file) => `${site.base}${file}`));
		for (const file of ['favicon.ico', 'icon.svg', 'apple-touch-icon.png'])
			expect(existsSync(path.join(site.folder, file)), file).toBe(true);
	});
});

interface Head {
	readonly properties: Readonly<Record<string, string>>;
	readonly icons: readonly string[];
	readonly isMoved: boolean;
	/** The news article among the structured data. */
	readonly article: { image: string; publisher: { logo: { url: string; width: number; height: number } } } | undefined;
}

function readHead(html: string): Head {
	const elements = elementsOf(parse(html));
	const attribute = (element: DefaultTreeAdapterTypes.Element, name: string) => element.attrs.find((one) => one.name === name)?.value;
	const graphs = elements.filter((element) => attribute(element, 'type') === 'application/ld+json');
	const nodes = graphs.flatMap(({ childNodes: [text] }) => {
		const { '@graph': graph } = JSON.parse(text && 'value' in text ? text.value : '{}') as { '@graph': { '@type': string }[] };
		return graph;
	});
	return {
		properties: Object.fromEntries(elements.map((element) => [attribute(element, 'property') ?? '', attribute(element, 'content') ?? ''])),
		icons: elements.flatMap((element) => (/\bicon\b/.test(attribute(element, 'rel') ?? '') ? [attribute(element, 'href') ?? ''] : [])),
		isMoved: elements.some((element) => attribute(element, 'http-equiv') === 'refresh'),
		article: nodes.find((node) => node['@type'] === 'NewsArticle') as Head['article'],
	};
}

function elementsOf(node: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Element[] {
	const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
	return 'tagName' in node ? [node, ...children] : children;
}
