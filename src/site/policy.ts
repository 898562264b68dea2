/** What browsers may do on this site: its Content-Security-Policy and the headers beside it. */
import { createHash } from 'node:crypto';
import { headScript } from './head-script.ts';

/**
 * @param target a `meta` element may not carry `frame-ancestors` (CSP Level 3, section 3.3)
 * @returns one constant policy for every page: own styles, images and script files, the one script in the head by its hash, nothing else.
 * `upgrade-insecure-requests` is left out: pages load nothing by an absolute address, and it would break a preview on plain http.
 */
export function contentSecurityPolicy(target: 'header' | 'meta'): string {
	const directives = [
		"default-src 'none'",
		`script-src 'self' '${hashSource(headScript)}'`,
		"style-src 'self'",
		"img-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
	];
	return [...directives, ...(target === 'header' ? ["frame-ancestors 'none'"] : [])].join('; ');
}

/** Headers of every response, in a fixed order. */
export function securityHeaders(): readonly (readonly [name: string, value: string])[] {
	return [
		['Content-Security-Policy', contentSecurityPolicy('header')],
		['X-Content-Type-Options', 'nosniff'],
		['Referrer-Policy', 'strict-origin-when-cross-origin'],
		['Permissions-Policy', 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()'],
		['Cross-Origin-Opener-Policy', 'same-origin'],
	];
}

function hashSource(script: string): string {
	return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}
