// Runs in a worker thread, and loads what parses through the cache of compiled code, which a thread does not share by itself. Plain
// JavaScript, because TypeScript would be compiled before that cache is open.
import { enableCompileCache, flushCompileCache } from 'node:module';

/** @type {Promise<typeof import('./parse-thread.ts')> | undefined} */
let parser;

/** @param {import('./parse-all.ts').Batch} batch */
export default async function parseFiles(batch) {
	parser ??= loadParser(batch.compiledDir);
	return (await parser).parseFiles(batch);
}

/** @param {string | undefined} compiledDir */
async function loadParser(compiledDir) {
	if (compiledDir !== undefined) enableCompileCache(compiledDir);
	const loaded = await import('./parse-thread.ts');
	// Nothing tells a thread that its process ends.
	flushCompileCache();
	return loaded;
}
