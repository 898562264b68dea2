// Runs in a worker thread, and loads what parses through the cache of compiled code, which a thread does not share by itself. Plain
// JavaScript, because TypeScript would be compiled before that cache is open. Loads at once, not with the first batch: who starts a thread
// ahead of time may be too busy to give it anything.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { getEnvironmentData } from 'node:worker_threads';

const compiledDir = getEnvironmentData('signals.compiledDir');
if (typeof compiledDir === 'string') enableCompileCache(compiledDir);
const loading = import('./parse-thread.ts');
// Why it cannot be loaded is told to whoever gives it a batch: a thread that fails before that takes the process with it.
await loading.catch(() => undefined);
// Nothing tells a thread that its process ends.
flushCompileCache();

/** @param {import('./parse-all.ts').Batch} batch */
export default async function parseFiles(batch) {
	return (await loading).parseFiles(batch);
}
