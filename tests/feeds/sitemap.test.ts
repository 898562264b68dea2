import { describe, expect, it } from 'vitest';
import { fileContent, filePaths } from '../../src/site/files.ts';
import type { Site } from '../../src/site/site.ts';
import { makeSignal, makeSite } from './make-site.ts';
import { xmlFault } from './well-formed.ts';

const chips = { slug: 'chips', label: 'Chips' };
const once = { slug: 'once', label: 'Once' };

const site = makeSite({
	config: { base: '/b/' },
	signals: [
		makeSignal('new', { date: '2026-05-19T16:01:00Z', updated: '2026-05-25T00:00:00Z', tags: [chips, once] }),
		makeSignal('changed', { date: '2026-05-19T00:00:00Z', updated: '2026-05-21T00:00:00Z', score: 1 }),
		makeSignal('gone', { date: '2026-05-18T00:00:00Z', withdrawn: { date: '2026-05-20T00:00:00Z', reason: 'Wrong.' } }),
		makeSignal('last', { date: '2025-12-31T23:59:30Z', score: 1 }),
		makeSignal('old', { date: '2025-12-31T23:59:00Z', updated: '2026-06-01T00:00:00Z', tags: [chips], score: 5 }),
	],
});

describe('the sitemap', () => {
	it('lists what asks to be indexed, with the latest change of what each page shows', () => {
		expect(read(site, '/sitemap.xml')).toMatchInlineSnapshot(`
			[
			  "https://signals.example/b/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/about/ -",
			  "https://signals.example/b/feeds/ -",
			  "https://signals.example/b/search/ -",
			  "https://signals.example/b/corrections/ 2026-05-20T00:00:00Z",
			  "https://signals.example/b/briefings/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/categories/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/tags/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/trends/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/categories/models/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/min/4/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/min/7/ 2026-05-25T00:00:00Z",
			  "https://signals.example/b/tags/chips/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/briefings/2026-W01/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/briefings/2026-W21/ 2026-05-25T00:00:00Z",
			  "https://signals.example/b/2025/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/2025/12/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/2026/ 2026-05-25T00:00:00Z",
			  "https://signals.example/b/2026/05/ 2026-05-25T00:00:00Z",
			  "https://signals.example/b/2025/12/31/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/signals/old/ 2026-06-01T00:00:00Z",
			  "https://signals.example/b/signals/last/ 2025-12-31T23:59:30Z",
			  "https://signals.example/b/2026/05/19/ 2026-05-25T00:00:00Z",
			  "https://signals.example/b/signals/changed/ 2026-05-21T00:00:00Z",
			  "https://signals.example/b/signals/new/ 2026-05-25T00:00:00Z",
			]
		`);
	});

	it('has no URL twice', () => {
		const urls = read(site, '/sitemap.xml').map((line) => line.split(' ')[0]);
		expect(new Set(urls).size).toBe(urls.length);
	});

	it('of a site without signals names the pages that are there', () => {
		expect(read(makeSite(), '/sitemap.xml')).toEqual(
			['/', '/about/', '/feeds/', '/search/', '/corrections/', '/categories/', '/tags/'].map((path) => `https://signals.example${path} -`),
		);
	});

	it('splits by year beyond 10,000 URLs, full files staying as they are when a signal is added', () => {
		const signals = Array.from({ length: 20_050 }, (_, index) =>
			makeSignal(`s${index}`, { date: index < 11_000 ? '2026-01-01T00:00:00Z' : '2025-01-01T00:00:00Z' }),
		);
		const added = [makeSignal('added', { date: '2026-02-01T00:00:00Z' }), ...signals];
		const [before, after] = [makeSite({ signals }), makeSite({ signals: added })];

		const files = ['/sitemap-pages.xml', '/sitemap-2025.xml', '/sitemap-2026.xml', '/sitemap-2026-2.xml'];
		expect(filePaths(before).filter((path) => path.startsWith('/sitemap'))).toEqual(['/sitemap.xml', ...files]);
		expect(read(before, '/sitemap.xml').map((line) => line.split(' ')[0])).toEqual(files.map((path) => `https://signals.example${path}`));
		expect(files.map((path) => read(before, path).length)).toEqual([18, 9051, 10_000, 1001]);
		for (const full of ['/sitemap-2025.xml', '/sitemap-2026.xml'])
			expect(fileContent(after, full).text).toBe(fileContent(before, full).text);
	});
});

/** @returns `address lastmod` of each entry, `-` where there is none. */
function read(of: Site, path: string): string[] {
	const { text } = fileContent(of, path);
	expect(xmlFault(text)).toBeUndefined();
	return Array.from(
		text.matchAll(/<loc>(.*?)<\/loc>(?:<lastmod>(.*?)<\/lastmod>)?/g),
		([, loc = '', lastmod = '-']) => `${loc} ${lastmod}`,
	);
}
