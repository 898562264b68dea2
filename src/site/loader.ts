import type { Loader, LoaderContext } from 'astro/loaders';
import { ContentError } from '../signals/problem.ts';
import type { Instant } from '../signals/signal.ts';
import { getSite, hasSite, provideSite, rendersNothing, type Site } from './site.ts';

/**
 * Loads the signals into Astro's store, as slim records. Under `signals build` and on a development server the site is already there;
 * under other commands of Astro this is what provides it to the pages.
 */
export function signalLoader({ asOf }: { asOf: Instant }): Loader {
	return {
		name: 'signals',
		async load(context) {
			if (!hasSite() && !context.watcher && !rendersNothing()) await open(context, asOf);
			// A development server starts even when the content has errors, and shows these until they are mended.
			if (hasSite()) store(context, getSite());
		},
	};
}

/** @throws ContentError when the content has errors */
async function open({ config }: LoaderContext, asOf: Instant): Promise<void> {
	// All that reads signals is loaded by Vite here, which takes a second that whoever only compiles pages does not need.
	const [{ checkSite }, { projectOptions }] = await Promise.all([import('./open.ts'), import('./project-options.ts')]);
	const { site, problems } = await checkSite(await projectOptions(config, asOf));
	if (problems.some(({ severity }) => severity === 'error')) throw new ContentError(problems);
	provideSite(site);
}

/** In one go: every change of the store is followed by a delayed write of all of it. */
function store({ store: entries }: LoaderContext, site: Site): void {
	entries.clear();
	for (const signal of [...site.signals, ...site.withdrawn]) {
		entries.set({ id: signal.slug, data: { ...site.frontmatter(signal), title: signal.title }, digest: signal.digest });
	}
}
