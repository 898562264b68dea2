/**
 * All or nothing: a site is built in a staging folder beside the output, and takes its place by renaming. Between the two renames
 * the last good output stands whole under another name, from which the next command puts it back.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

export interface Stage {
	/** An empty folder on the file system of the output. */
	readonly folder: string;
	/** Puts the staged site in the place of the output. */
	publish(): void;
	/** Removes the staged site. Does nothing once it was published. */
	discard(): void;
}

/** @param outDir absolute; need not exist */
export function createStage(outDir: string): Stage {
	recover(outDir);
	const folder = beside(outDir, 'staging');
	const previous = beside(outDir, 'previous');
	mkdirSync(folder, { recursive: true });
	return {
		folder,
		publish() {
			const replaces = existsSync(outDir);
			if (replaces) renameSync(outDir, previous);
			try {
				renameSync(folder, outDir);
			} catch (error) {
				if (replaces) renameSync(previous, outDir);
				throw error;
			}
			rmSync(previous, { recursive: true, force: true });
		},
		discard() {
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** Puts back an output that a build killed between its two renames left under another name. */
export function putBack(outDir: string): void {
	if (!existsSync(outDir) && existsSync(beside(outDir, 'previous'))) renameSync(beside(outDir, 'previous'), outDir);
}

/** Removes what a killed build left. Only under the lock. */
function recover(outDir: string): void {
	putBack(outDir);
	rmSync(beside(outDir, 'previous'), { recursive: true, force: true });
	rmSync(beside(outDir, 'staging'), { recursive: true, force: true });
}

/** @returns whether a folder may be replaced: it is not there, empty, or the output of a build. */
export function isReplaceable(outDir: string): boolean {
	if (!existsSync(outDir)) return true;
	const names = readdirSync(outDir);
	return names.length === 0 || (names.includes('.nojekyll') && names.includes('_headers'));
}

function beside(outDir: string, role: 'staging' | 'previous'): string {
	return path.join(path.dirname(outDir), `.${path.basename(outDir)}.${role}`);
}
