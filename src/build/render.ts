/** From a site to a tree of files: by the compiled pages, as far as anything changed; by Astro alone where that cannot be. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildPlainly } from '../renderer/plain.ts';
import { openRenderer, type Opened, type OpenRendererOptions, type Renderer } from '../renderer/renderer.ts';
import { isUnsupported } from '../renderer/unsupported.ts';
import type { OpenedSite } from '../site/open.ts';
import { routes } from '../site/plan.ts';
import { provideSite } from '../site/site.ts';
import { writeSearchIndex } from './search-index.ts';
import { stampOf } from './stamp.ts';
import { listTree, sha256 } from './tree.ts';
import type { Trees } from './trees.ts';
import { heldNames, type WriteOptions, type WrittenSite, writeSite } from './write-site.ts';

export interface RenderOptions extends WriteOptions {
	readonly now: Date;
	/** That of `rendererKey`: of all that decides an output besides the content. */
	readonly key: string;
}

/** What is to be told of a rendering, a sentence each: that it did not use what was kept, and why. */
export type Remarks = readonly string[];

export interface Rendered {
	/** Undefined when the output is already what it should be. */
	readonly written: WrittenSite | undefined;
	readonly remarks: Remarks;
}

/**
 * Begins to compile the pages, or to load them where they were kept. No content is needed for it, so that both can go on at a time.
 * @returns to be given to `renderSite`, which hears of a failure
 */
export function startRenderer(options: OpenRendererOptions): Promise<Opened> {
	// What is published must not depend on the shell it was built from.
	process.env['NODE_ENV'] = 'production';
	const opening = openRenderer(options);
	opening.catch(() => undefined);
	return opening;
}

/**
 * Compiles the pages, unless they were kept, and brings the tree up to date. Where pages cannot be rendered without Astro, it does all of
 * it, anew.
 * @param opening what `startRenderer` returned for the same key; begun here if it is not given
 * @throws what a page threw, or the reason of an interruption
 */
export async function renderSite(
	opened: OpenedSite,
	trees: Trees,
	options: RenderOptions,
	opening: Promise<Opened> = startRenderer({ ...options, address: opened.site.config }),
): Promise<Rendered> {
	provideSite(opened.site);
	const renderer = opening.then((compiled) => fittingRenderer(opened, compiled));
	try {
		const written = await writeSite(opened, options.key, renderer, trees, options);
		return { written, remarks: remarksOn(await opening) };
	} catch (error) {
		if (error instanceof NoRendererError) return renderPlainly(opened, trees, options, error.message);
		if (isUnsupported(error)) return renderPlainly(opened, trees, options, 'this version of Astro works in another way');
		throw error;
	}
}

/** Astro alone can render the site. The message is the end of a sentence. */
class NoRendererError extends Error {}

/** @throws NoRendererError */
function fittingRenderer(opened: OpenedSite, compiled: Opened): Renderer {
	if (compiled.kind === 'none') throw new NoRendererError(compiled.reason);
	const reason = misfit(opened, compiled.renderer);
	if (reason !== undefined) throw new NoRendererError(reason);
	return compiled.renderer;
}

function remarksOn(compiled: Opened): Remarks {
	if (compiled.kind === 'none' || !compiled.isNew) return [];
	return [compiled.damage === undefined ? 'Pages were compiled.' : `Pages were compiled again, because ${compiled.damage}.`];
}

/** @returns why outputs cannot be rendered by these pages, if they cannot */
function misfit({ outputs }: Pick<OpenedSite, 'outputs'>, renderer: Renderer): string | undefined {
	const planned: ReadonlySet<string> = new Set(routes);
	const surplus = renderer.routes.find((route) => !planned.has(route));
	if (surplus !== undefined) return `the plan of outputs does not know the route ${surplus}`;
	const compiled: ReadonlySet<string> = new Set(renderer.routes);
	const missing = outputs.find(({ route }) => !compiled.has(route));
	return missing && `there is no template for the route ${missing.route}`;
}

async function renderPlainly(
	opened: OpenedSite,
	trees: Trees,
	{ projectDir, interrupted }: RenderOptions,
	reason: string,
): Promise<Rendered> {
	const { folder } = trees;
	trees.dropSpare();
	rmSync(folder, { recursive: true, force: true });
	await buildPlainly(projectDir, opened.site.config, folder);
	await writeSearchIndex(opened.site, folder, { interrupted });
	const names = listTree(folder).sort();
	const record = new Map(
		names.map((name) => {
			const file = path.join(folder, name);
			const bytes = readFileSync(file);
			return [name, { key: '', sha256: sha256(bytes), size: bytes.length, stamp: stampOf(file) ?? '' }] as const;
		}),
	);
	return {
		written: { note: { version: '', held: heldNames(opened), surroundings: new Map(), record }, scope: undefined },
		remarks: [`Pages were rendered by Astro alone, which takes longer, because ${reason}.`],
	};
}
