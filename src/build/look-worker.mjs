// Plain JavaScript, as parse-worker.mjs is, so that nothing is compiled before the cache of compiled code is open.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const { compiledDir, ...task } = workerData;
if (compiledDir !== undefined) enableCompileCache(compiledDir);
const { doTask } = await import('./look.ts');
flushCompileCache();
parentPort?.postMessage(doTask(task));
