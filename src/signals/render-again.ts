import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Render from './markdown/render.ts';
import type { ParseOptions } from './parse-all.ts';
import type * as Parse from './parse.ts';
import type { ParsedSignal } from './parse.ts';
import { ContentChangedError } from './problem.ts';

/**
 * Renders a file here and now, for a cache that lost or damaged a signal after its index was read.
 *
 * @param key hex SHA-256 of the bytes that were checked
 * @throws ContentChangedError when the file is no longer the one that was checked
 */
export function renderAgain(location: string, key: string | undefined, options: ParseOptions): ParsedSignal {
	const bytes = readFileSync(location);
	if (createHash('sha256').update(bytes).digest('hex') !== key)
		throw new ContentChangedError(`${location} changed while the site was built. Build again.`);
	// Loaded only when it is needed: a check of files that are all cached starts in half the time without.
	const { createRenderer } = require('./markdown/render.ts') as typeof Render;
	const { parseSignal } = require('./parse.ts') as typeof Parse;
	const { parsed } = parseSignal(bytes, createRenderer(options), options.houseSections);
	if (!parsed) throw new Error(`${location} could not be rendered again.`);
	return parsed;
}

const require = createRequire(import.meta.url);
