import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { fileStart, type LocalProblem } from './problem.ts';

/**
 * Reads a regular file, or only its start. Between listing a folder and reading it a file may vanish or become something else: a
 * link is not followed, and a pipe is not waited for.
 *
 * @param length bytes that are read at most
 * @returns the bytes, or why there are none
 */
export function readFileStart(location: string, length: number): Uint8Array | { readonly problem: LocalProblem } {
	let handle: number | undefined;
	try {
		handle = openSync(location, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
		const status = fstatSync(handle);
		if (!status.isFile()) return unreadable('it is not a regular file');
		const bytes = Buffer.alloc(Math.min(length, status.size));
		let filled = 0;
		for (let read = -1; read !== 0 && filled < bytes.length; filled += read)
			read = readSync(handle, bytes, filled, bytes.length - filled, filled);
		return bytes.subarray(0, filled);
	} catch (error) {
		return unreadable(reasonOf(error));
	} finally {
		if (handle !== undefined) closeSync(handle);
	}
}

/** @returns what the system says of a file, or undefined when it says nothing: whoever reads the file then learns why. */
export function statusOf(location: string): Stats | undefined {
	try {
		return lstatSync(location, { throwIfNoEntry: false });
	} catch {
		return undefined;
	}
}

/** What makes a file or folder unreadable is not in it, so it is told like a fault of the content, and the other files still are. */
export function unreadable(reason: string): { readonly problem: LocalProblem } {
	const message = `This cannot be read: ${reason}.`;
	return { problem: { code: 'file/unreadable', severity: 'error', ...fileStart, message, hint: 'Make it readable, or remove it.' } };
}

/**
 * @returns why the system would not read something, in words
 * @throws the error itself when it is not one of the system's
 */
export function reasonOf(error: unknown): string {
	if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
	return reasons.get(String(error.code)) ?? `the system says ${String(error.code)}`;
}

const reasons = new Map([
	['EACCES', 'permission is denied'],
	['EPERM', 'permission is denied'],
	['ENOENT', 'it is gone'],
	['ENOTDIR', 'it is gone'],
	['ELOOP', 'it is a link to another file'],
	['ENAMETOOLONG', 'its path is too long for the system'],
]);
