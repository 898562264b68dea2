import { getCompileCacheDir } from 'node:module';
import path from 'node:path';

/** @returns the folder in which this process keeps compiled code, for its threads to use as well; undefined where it keeps none. */
export function compiledDir(): string | undefined {
	const folder = getCompileCacheDir();
	// Node keeps a folder for each of its versions in the one it was given.
	return folder === undefined ? undefined : path.dirname(folder);
}
