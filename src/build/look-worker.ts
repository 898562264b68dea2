import { parentPort, workerData } from 'node:worker_threads';
import type { Task } from './look-at-trees.ts';
import { digestOfListing, lookInto } from './tree.ts';
import { lookAtSpare } from './trees.ts';

const task = workerData as Task;
parentPort?.postMessage(
	task.kind === 'spare' ? lookAtSpare(task.outDir, task.cacheDir) : digestOfListing(lookInto(task.outDir, task.share)),
);
