/** What the operating system refuses, in words of those who have to put it right. */

/** An error of the operating system: no such file, no space, no permission. */
export interface SystemError extends NodeJS.ErrnoException {
	readonly errno: number;
	readonly syscall: string;
}

export function isSystemError(error: unknown): error is SystemError {
	return error instanceof Error && 'syscall' in error && 'errno' in error;
}

/**
 * @returns what could not be done with which file or folder, why, and what helps; what Node says, where it is none of the known kinds
 *   (names of calls and errors: POSIX.1-2024, and libuv for `scandir`)
 */
export function explainSystemError({ code = '', syscall, path, message }: SystemError): string {
	const [deed, cause] = [deeds.get(syscall), causes.get(code)];
	if (deed === undefined || cause === undefined) return message;
	return `${path ?? 'A file'} cannot be ${deed}: ${cause[0]}. ${cause[1]}`;
}

const deeds = new Map(
	Object.entries({
		made: ['mkdir', 'mkdtemp'],
		opened: ['open'],
		read: ['fstat', 'lstat', 'opendir', 'read', 'readlink', 'realpath', 'scandir', 'stat'],
		removed: ['rm', 'rmdir', 'unlink'],
		renamed: ['rename'],
		'written to': [
			'access',
			'close',
			'copyfile',
			'fdatasync',
			'fsync',
			'ftruncate',
			'futime',
			'link',
			'symlink',
			'utime',
			'write',
			'writev',
		],
	}).flatMap(([deed, calls]) => calls.map((call) => [call, deed] as const)),
);

const elsewhere = 'Give your user the right to do that, or use another place.';
const room = 'Make room, and run this again.';

const causes = new Map<string, readonly [cause: string, hint: string]>([
	['EACCES', ['permission is denied', elsewhere]],
	['EPERM', ['permission is denied', elsewhere]],
	['EROFS', ['the disk can only be read', 'Use another place.']],
	['ENOSPC', ['the disk is full', room]],
	['EDQUOT', ['your share of the disk is used up', room]],
	['EIO', ['the disk reports a fault', 'Look after the disk, and use another one meanwhile.']],
	['EEXIST', ['something else is there', 'Move that away, or use another place.']],
	['ENOTDIR', ['what should be a folder is a file', 'Move that away, or use another place.']],
	['EISDIR', ['it is a folder', 'Move that away, or use another place.']],
	['ENOENT', ['it is gone', 'Let nothing else remove files while this runs, and run it again.']],
	['EMFILE', ['too many files are open', 'Raise the limit (ulimit -n), and run this again.']],
	['ENFILE', ['too many files are open', 'Close other programs, and run this again.']],
	['ENAMETOOLONG', ['its path is too long for the system', 'Use a place with a shorter one.']],
]);
