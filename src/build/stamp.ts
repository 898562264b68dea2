import { lstatSync } from 'node:fs';

/** @returns what tells a file as it lies on disk from any other; undefined when there is none. */
export function stampOf(file: string): string | undefined {
	const stat = lstatSync(file, { throwIfNoEntry: false });
	return stat?.isFile() === true ? `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino}` : undefined;
}
