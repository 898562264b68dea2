/** Runs in a worker thread, and loads what parses through the cache of compiled code, which a thread does not share by itself. */
import { enableCompileCache, flushCompileCache } from 'node:module';
import type { Batch, Outcome } from './parse-all.ts';
import type * as ParseThread from './parse-thread.ts';

let parser: Promise<typeof ParseThread> | undefined;

export default async function parseFiles(batch: Batch): Promise<Outcome[]> {
	parser ??= loadParser(batch.compiledDir);
	return (await parser).parseFiles(batch);
}

async function loadParser(compiledDir: string | undefined): Promise<typeof ParseThread> {
	if (compiledDir !== undefined) enableCompileCache(compiledDir);
	const loaded = await import('./parse-thread.ts');
	// Nothing tells a thread that its process ends.
	flushCompileCache();
	return loaded;
}
