import type { AddressInfo } from 'node:net';
import { provideDevelopment, type Development } from '../site/development.ts';

/**
 * Serves a site by Astro's development server, on this machine only, and reloads browsers when it changes. The server ends with the
 * process: to close it would take seconds of work that nobody needs.
 * @param projectDir holds `astro.config.mjs`
 * @param base path the pages are written for
 * @param port 0 for any that is free; when it is taken, the next that is free
 * @returns `http://127.0.0.1:4321/base/`
 */
export async function serveDevelopment(development: Development, projectDir: string, base: string, port: number): Promise<string> {
	provideDevelopment(development);
	// Nothing is asked of the network, and the server stays in this process.
	process.env['ASTRO_DISABLE_UPDATE_CHECK'] = 'true';
	const { dev } = await import('astro');
	const server = await dev({ root: projectDir, base, server: { host: '127.0.0.1', port }, logLevel: 'error' });
	const { port: taken }: AddressInfo = server.address;
	const url = `http://127.0.0.1:${taken}${base}`;
	// Templates are compiled when they are first asked for, which takes seconds: nobody has to wait for that.
	void fetch(url, { headers: { accept: 'text/html' } }).catch(() => undefined);
	return url;
}
