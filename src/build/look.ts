/** What the thread of `look-at-trees.ts` does. */
import type { Task } from './look-at-trees.ts';
import { digestOfListing, lookInto } from './tree.ts';
import { lookAtSpare, type Look } from './trees.ts';

export function doTask(task: Task): Look | string | undefined {
	return task.kind === 'spare' ? lookAtSpare(task.outDir, task.cacheDir) : digestOfListing(lookInto(task.outDir, task.share));
}
