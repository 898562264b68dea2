// Plain JavaScript, as parse-worker.mjs is, so that nothing is compiled before the cache of compiled code is open.
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

if (workerData.compiledDir !== undefined) enableCompileCache(workerData.compiledDir);
const { writeFiles } = await import('./write-files.ts');
/** @type {Set<string>} */
const made = new Set();
parentPort?.on('message', (files) => parentPort?.postMessage(writeFiles(workerData.folder, files, made)));
