import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { startProxy, type Proxy } from './proxy.ts';

/**
 * Passes on what a server at `origin` answers. Pages arrive as over a bad line: their masthead, the first categories and signals of a list,
 * and their foot element by element, their title word by word, longer apart than frames are.
 */
export function startSlowProxy(origin: string): Promise<Proxy> {
	const pass = async (url: string, response: ServerResponse) => {
		const answer = await fetch(origin + url);
		const body = Buffer.from(await answer.arrayBuffer());
		const type = answer.headers.get('content-type') ?? '';
		response.writeHead(answer.status, { 'content-type': type, 'content-length': body.length });
		if (!type.startsWith('text/html')) {
			response.end(body);
			return;
		}
		const pieces = body
			.toString()
			.split(/(?=<h1)|(?<=<\/h1>)/)
			.flatMap((part) => part.split(part.startsWith('<h1') ? /(?=<)|(?<= )/ : /(?=<)/));
		const starts = ['<header class="mast', '<nav class="cats', '<article', '<h1', '<footer class="foot'].map((start) =>
			pieces.findIndex((piece) => piece.startsWith(start)),
		);
		for (const [place, piece] of pieces.entries()) {
			response.write(piece);
			if (starts.some((start) => start >= 0 && place >= start && place < start + 100)) await setTimeout(20);
		}
		response.end();
	};
	return startProxy(({ url = '/' }, response) => {
		pass(url, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
	});
}
