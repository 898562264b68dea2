import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

export interface SlowProxy {
	/** Origin, without a slash at its end. */
	readonly origin: string;
	close(): void;
}

/** Passes on what a server at `origin` answers; pages arrive as over a bad line, their first elements one by one and longer apart than frames are. */
export async function startSlowProxy(origin: string): Promise<SlowProxy> {
	const pass = async (url: string, response: ServerResponse) => {
		const answer = await fetch(origin + url);
		const body = Buffer.from(await answer.arrayBuffer());
		const type = answer.headers.get('content-type') ?? '';
		response.writeHead(answer.status, { 'content-type': type, 'content-length': body.length });
		const text = type.startsWith('text/html') ? body.toString() : '';
		const pieces = text.slice(text.indexOf('<body')).split(/(?=<)/);
		const first = pieces.slice(0, 120);
		if (text !== '') response.write(text.slice(0, text.indexOf('<body')));
		for (const piece of first) {
			response.write(piece);
			await setTimeout(20);
		}
		response.end(text === '' ? body : pieces.slice(first.length).join(''));
	};
	const server = createServer(({ url = '/' }, response) => {
		pass(url, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}
