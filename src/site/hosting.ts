/** Files that hosts read: headers and redirects, in the form Netlify and Cloudflare share. */
import { feedTypes } from '../feeds/directory.ts';
import { compareText } from '../signals/order.ts';
import { emailPolicy, policyOf, securityHeaders } from './policy.ts';
import type { SiteConfig } from './config.ts';
import { href, paths } from './routes.ts';
import { speculationType } from './speculation.ts';
import type { Site } from './site.ts';

type Header = readonly [name: string, value: string];

/**
 * Where several rules match, hosts send all their headers and may join equal names with a comma
 * (https://developers.cloudflare.com/pages/configuration/headers/). So no path matches two rules that set the same header: caching
 * and the Content-Security-Policy are set per kind of path, never for all of them: two policies would both hold, and the search page could
 * not search. What is no page needs none.
 * @returns the text of `_headers`
 */
export function serializeHeaders({ config }: Site): string {
	const rule = (pattern: string, headers: readonly Header[]) =>
		[href(config, pattern), ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n');
	const speculation: Header = ['Speculation-Rules', `"${href(config, paths.speculationRules)}"`];
	const rules = [
		rule('/*', securityHeaders()),
		rule('/_astro/*', [kept]),
		...pagePatterns.map((pattern) => rule(pattern, [asked, speculation, ['Content-Security-Policy', policyOf(config, pattern, 'header')]])),
		...[paths.searchIndex, paths.searchShard(':start')].flatMap((index) => [
			...['fragment', 'index', 'filter'].map((part) => rule(`${index}${part}/*`, [kept])),
			...indexFiles(config)
				.filter((name) => index === paths.searchIndex || name !== searchCode)
				.map((name) => rule(index + name, [asked])),
		]),
		...filePatterns.map(([pattern, type]) =>
			rule(pattern, [
				['Content-Type', `${type}; charset=utf-8`],
				['Cache-Control', 'public, max-age=900'],
				['Access-Control-Allow-Origin', '*'],
			]),
		),
		...emailPatterns.map(([pattern, ...headers]) => rule(pattern, [asked, ['X-Robots-Tag', 'noindex'], ...headers])),
	];
	return `${rules.join('\n\n')}\n`;
}

/** For what is named by its content. */
const kept: Header = ['Cache-Control', 'public, max-age=31536000, immutable'];
const asked: Header = ['Cache-Control', 'public, max-age=0, must-revalidate'];

/** What the search page loads under names that stay. The directory of the index is named by its content, but no pattern fits it alone. */
function indexFiles({ language }: SiteConfig): string[] {
	const wasm = [language.toLowerCase(), 'unknown'].map((name) => `wasm.${name}.pagefind`);
	return [searchCode, 'pagefind-entry.json', ...wasm];
}

/** Loaded once for all shards. */
const searchCode = 'pagefind.js';

/** @returns the text of `_redirects`: former signals and aliases of tags, the feeds of these included. */
export function serializeRedirects({ config, aliases, tagAliases }: Site): string {
	const redirect = (from: string, to: string) => `${href(config, from)} ${href(config, to)} 301`;
	const lines = [
		...inOrder(aliases).map(([alias, slug]) => redirect(paths.signal(alias), paths.signal(slug))),
		...inOrder(tagAliases).flatMap(([alias, slug]) => [
			redirect(paths.tag(alias), paths.tag(slug)),
			redirect(paths.feed(paths.tag(alias), 'atom'), paths.feed(paths.tag(slug), 'atom')),
		]),
	];
	return `${['# from to status', ...lines].join('\n')}\n`;
}

/** Every page. Years begin with 1 or 2, and nothing else at the root does. */
const pagePatterns = [
	'/',
	'/404.html',
	'/about/',
	'/briefings/',
	'/briefings/page/:page/',
	'/briefings/:week/',
	'/corrections/',
	'/corrections/page/:page/',
	'/feeds/',
	'/trends/',
	'/watch/',
	'/watch/page/:page/',
	'/categories/',
	'/categories/:category/',
	'/categories/:category/page/:page/',
	'/categories/:category/min/:min/',
	'/categories/:category/min/:min/page/:page/',
	'/min/:min/',
	'/min/:min/page/:page/',
	'/tags/',
	'/tags/page/:page/',
	'/tags/:tag/',
	'/tags/:tag/page/:page/',
	'/search/',
	'/signals/:signal/',
	'/1*',
	'/2*',
] as const;

/** Every feed and file for other programs, with its media type: hosts would send plain XML, JSON and text. */
const filePatterns = [
	['/atom.xml', feedTypes.atom],
	['/rss.xml', feedTypes.rss],
	['/feed.json', feedTypes.json],
	['/briefings/atom.xml', feedTypes.atom],
	['/corrections/atom.xml', feedTypes.atom],
	['/categories/:category/atom.xml', feedTypes.atom],
	['/categories/:category/rss.xml', feedTypes.rss],
	['/categories/:category/feed.json', feedTypes.json],
	['/min/:min/atom.xml', feedTypes.atom],
	['/tags/:tag/atom.xml', feedTypes.atom],
	['/feeds.opml', 'text/x-opml'],
	['/signals/*.md', 'text/markdown'],
	['/signals/*.json', 'application/json'],
	['/api/*', 'application/json'],
	['/llms.txt', 'text/plain'],
	['/watch.ics', 'text/calendar'],
	[paths.speculationRules, speculationType],
] as const;

/** The mails of a week, which are for senders and no part of what searches find. */
const emailPatterns: readonly (readonly [pattern: string, ...headers: Header[]])[] = [
	['/briefings/:week/email.html', ['Content-Security-Policy', emailPolicy()]],
	['/briefings/:week/email.txt', ['Content-Type', 'text/plain; charset=utf-8']],
	['/briefings/:week/email.eml', ['Content-Type', 'message/rfc822']],
];

function inOrder(map: ReadonlyMap<string, string>): (readonly [string, string])[] {
	return [...map].sort(([a], [b]) => compareText(a, b));
}
