import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { headScript } from '../../src/site/head-script.ts';
import { fileContent, filePaths } from '../../src/site/files.ts';
import { contentSecurityPolicy, emailPolicy, policyOf, searchPolicy, securityHeaders } from '../../src/site/policy.ts';
import { plan } from '../../src/site/plan.ts';
import { makeSignal, makeSite } from './make-site.ts';

const site = makeSite({
	config: { base: '/x/y/' },
	signals: [makeSignal('a', { tags: [{ slug: '日本', label: '日本' }] }), makeSignal('b', { tags: [{ slug: '日本', label: '日本' }] })],
	aliases: [
		['z-old', 'a'],
		['b-old', 'b'],
	],
	tagAliases: [['nihon', '日本']],
});

describe('Content-Security-Policy', () => {
	it('allows own styles and images and the one script by its hash', () => {
		const hash = createHash('sha256').update(headScript, 'utf8').digest('base64');
		expect(contentSecurityPolicy('header')).toBe(
			`default-src 'none'; script-src 'self' 'sha256-${hash}'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
		);
	});

	it('lets the search page alone run its index, and lead to a search elsewhere', () => {
		const own = new Set(contentSecurityPolicy('header').split('; '));
		const differing = searchPolicy(site.config, 'header')
			.split('; ')
			.filter((directive) => !own.has(directive));
		expect(differing).toEqual([
			expect.stringMatching(/^script-src 'self' 'wasm-unsafe-eval' 'sha256-[^']+'$/),
			'form-action https://duckduckgo.com',
		]);
		expect(policyOf(site.config, '/search/', 'meta')).toBe(searchPolicy(site.config, 'meta'));
		expect(policyOf(site.config, '/', 'meta')).toBe(contentSecurityPolicy('meta'));
	});

	it('leaves out of the page what only a header may say', () => {
		expect(`${contentSecurityPolicy('meta')}; frame-ancestors 'none'`).toBe(contentSecurityPolicy('header'));
	});
});

const security = new Set(securityHeaders().map(([name]) => name));

describe('_headers', () => {
	const rules = parseHeaders(fileContent(site, '/_headers').text);
	const headersOf = (path: string) => rules.filter(({ pattern }) => matches(pattern, path)).flatMap(({ headers }) => headers);
	const cacheOf = (path: string) =>
		headersOf(path)
			.filter(([name]) => name === 'Cache-Control')
			.map(([, value]) => value);

	it('guards every response under the base', () => {
		for (const path of ['/x/y/', '/x/y/signals/a/', '/x/y/atom.xml', '/x/y/nowhere/', '/x/y/_astro/a.css']) {
			expect(headersOf(path)).toContainEqual(['X-Content-Type-Options', 'nosniff']);
			expect(headersOf(path)).toContainEqual(['X-Frame-Options', 'DENY']);
		}
		expect(headersOf('/elsewhere/')).toEqual([]);
	});

	it('gives every page its policy', () => {
		for (const { route, path } of plan(site).filter(({ route }) => route !== '/[...file]' && !route.endsWith('.eml'))) {
			const policy = policyOf(site.config, path, 'header');
			expect([route, headersOf(`/x/y${path}`)]).toEqual([route, expect.arrayContaining([['Content-Security-Policy', policy]])]);
		}
	});

	it('says nothing twice about any path, since hosts would join it', () => {
		const index = ['pagefind.js', 'pagefind-entry.json', 'wasm.en.pagefind', 'fragment/a', 'index/a', 'filter/a'];
		const all = [
			...plan(site).map(({ path }) => path),
			'/_astro/a.css',
			...['', 'shards/2026-01-01/'].flatMap((shard) => index.map((name) => `/pagefind/${shard}${name}`)),
		];
		const repeated = all.flatMap((path) => {
			const names = headersOf(`/x/y${path}`).map(([name]) => name);
			return names.filter((name, place) => names.indexOf(name) !== place).map((name) => `${path}: ${name}`);
		});
		expect(repeated).toEqual([]);
	});

	it.each([
		[
			'/',
			'/about/',
			'/corrections/',
			'/corrections/page/1/',
			'/feeds/',
			'/search/',
			'/404.html',
			'/watch/',
			'/watch/page/2/',
			'/categories/',
			'/categories/models/',
			'/categories/models/page/2/',
		],
		[
			'/categories/models/min/7/',
			'/categories/models/min/7/page/1/',
			'/min/7/',
			'/min/7/page/1/',
			'/tags/',
			'/tags/page/1/',
			'/tags/x/',
			'/tags/x/page/1/',
		],
		['/briefings/', '/briefings/page/1/', '/briefings/2026-W47/'],
		['/signals/a/', '/2026/', '/2026/05/', '/2026/05/19/', '/2026/05/19/page/1/', '/1999/'],
	])('lets pages be kept but asks each time: %s …', (...pages) => {
		for (const page of pages) expect([page, cacheOf(`/x/y${page}`)]).toEqual([page, ['public, max-age=0, must-revalidate']]);
	});

	it('lets every feed and file for programs be kept for 15 minutes and read from anywhere, under its own type', () => {
		const feeds = filePaths(site).filter((path) => /(atom|rss)\.xml$|\.json$|\.opml$|\.md$|\.ics$|llms\.txt$/.test(path));
		expect(feeds.length).toBeGreaterThan(20);
		for (const feed of feeds) {
			const headers = headersOf(`/x/y${feed}`);
			expect([feed, cacheOf(`/x/y${feed}`)]).toEqual([feed, ['public, max-age=900']]);
			expect(headers).toContainEqual(['Access-Control-Allow-Origin', '*']);
			expect(headers).toContainEqual(['Content-Type', fileContent(site, feed).type]);
		}
	});

	it('keeps the mails of a week out of search, and lets a browser show the one in HTML with its styles', () => {
		const own = (format: string) => headersOf(`/x/y/briefings/2026-W47/email.${format}`).filter(([name]) => !security.has(name));
		const all = [
			['Cache-Control', 'public, max-age=0, must-revalidate'],
			['X-Robots-Tag', 'noindex'],
		];
		expect(own('html')).toEqual([...all, ['Content-Security-Policy', emailPolicy()]]);
		expect(own('txt')).toEqual([...all, ['Content-Type', 'text/plain; charset=utf-8']]);
		expect(own('eml')).toEqual([...all, ['Content-Type', 'message/rfc822']]);
	});

	it('lets no page but a mail have styles of its own, and a mail nothing else', () => {
		const lax = rules.filter(({ headers }) => headers.some(([, value]) => value.includes('unsafe-inline'))).map(({ pattern }) => pattern);
		expect(lax).toEqual(['/x/y/briefings/:week/email.html']);
		expect(emailPolicy()).toBe(
			"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		);
	});

	it('lets hashed assets be kept for a year', () => {
		for (const path of [
			'_astro/index.abc.css',
			'pagefind/fragment/en_1.pf_fragment',
			'pagefind/index/en_1.pf_index',
			'pagefind/shards/2026-01-01/index/en_1.pf_index',
		])
			expect(cacheOf(`/x/y/${path}`)).toEqual(['public, max-age=31536000, immutable']);
	});

	it('lets the parts of the search whose names stay be kept, but asks each time', () => {
		for (const name of ['pagefind.js', 'pagefind-entry.json', 'wasm.en.pagefind', 'shards/2026-01-01/pagefind-entry.json'])
			expect(cacheOf(`/x/y/pagefind/${name}`)).toEqual(['public, max-age=0, must-revalidate']);
	});

	it('stays within what hosts read: 100 rules, 2,000 characters a line', () => {
		expect(rules.length).toBeLessThanOrEqual(100);
		for (const line of fileContent(site, '/_headers').text.split('\n')) expect(line.length).toBeLessThanOrEqual(2000);
	});
});

describe('_redirects', () => {
	it('leads former addresses, the feeds of tags included, to the present ones', () => {
		expect(fileContent(site, '/_redirects').text).toMatchInlineSnapshot(`
			"# from to status
			/x/y/signals/b-old/ /x/y/signals/b/ 301
			/x/y/signals/z-old/ /x/y/signals/a/ 301
			/x/y/tags/nihon/ /x/y/tags/%E6%97%A5%E6%9C%AC/ 301
			/x/y/tags/nihon/atom.xml /x/y/tags/%E6%97%A5%E6%9C%AC/atom.xml 301
			"
		`);
	});

	it('is a file even when there is nothing to redirect', () => {
		expect(fileContent(makeSite(), '/_redirects').text).not.toBe('');
	});
});

describe('robots.txt', () => {
	it('allows everything and names the sitemaps', () => {
		expect(fileContent(site, '/robots.txt').text).toMatchInlineSnapshot(`
			"User-agent: *
			Allow: /

			Sitemap: https://signals.example/x/y/sitemap.xml
			Sitemap: https://signals.example/x/y/news-sitemap.xml
			"
		`);
	});
});

describe('the list of files', () => {
	it('is in a fixed order and names nothing twice', () => {
		expect(filePaths(site)).toMatchInlineSnapshot(`
			[
			  "/atom.xml",
			  "/rss.xml",
			  "/feed.json",
			  "/briefings/atom.xml",
			  "/corrections/atom.xml",
			  "/categories/models/atom.xml",
			  "/categories/models/rss.xml",
			  "/categories/models/feed.json",
			  "/categories/policy/atom.xml",
			  "/categories/policy/rss.xml",
			  "/categories/policy/feed.json",
			  "/min/4/atom.xml",
			  "/min/7/atom.xml",
			  "/min/9/atom.xml",
			  "/tags/%E6%97%A5%E6%9C%AC/atom.xml",
			  "/briefings/2026-W21/email.html",
			  "/briefings/2026-W21/email.txt",
			  "/feeds.opml",
			  "/sitemap.xml",
			  "/signals/a.md",
			  "/signals/a.json",
			  "/signals/b.md",
			  "/signals/b.json",
			  "/api/signals.json",
			  "/api/schema/signal.json",
			  "/api/schema/signals.json",
			  "/news-sitemap.xml",
			  "/watch.ics",
			  "/llms.txt",
			  "/opensearch.xml",
			  "/speculation-rules.json",
			  "/robots.txt",
			  "/_headers",
			  "/_redirects",
			]
		`);
		expect(new Set(filePaths(site)).size).toBe(filePaths(site).length);
	});

	it('refuses what it does not name', () => {
		expect(() => fileContent(site, '/nothing.xml')).toThrow('no file /nothing.xml');
	});
});

interface Rule {
	readonly pattern: string;
	readonly headers: readonly (readonly [string, string])[];
}

/** Reads `_headers` as Netlify and Cloudflare do: a pattern, then indented headers. */
function parseHeaders(text: string): Rule[] {
	return text
		.trim()
		.split('\n\n')
		.map((block) => {
			const [pattern = '', ...lines] = block.split('\n');
			return {
				pattern,
				headers: lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]),
			};
		});
}

/** `*` is anything, `:name` one segment. */
function matches(pattern: string, path: string): boolean {
	const expression = pattern
		.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
		.replaceAll('*', '.*')
		.replace(/:[a-z]+/g, '[^/]+');
	return new RegExp(`^${expression}$`).test(path);
}
