/** What the thread of `look-at-trees.ts` does. */
import { brokenLinks } from './broken-links.ts';
import type { Task } from './look-at-trees.ts';
import { digestOfListing, lookInto } from './tree.ts';
import { lookAtSpare, type Look } from './trees.ts';

export function doTask(task: Task): Look | string | string[] | undefined {
	if (task.kind === 'spare') return lookAtSpare(task.outDir, task.cacheDir);
	return task.kind === 'digest' ? digestOfListing(lookInto(task.outDir, task.share)) : brokenLinks(task.links);
}
