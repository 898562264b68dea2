/** Writes outputs as files: pages by the compiled renderer, texts without it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Renderer } from '../renderer/renderer.ts';
import { fileContent } from '../site/files.ts';
import { param } from '../site/params.ts';
import type { Output, Route } from '../site/plan.ts';
import type { Site } from '../site/site.ts';
import { weekNamed } from '../site/weeks.ts';
import { fileOf } from './output-file.ts';

export interface WriteOptions {
	/** Absolute. */
	readonly folder: string;
	/** Files that stay as they are: they came from `public/`. */
	readonly taken: ReadonlySet<string>;
	readonly interrupted: AbortSignal;
}

/**
 * @param outputs to write, which need not be all of the site
 * @throws what a page threw, or the reason of an interruption
 */
export async function writeOutputs(
	outputs: readonly Output[],
	site: Site,
	renderer: Renderer,
	{ folder, taken, interrupted }: WriteOptions,
): Promise<void> {
	const made = new Set<string>();
	for (const [index, output] of outputs.entries()) {
		// Rendering never waits for anything, so that nobody would hear of an interruption.
		if (index % 64 === 0) await setImmediate();
		interrupted.throwIfAborted();
		const name = fileOf(output.path);
		if (taken.has(name)) continue;
		const file = path.join(folder, name);
		const parent = path.dirname(file);
		if (!made.has(parent)) mkdirSync(parent, { recursive: true });
		made.add(parent);
		writeFileSync(file, await (texts[output.route]?.(site, output) ?? renderer.render(output)));
	}
}

/** Outputs of these routes are no pages; Astro's own commands make them by the same functions (`src/pages/`). */
const texts: Readonly<Partial<Record<Route, (site: Site, output: Output) => string | Promise<string>>>> = {
	'/[...file]': (site, { path }) => fileContent(site, path).text,
	'/briefings/[week]/email.eml': async (site, { params }) => {
		// The library that writes messages is large, and only a site with a week that is over needs it.
		const { serializeMessage } = await import('../email/message.ts');
		return serializeMessage(site, weekNamed(site, param(params, 'week')));
	},
};
