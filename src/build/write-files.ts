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

/** What a thread says of a batch. */
export interface BatchResult {
	/** Of the files that were written, in their order. */
	readonly stamps: readonly string[];
	/** Why the next one could not be. Between threads an error loses what the system said of it, so that this is told apart. */
	readonly failure?: { readonly message: string; readonly stack: string | undefined; readonly facts: object };
}

/**
 * @param folder absolute
 * @param made folders that are there; those that are made are added
 * @param written is told the stamp of each file
 * @throws Error of the file system
 */
export function writeFiles(folder: string, files: readonly FileToWrite[], made: Set<string>, written: (stamp: string) => void): void {
	for (const { name, bytes, replaces } of files) {
		const file = path.join(folder, name);
		const parent = path.dirname(file);
		if (!made.has(parent)) mkdirSync(parent, { recursive: true });
		made.add(parent);
		if (replaces) unlinkSync(file);
		writeFileSync(file, bytes, { flag: 'wx' });
		written(stampOf(file) ?? '');
	}
}

/** Does the same, and tells of a failure as data. */
export function writeBatch(folder: string, files: readonly FileToWrite[], made: Set<string>): BatchResult {
	const stamps: string[] = [];
	try {
		writeFiles(folder, files, made, (stamp) => stamps.push(stamp));
		return { stamps };
	} catch (error) {
		if (!(error instanceof Error)) throw error;
		return { stamps, failure: { message: error.message, stack: error.stack, facts: { ...error } } };
	}
}
