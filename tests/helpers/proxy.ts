import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback that stands before another one. */
export interface Proxy {
	/** Origin, without a slash at its end. */
	readonly origin: string;
	close(): void;
}

export async function startProxy(answer: RequestListener): Promise<Proxy> {
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}
