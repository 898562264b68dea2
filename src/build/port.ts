import { createServer } from 'node:net';

/**
 * @returns whether a server may listen on a port of this machine now; 0 always is free.
 * @throws a system error when it is not another program that forbids it
 */
export function isFree(port: number): Promise<boolean> {
	return new Promise((resolve, reject) => {
		const server = createServer()
			.once('error', (error: NodeJS.ErrnoException) => {
				if (error.code === 'EADDRINUSE') resolve(false);
				else reject(error);
			})
			.once('listening', () => server.close(() => resolve(true)))
			.listen(port, '127.0.0.1');
	});
}
