/** Writes files, here or in a worker thread. */
import { mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stampOf } from './stamp.ts';

export interface FileToWrite {
	/** Relative to the folder, `/` separated. */
	readonly name: string;
	readonly bytes: string | Uint8Array;
	/** Whether one of this name is there. It may be one with that of another folder, which must stay as it is. */
	readonly replaces: boolean;
}

/** What came of a batch: a stamp for each file, and the error at the first that could not be written. */
export interface WrittenBatch {
	readonly stamps: readonly string[];
	/** As an object without a class, which errors lose between threads. */
	readonly failure?: { readonly message: string } & Partial<Pick<NodeJS.ErrnoException, 'code' | 'errno' | 'syscall' | 'path'>>;
}

/**
 * @param folder absolute
 * @param made folders in it that are there; those that are made are added
 */
export function writeFiles(folder: string, files: readonly FileToWrite[], made: Set<string>): WrittenBatch {
	const stamps: string[] = [];
	try {
		for (const { name, bytes, replaces } of files) {
			const file = path.join(folder, name);
			const parent = path.dirname(file);
			if (!made.has(parent)) mkdirSync(parent, { recursive: true });
			made.add(parent);
			if (replaces) unlinkSync(file);
			writeFileSync(file, bytes, { flag: 'wx' });
			stamps.push(stampOf(file) ?? '');
		}
		return { stamps };
	} catch (error) {
		const { message, code, errno, syscall, path: file } = error as NodeJS.ErrnoException;
		return { stamps, failure: { message, code, errno, syscall, path: file } };
	}
}
