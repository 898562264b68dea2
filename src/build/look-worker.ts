import { parentPort, workerData } from 'node:worker_threads';
import type { Said } from './look-at-trees.ts';
import { lookAt } from './trees.ts';

const [outDir, cacheDir] = workerData as [outDir: string, cacheDir: string];
for (const name of ['published', 'spare'] as const) parentPort?.postMessage([name, lookAt(name, outDir, cacheDir)] satisfies Said);
