import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** @returns the files of a folder in code-unit order, `/` separated. */
export function listTree(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
		.sort((a, b) => (a < b ? -1 : 1));
}

/** @returns the hash of each file by its path: equal for folders that are equal byte for byte. */
export function hashTree(folder: string): Record<string, string> {
	return Object.fromEntries(
		listTree(folder).map((file) => [
			file,
			createHash('sha256')
				.update(readFileSync(path.join(folder, file)))
				.digest('hex'),
		]),
	);
}
