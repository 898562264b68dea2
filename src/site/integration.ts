import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { getSite, hasSite, rendersNothing, type Site } from './site.ts';

/**
 * Publishes the images that Astro does not see: those of signals, copied beside their pages, and those the site draws of itself. Both
 * are written by a build and served in development. What draws them is imported where it is used: the configuration of Astro, which
 * imports this, is read by every command of Astro.
 */
export function siteImages(): AstroIntegration {
	let cache = '';
	return {
		name: 'signals:images',
		hooks: {
			'astro:config:done': ({ config }) => {
				cache = path.join(fileURLToPath(config.root), '.cache', 'pictures');
			},
			// The rendering code is built into the staging folder, which may lie anywhere, so it brings its libraries along.
			'astro:build:setup': ({ vite, target }) => {
				if (target !== 'server') return;
				const environment = ((vite.environments ??= {})['prerender'] ??= {});
				environment.resolve = { ...environment.resolve, noExternal: true };
			},
			'astro:build:done': async ({ dir }) => {
				if (rendersNothing()) return;
				const { writeImages } = await import('./images.ts');
				await writeImages(getSite(), fileURLToPath(dir), cache);
			},
			'astro:server:setup': async ({ server }) => {
				const [{ drawPicture }, { pictures }] = await Promise.all([import('../cards/draw.ts'), import('../cards/pictures.ts')]);
				server.middlewares.use((request, response, next) => {
					// Astro has taken the base off already.
					const [published = ''] = (request.url ?? '').split('?', 1);
					const site = hasSite() ? getSite() : undefined;
					const send = (image: Uint8Array) =>
						response
							.writeHead(200, { 'x-content-type-options': 'nosniff', 'content-type': imageTypes.get(path.extname(published)) ?? '' })
							.end(image);
					const location = site?.copies.get(published);
					const picture = site && pictures(site).get(published);
					if (location !== undefined) send(readFileSync(location));
					else if (picture) drawPicture(picture(), cache).then(send, next);
					else next();
				});
			},
		},
	};
}

/**
 * Completes a plain `astro build` with the search index; `signals build` writes it itself, where it can be interrupted.
 * @param write puts the index of a site into the folder it was built into
 */
export function signalSearch(write: (site: Site, folder: string) => Promise<unknown>): AstroIntegration {
	let isOurs = false;
	return {
		name: 'signals:search',
		hooks: {
			'astro:config:setup': () => {
				isOurs = !hasSite() && !rendersNothing();
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
	['.ico', 'image/x-icon'],
]);
