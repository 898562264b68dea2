import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Render from './markdown/render.ts';
import type { ParseOptions } from './parse-all.ts';
import type * as Parse from './parse.ts';
import type { ParsedFile, ParsedSignal } from './parse.ts';
import { ContentChangedError } from './problem.ts';
import { once } from './remember.ts';

/** A signal's file, and the hex SHA-256 of the bytes that were checked. */
export type RenderAgain = (location: string, key: string) => ParsedFile & { readonly parsed: ParsedSignal };

/**
 * @returns what renders a file here and now, for a cache that lost or damaged a signal after its index was read. It throws a
 * ContentChangedError when the file is no longer the one that was checked.
 */
export function createRenderAgain(options: ParseOptions): RenderAgain {
	// Loaded only when it is needed: a check of files that are all cached starts in half the time without.
	const parser = once(() => {
		const { createRenderer, parseSignal } = require(parserFile) as Pick<typeof Render, 'createRenderer'> &
			Pick<typeof Parse, 'parseSignal'>;
		return { parseSignal, renderer: createRenderer(options) };
	});
	return (location, key) => {
		const bytes = readFileSync(location);
		if (createHash('sha256').update(bytes).digest('hex') !== key)
			throw new ContentChangedError(`${location} changed while the site was built. Build again.`);
		const { parseSignal, renderer } = parser();
		const { parsed, ...file } = parseSignal(bytes, renderer, options.houseSections);
		if (!parsed) throw new Error(`${location} could not be rendered again.`);
		return { ...file, parsed };
	};
}

const require = createRequire(import.meta.url);
const parserFile = fileURLToPath(new URL('parse-here.mjs', import.meta.url));
