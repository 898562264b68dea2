import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import siteConfig from '../site.config.ts';
import { ContentError } from '../signals/problem.ts';
import type { Instant } from '../signals/signal.ts';
import { checkConfig } from './config.ts';
import { openSite } from './open.ts';
import { getSite, hasSite, provideSite, type Site } from './site.ts';

/**
 * Loads the signals into Astro's store, as slim records. Under `signals build` the site is already there; under plain Astro
 * commands this is what provides it to the pages, and provides it anew when a file of the content changes.
 */
export function signalLoader({ asOf }: { asOf: Instant }): Loader {
	return {
		name: 'signals',
		async load(context) {
			const { config, watcher, logger } = context;
			if (hasSite() && !watcher) {
				store(context, getSite());
				return;
			}
			const contentDir = path.join(fileURLToPath(config.root), 'content');
			await reload(context, contentDir, asOf);
			watcher?.add(contentDir);
			watcher?.on('all', (_event, file) => {
				if (!path.resolve(file).startsWith(contentDir + path.sep)) return;
				reload(context, contentDir, asOf).catch((error: unknown) => {
					logger.error(error instanceof Error ? error.message : String(error));
				});
			});
		},
	};
}

/** @throws ContentError when the content has errors; the site that was provided before stays */
async function reload(context: LoaderContext, contentDir: string, asOf: Instant): Promise<void> {
	const { config } = context;
	const opened = await openSite({
		config: { ...checkConfig(siteConfig), url: new URL(config.site ?? siteConfig.url).origin, base: config.base.replace(/\/*$/, '/') },
		contentDir,
		contentName: 'content',
		cacheDir: path.join(fileURLToPath(config.root), '.cache'),
		asOf,
		isDevelopment: context.watcher !== undefined,
	});
	if (opened.problems.some(({ severity }) => severity === 'error')) throw new ContentError(opened.problems);
	provideSite(opened.site);
	store(context, opened.site);
}

/** In one go: every change of the store is followed by a delayed write of all of it. */
function store({ store: entries }: LoaderContext, site: Site): void {
	entries.clear();
	for (const signal of [...site.signals, ...site.withdrawn]) {
		entries.set({ id: signal.slug, data: { ...site.frontmatter(signal), title: signal.title }, digest: signal.digest });
	}
}
