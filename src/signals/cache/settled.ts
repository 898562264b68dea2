/**
 * When what the file system says of a file tells whether the file has changed. One that changes twice within one tick of the clock looks
 * the same after both changes, as git has to know of its index, too (git documentation, "racy-git").
 */
import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, rmSync, writeFileSync, type Stats } from 'node:fs';
import path from 'node:path';

/**
 * @param folder created when missing
 * @returns what time it is by the clock of the file system, in milliseconds since 1970; undefined where that cannot be told
 */
export function fileSystemTime(folder: string): number | undefined {
	try {
		const clock = path.join(folder, `${randomUUID()}.tmp`);
		mkdirSync(folder, { recursive: true });
		writeFileSync(clock, '');
		const { mtimeMs } = lstatSync(clock);
		rmSync(clock);
		return mtimeMs;
	} catch {
		return undefined;
	}
}

/**
 * @param start when reading began, by the clock of the file system; nothing is settled where that is not known
 * @returns whether a file cannot change any more without looking different: its times are clearly older than the reading
 */
export function isSettled({ mtimeMs, ctimeMs }: Pick<Stats, 'mtimeMs' | 'ctimeMs'>, start: number | undefined): boolean {
	return start !== undefined && Math.max(mtimeMs, ctimeMs) < start - coarsestTick;
}

/** FAT counts in steps of two seconds; the other milliseconds are for clocks that differ between file systems. */
const coarsestTick = 2500;
