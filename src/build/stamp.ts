import { lstatSync, type Stats } from 'node:fs';

/** @returns what the file system says of a name, links not followed; undefined when there is none. */
export function statusOf(file: string): Stats | undefined {
	return lstatSync(file, { throwIfNoEntry: false });
}

/** @returns what tells a file from any other; undefined for what is no file. */
export function stampFrom(status: Stats): string | undefined {
	return status.isFile() ? `${status.size} ${status.mtimeMs} ${status.ctimeMs} ${status.ino}` : undefined;
}

/** @returns what tells a file as it lies on disk from any other; undefined when there is none. */
export function stampOf(file: string): string | undefined {
	const status = statusOf(file);
	return status && stampFrom(status);
}
