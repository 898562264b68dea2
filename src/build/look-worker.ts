import { parentPort, workerData } from 'node:worker_threads';
import { lookAt } from './trees.ts';

const [outDir, cacheDir] = workerData as [outDir: string, cacheDir: string];
lookAt(outDir, cacheDir, (...seen) => parentPort?.postMessage(seen));
