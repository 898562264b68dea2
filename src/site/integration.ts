import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { getSite, hasSite, type Site } from './site.ts';

/**
 * Publishes the images of signals, which Astro does not see: copied beside their pages in a build, and served in development. They
 * stay outside Astro's own image pipeline, because decoding a contributor's image would run a native library on untrusted bytes.
 */
export function signalImages(): AstroIntegration {
	return {
		name: 'signals:images',
		hooks: {
			// The rendering code is built into the staging folder, which may lie anywhere, so it brings its libraries along.
			'astro:build:setup': ({ vite, target }) => {
				if (target !== 'server') return;
				const environment = ((vite.environments ??= {})['prerender'] ??= {});
				environment.resolve = { ...environment.resolve, noExternal: true };
			},
			'astro:build:done': ({ dir }) => {
				for (const [published, location] of getSite().copies) {
					const file = path.join(fileURLToPath(dir), published);
					mkdirSync(path.dirname(file), { recursive: true });
					copyFileSync(location, file);
				}
			},
			'astro:server:setup': ({ server }) => {
				server.middlewares.use((request, response, next) => {
					// Astro has taken the base off already.
					const [published = ''] = (request.url ?? '').split('?', 1);
					const location = hasSite() ? getSite().copies.get(published) : undefined;
					if (location === undefined) next();
					else
						response
							.writeHead(200, { 'x-content-type-options': 'nosniff', 'content-type': imageTypes.get(path.extname(location)) ?? '' })
							.end(readFileSync(location));
				});
			},
		},
	};
}

/**
 * Completes a plain `astro build` with the search index; `signals build` writes it itself, where it can be interrupted.
 * @param write puts the index of a site into the folder it was built into
 */
export function signalSearch(write: (site: Site, folder: string) => Promise<void>): AstroIntegration {
	let isOurs = false;
	return {
		name: 'signals:search',
		hooks: {
			'astro:config:setup': () => {
				isOurs = !hasSite();
			},
			'astro:build:done': async ({ dir }) => {
				if (isOurs) await write(getSite(), fileURLToPath(dir));
			},
		},
	};
}

const imageTypes = new Map([
	['.png', 'image/png'],
	['.jpg', 'image/jpeg'],
	['.jpeg', 'image/jpeg'],
	['.webp', 'image/webp'],
	['.gif', 'image/gif'],
]);
