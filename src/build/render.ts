/** Renders a site into a folder: pages, text files, and what is copied. */
import path from 'node:path';
import { buildPlainly } from '../renderer/plain.ts';
import { openRenderer, type Renderer } from '../renderer/renderer.ts';
import { isUnsupported } from '../renderer/unsupported.ts';
import { writeImages } from '../site/images.ts';
import type { OpenedSite } from '../site/open.ts';
import { routes } from '../site/plan.ts';
import { provideSite } from '../site/site.ts';
import { copyPublic } from './public.ts';
import { writeOutputs } from './write-outputs.ts';

export interface RenderOptions {
	/** Holds `astro.config.mjs`. */
	readonly projectDir: string;
	/** `.cache` of the project. */
	readonly cacheDir: string;
	/** Absolute and empty. */
	readonly folder: string;
	readonly now: Date;
	readonly interrupted: AbortSignal;
}

/** What is to be told of a rendering, a sentence each: that it did not use what was kept, and why. */
export type Remarks = readonly string[];

/**
 * Compiles the pages, unless they were kept, and writes every output. Where pages cannot be rendered without Astro, it does all of it.
 * @throws what a page threw, or the reason of an interruption
 */
export async function renderSite(opened: Pick<OpenedSite, 'site' | 'outputs'>, options: RenderOptions): Promise<Remarks> {
	const { projectDir, cacheDir, folder, now, interrupted } = options;
	provideSite(opened.site);
	// What is published must not depend on the shell it was built from.
	process.env['NODE_ENV'] = 'production';
	const compiled = await openRenderer({ projectDir, cacheDir, address: opened.site.config, now, interrupted });
	const reason = compiled.kind === 'none' ? compiled.reason : await tryToRender(opened, compiled.renderer, options);
	if (reason !== undefined) {
		await buildPlainly(projectDir, opened.site.config, folder);
		return [`Pages were rendered by Astro alone, which takes longer, because ${reason}.`];
	}
	if (compiled.kind === 'none' || !compiled.isNew) return [];
	return [compiled.damage === undefined ? 'Pages were compiled.' : `Pages were compiled again, because ${compiled.damage}.`];
}

/** @returns why it cannot be done without Astro, if it cannot */
async function tryToRender(
	{ site, outputs }: Pick<OpenedSite, 'site' | 'outputs'>,
	renderer: Renderer,
	{ projectDir, cacheDir, folder, interrupted }: RenderOptions,
): Promise<string | undefined> {
	const planned: ReadonlySet<string> = new Set(routes);
	const surplus = renderer.routes.find((route) => !planned.has(route));
	if (surplus !== undefined) return `the plan of outputs does not know the route ${surplus}`;
	const missing = outputs.find(({ route }) => !renderer.routes.includes(route));
	if (missing) return `there is no template for the route ${missing.route}`;
	const taken = copyPublic(projectDir, folder);
	renderer.copyAssets(folder);
	try {
		await writeOutputs(outputs, site, renderer, { folder, taken, interrupted });
	} catch (error) {
		if (isUnsupported(error)) return 'this version of Astro works in another way';
		throw error;
	}
	await writeImages(site, folder, path.join(cacheDir, 'pictures'));
	return undefined;
}
