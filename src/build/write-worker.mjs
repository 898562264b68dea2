// Plain JavaScript, as parse-worker.mjs is, so that nothing is compiled before the cache of compiled code is open.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

if (workerData.compiledDir !== undefined) enableCompileCache(workerData.compiledDir);
const { writeBatch } = await import('./write-files.ts');
flushCompileCache();
/** @type {Set<string>} */
const made = new Set();
parentPort?.on('message', (files) => parentPort?.postMessage(writeBatch(workerData.folder, files, made)));
