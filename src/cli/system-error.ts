/** What the operating system refuses, in words of those who have to put it right. */

/** An error of the operating system: no such file, no space, no permission. */
export interface SystemError extends NodeJS.ErrnoException {
	readonly errno: number;
	readonly syscall: string;
	/** Where `path` was to be moved, copied or linked to. */
	readonly dest?: string;
}

export function isSystemError(error: unknown): error is SystemError {
	return error instanceof Error && 'syscall' in error && 'errno' in error;
}

/**
 * @returns what could not be done with which file or folder, why, and what helps; what Node says, where it is none of the known kinds
 *   (names of calls and errors: POSIX.1-2024, and libuv for `scandir`)
 */
export function explainSystemError({ code = '', syscall, path, dest, message }: SystemError): string {
	const [deed, cause] = [deeds.get(syscall), causes.get(code)];
	if (deed === undefined || cause === undefined) return message;
	const target = dest === undefined ? '' : ` to ${dest}`;
	return `${path ?? 'A file'} cannot be ${deed}${target}: ${cause[0]}. ${cause[1]}`;
}

const deeds = new Map(
	Object.entries({
		made: ['mkdir', 'mkdtemp'],
		opened: ['open'],
		read: ['fstat', 'lstat', 'opendir', 'read', 'readlink', 'realpath', 'scandir', 'stat'],
		removed: ['rm', 'rmdir', 'unlink'],
		renamed: ['rename'],
		copied: ['copyfile'],
		linked: ['link', 'symlink'],
		'written to': ['access', 'close', 'fdatasync', 'fsync', 'ftruncate', 'futime', 'utime', 'write', 'writev'],
	}).flatMap(([deed, calls]) => calls.map((call) => [call, deed] as const)),
);

const elsewhere = 'Give your user the right to do that, or use another place.';
const room = 'Make room, and run this again.';

const causes = new Map<string, readonly [cause: string, hint: string]>([
	['EACCES', ['permission is denied', elsewhere]],
	['EPERM', ['the system does not permit it', elsewhere]],
	['EROFS', ['the disk can only be read', 'Use another place.']],
	['ENOSPC', ['the disk is full', room]],
	['EDQUOT', ['your share of the disk is used up', room]],
	['EIO', ['the disk reports a fault', 'Check the disk, and use another one meanwhile.']],
	['EEXIST', ['something else is there', 'Move that away, or use another place.']],
	['ENOTDIR', ['what should be a folder is a file', 'Move that away, or use another place.']],
	['EISDIR', ['it is a folder', 'Move that away, or use another place.']],
	['ENOENT', ['it, or a folder on the way to it, is not there', 'See whether something else moves files there, and run this again.']],
	['ENOTEMPTY', ['something is in it', 'Move that away, and run this again.']],
	['EBUSY', ['something uses it, or it is a disk of its own', 'End that, or use a folder inside of it.']],
	['EXDEV', ['these are on two disks', 'Use places on one disk.']],
	['ELOOP', ['links lead in a circle', 'Remove one of them.']],
	['EMFILE', ['too many files are open', 'Raise the limit (ulimit -n), and run this again.']],
	['ENFILE', ['too many files are open', 'Close other programs, and run this again.']],
	['ENAMETOOLONG', ['its path is too long for the system', 'Use a place with a shorter one.']],
]);
