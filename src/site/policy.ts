/** What browsers may do on this site: its Content-Security-Policy and the headers beside it. */
import { createHash } from 'node:crypto';
import type { SiteConfig } from './config.ts';
import { headScript } from './head-script.ts';
import { paths } from './routes.ts';

/**
 * @param target a `meta` element may not carry `frame-ancestors` (CSP Level 3, section 3.3)
 * @returns the constant policy of every page but the search: own styles, images and script files, the one script in the head by its hash, nothing else.
 * No script of ours connects to anything there, but tools that judge a page ask for `/robots.txt` and `/llms.txt` in its name.
 * `upgrade-insecure-requests` is left out: pages load nothing by an absolute address, and it would break a preview on plain http.
 */
export function contentSecurityPolicy(target: 'header' | 'meta'): string {
	const directives = [
		"default-src 'none'",
		`script-src 'self' '${hashSource(headScript)}'`,
		"style-src 'self'",
		"img-src 'self'",
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
	];
	return [...directives, ...(target === 'header' ? ["frame-ancestors 'none'"] : [])].join('; ');
}

/**
 * @returns the constant policy of the search page: besides, it runs the WebAssembly that reads the index, and without a script its form leads to a
 * search elsewhere
 */
export function searchPolicy({ externalSearch }: Pick<SiteConfig, 'externalSearch'>, target: 'header' | 'meta'): string {
	return contentSecurityPolicy(target)
		.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
		.replace("form-action 'none'", `form-action ${new URL(externalSearch.url).origin}`);
}

/** @returns the policy of the page at that path. */
export function policyOf(config: SiteConfig, path: string, target: 'header' | 'meta'): string {
	return path === paths.search ? searchPolicy(config, target) : contentSecurityPolicy(target);
}

/** @returns the constant policy of the HTML of a mail: it carries its styles in its elements, and may do nothing else. */
export function emailPolicy(): string {
	return "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

/** Headers of every response, in a fixed order. The policy is not among them: pages differ in it. */
export function securityHeaders(): readonly (readonly [name: string, value: string])[] {
	return [
		['X-Content-Type-Options', 'nosniff'],
		// Also said by the policy of every page that is there; this covers what hosts answer for an address that is not.
		['X-Frame-Options', 'DENY'],
		['Referrer-Policy', 'strict-origin-when-cross-origin'],
		['Permissions-Policy', 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()'],
		['Cross-Origin-Opener-Policy', 'same-origin'],
	];
}

function hashSource(script: string): string {
	return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}
