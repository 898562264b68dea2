import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import sirv from 'sirv';
import { headersFor, parseHeaders, parseRedirects } from './host-rules.ts';
import { stampOf } from './stamp.ts';

export interface Preview {
	/** `http://127.0.0.1:4321/base/` */
	readonly url: string;
	close(): Promise<void>;
}

/** @returns the path a site was built for, as its own rules tell. */
export function baseOf(folder: string): string {
	const headers = path.join(folder, '_headers');
	const assets = parseHeaders(existsSync(headers) ? readFileSync(headers, 'utf8') : '').find(({ pattern }) =>
		pattern.endsWith('/_astro/*'),
	);
	return assets ? assets.pattern.slice(0, -'_astro/*'.length) : '/';
}

/**
 * Serves a built site on this machine as a host would: headers and redirects of its own rules, its own page for what is not there.
 * @param base path it was built for
 * @param port 0 for any that is free
 */
export async function serveSite(folder: string, base: string, port: number): Promise<Preview> {
	// Another build may publish while this goes on, and there is nothing while it does.
	const read = (name: string) => {
		try {
			return readFileSync(path.join(folder, name), 'utf8');
		} catch {
			return '';
		}
	};
	const latest = <T>(name: string, parse: (text: string) => T) => {
		let [stamp, rules] = [stampOf(path.join(folder, name)), parse(read(name))];
		return () => {
			const now = stampOf(path.join(folder, name));
			if (now !== stamp) [stamp, rules] = [now, parse(read(name))];
			return rules;
		};
	};
	const rules = latest('_headers', parseHeaders);
	const redirects = latest('_redirects', parseRedirects);
	const files = sirv(folder, { dev: true, dotfiles: false });
	const server = createServer((request, response) => {
		const pathname = (request.url ?? '/').split('?', 1)[0] ?? '/';
		for (const [name, value] of headersFor(rules(), pathname)) response.setHeader(name, value);
		const redirect = redirects().get(pathname);
		const notFound = () => {
			response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(read('404.html'));
		};
		if (redirect) response.writeHead(redirect.status, { location: redirect.to }).end();
		else if (`${pathname}/` === base) response.writeHead(301, { location: base }).end();
		else if (!pathname.startsWith(base) || /\/_(?:headers|redirects)$/.test(pathname)) notFound();
		else if (!pathname.endsWith('/') && existsSync(path.join(folder, decode(pathname.slice(base.length)), 'index.html')))
			response.writeHead(301, { location: `${pathname}/` }).end();
		else files(Object.assign(request, { url: `/${(request.url ?? '').slice(base.length)}` }), response, notFound);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const { port: taken } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${taken}${base}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => {
					resolve();
				});
				server.closeAllConnections();
			}),
	};
}

function decode(pathname: string): string {
	try {
		return decodeURIComponent(pathname);
	} catch {
		return pathname;
	}
}
