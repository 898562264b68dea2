import type { IncomingMessage } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { startProxy, type Proxy } from '../helpers/proxy.ts';

/** Passes on what a server at `origin` answers, compressed as hosts do, which the preview does not. */
export function startCompressingProxy(origin: string): Promise<Proxy> {
	const kept = new Map<string, { readonly status: number; readonly headers: Record<string, string>; readonly body: Buffer }>();
	const answer = async ({ url = '/' }: IncomingMessage) => {
		const known = kept.get(url);
		if (known) return known;
		const response = await fetch(origin + url, { redirect: 'manual', headers: { 'accept-encoding': 'identity' } });
		const headers = Object.fromEntries(
			[...response.headers].filter(([name]) => !/^(?:connection|date|keep-alive|content-length)$/.test(name)),
		);
		const plain = Buffer.from(await response.arrayBuffer());
		const isText = /^(?:text\/|image\/svg|application\/(?:.*\+)?(?:json|xml|javascript))/.test(headers['content-type'] ?? '');
		const body = isText ? brotliCompressSync(plain) : plain;
		const fresh = { status: response.status, headers: isText ? { ...headers, 'content-encoding': 'br' } : headers, body };
		kept.set(url, fresh);
		return fresh;
	};
	return startProxy((request, response) => {
		answer(request).then(
			({ status, headers, body }) => response.writeHead(status, headers).end(body),
			(error: unknown) => response.writeHead(502).end(String(error)),
		);
	});
}
