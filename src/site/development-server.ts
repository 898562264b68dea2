import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegration, HookParameters } from 'astro';
import type { Instant } from '../signals/signal.ts';
import { configFile } from './config-file.ts';
import { changedMessage, shownMessage } from './development-head.ts';
import type { Development } from './development.ts';
import { problemPage } from './problem-page.ts';
import { projectOptions } from './project-options.ts';

/**
 * Makes Astro's development server show the content as it is on disk: every browser follows when a file of the content or the
 * configuration of the site changes, and shows the problems while there are errors.
 * @param now the moment that decides what is scheduled, where the command line did not provide a `Development`
 */
export function signalDevelopment(now: () => Instant): AstroIntegration {
	let config: AstroConfig | undefined;
	return {
		name: 'signals:development',
		hooks: {
			'astro:config:setup': ({ command, config: { root }, updateConfig }) => {
				if (command !== 'dev') return;
				const ignored = [(file: string) => isWritten(file, fileURLToPath(root))];
				updateConfig({ vite: { server: { watch: { ignored } } } });
			},
			'astro:config:done': (options) => {
				config = options.config;
			},
			'astro:server:setup': async ({ server, refreshContent }) => {
				// Brings along all that reads signals, and every command of Astro imports this module.
				const { getDevelopment, provideDevelopment } = await import('./development.ts');
				const development = getDevelopment() ?? (await developmentOf(config, now));
				provideDevelopment(development);
				reloadNothingYet(server);
				server.watcher.add([...development.watched]);
				server.watcher.on('all', (_event, file) => development.changed(file));
				server.watcher.on('unlinkDir', (folder) => {
					// A folder that was moved away is watched no more, not even when it comes back.
					if (development.watched.includes(folder)) server.watcher.add(folder);
				});
				const followers = new WeakSet<object>();
				server.environments.client.hot.on(
					shownMessage,
					({ version, isFollowing }: { version?: unknown; isFollowing?: unknown }, client) => {
						if (isFollowing === true) followers.add(client);
						if (version !== development.outcome?.version) client.send({ type: 'full-reload' });
					},
				);
				const stop = development.listen(() => {
					showAnew(server, followers);
					if (usesCollection(server)) void refreshContent?.({ loaders: ['signals'] });
				});
				server.httpServer?.once('close', stop);
				answerWithProblems(server, development);
				if (!development.outcome) await development.reload();
			},
		},
	};
}

/**
 * @returns whether programs write this file, and nobody edits it. To watch all that is in two of these folders costs time, and the one file
 *   is a module to Vite, which loads every open page again when a build or `astro sync` beside the server writes it.
 */
function isWritten(file: string, root: string): boolean {
	// Vite separates by `/` on every platform.
	const [first = '', second] = path.relative(root, path.normalize(file)).split(path.sep);
	return ['.cache', '.program'].includes(first) || (first === '.astro' && second === 'content-assets.mjs');
}

async function developmentOf(config: AstroConfig | undefined, now: () => Instant): Promise<Development> {
	if (!config) throw new Error('Astro set up a server before it was configured.');
	const { createDevelopment } = await import('./development.ts');
	return createDevelopment({
		contentDir: path.join(fileURLToPath(config.root), 'content'),
		configFile,
		options: () => projectOptions(config, now()),
	});
}

type ViteServer = HookParameters<'astro:server:setup'>['server'];

/**
 * Drops reloads until the server listens, as there is no page before. Vite would keep the last of them for the first page that connects,
 * which would be loaded twice.
 */
function reloadNothingYet({ environments, httpServer }: ViteServer): void {
	const { hot } = environments.client;
	const send: (...message: never[]) => void = hot.send.bind(hot);
	hot.send = (...message: never[]) => {
		const [payload] = message as readonly unknown[];
		const isReload = typeof payload === 'object' && payload !== null && 'type' in payload && payload.type === 'full-reload';
		if (!isReload || httpServer?.listening !== false) send(...message);
	};
}

/** @param followers pages that change themselves */
function showAnew({ environments, ws }: ViteServer, followers: WeakSet<object>): void {
	// Astro keeps the paths of each route until it hears that the content of its own store changed (7.3, createAstroServerApp).
	for (const name of ['ssr', 'prerender']) environments[name]?.hot.send('astro:content-changed', {});
	for (const client of ws.clients) {
		if (followers.has(client)) client.send(changedMessage);
		else client.send({ type: 'full-reload' });
	}
}

/** A page of the site's owner takes entries from Astro's store; filling that takes half a second and reloads the browser again. */
function usesCollection({ environments }: ViteServer): boolean {
	return ['ssr', 'prerender'].some((name) =>
		[...(environments[name]?.moduleGraph.idToModuleMap.keys() ?? [])].some((id) => id.includes('astro:data-layer-content')),
	);
}

/** While there are errors, every page is the list of them. What the page itself needs goes through. */
function answerWithProblems({ middlewares }: ViteServer, development: Development): void {
	middlewares.use((request, response, next) => {
		const { outcome } = development;
		const wantsPage = (request.headers.accept ?? '').includes('text/html') && !/^\/(?:@|__|node_modules\/)/.test(request.url ?? '');
		if (!outcome || outcome.isShown || !wantsPage) next();
		else
			response
				.writeHead(500, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
				.end(request.method === 'HEAD' ? undefined : problemPage(outcome));
	});
}
