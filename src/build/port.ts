import { createServer } from 'node:net';

/** @returns whether a server may listen on a port of this machine now; 0 always is free. */
export function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer()
			.once('error', () => resolve(false))
			.once('listening', () => server.close(() => resolve(true)))
			.listen(port, '127.0.0.1');
	});
}
