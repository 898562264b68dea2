/** Changes to several files, made all or none. */
import { randomBytes } from 'node:crypto';
import {
	linkSync,
	lstatSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmdirSync,
	rmSync,
	writeFileSync,
	copyFileSync,
	constants,
} from 'node:fs';
import path from 'node:path';
import { InputOutputError } from './command.ts';

export interface Change {
	/** Absolute. */
	readonly location: string;
	/** What the file held when it was read; undefined when there must be none. */
	readonly before: Uint8Array | undefined;
	/** What it is to hold; undefined removes it. */
	readonly after: Uint8Array | undefined;
}

/** A file is not as it was when the change was worked out, or one is there that must not be. Nothing was changed. */
export class ConflictError extends InputOutputError {
	override name = 'ConflictError';
}

/**
 * Writes, replaces and removes files, all of them or, when anything fails, none. New contents are written beside their places
 * first, under hidden names, and then put into place one by one; a failure undoes what was done. Nothing is removed before all else is
 * in place, so that not even a process that is killed loses what a file held.
 *
 * @param root absolute; every file lies in it, and no folder on the way is a link
 * @throws ConflictError when a file was changed, created or removed by somebody else meanwhile
 * @throws InputOutputError when writing fails
 */
export function applyChanges(root: string, changes: readonly Change[]): void {
	const undo: (() => void)[] = [];
	const hidden: string[] = [];
	let isUndone = true;
	try {
		const staged = inSafeOrder(changes).map((change) => {
			refuseOutside(root, change.location);
			refuseChanged(change, changes);
			for (const folder of missingFolders(path.dirname(change.location))) createFolder(folder, undo);
			const [next, old] = [beside(change.location), beside(change.location)];
			hidden.push(next, old);
			if (change.after) writeFileSync(next, change.after, { flag: 'wx', mode: modeOf(change) });
			return { change, next, old };
		});
		for (const { change, next, old } of staged) {
			refuseChanged(change, changes);
			putInPlace(change, next, old, undo);
		}
	} catch (error) {
		isUndone = undo.toReversed().map(succeeds).every(Boolean);
		if (!isUndone)
			throw new InputOutputError(`Some files could not be put back; each is beside its place, in a file named .#…~.`, { cause: error });
		throw error instanceof InputOutputError
			? error
			: new InputOutputError('The files could not be written; none was changed.', { cause: error });
	} finally {
		if (isUndone) for (const file of hidden) succeeds(() => rmSync(file, { force: true }));
	}
}

/** What is created first, then what is replaced, then what is removed; but what has to make room goes before all. */
function inSafeOrder(changes: readonly Change[]): Change[] {
	const created = changes.filter(({ before }) => !before);
	const rank = ({ location, before, after }: Change) => {
		if (!before) return 1;
		if (after) return 2;
		return created.some((change) => isSameFile(location, change.location)) ? 0 : 3;
	};
	return changes.toSorted((a, b) => rank(a) - rank(b));
}

/** A disk that does not tell cases apart finds `Kimi.md` under the name `kimi.md`, too. */
function isSameFile(one: string, other: string): boolean {
	if (one.toLowerCase() !== other.toLowerCase()) return false;
	const [a, b] = [one, other].map((location) => lstatSync(location, { throwIfNoEntry: false }));
	return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}

function createFolder(folder: string, undo: (() => void)[]): void {
	try {
		mkdirSync(folder);
	} catch (error) {
		if (!isTaken(error)) throw error;
		return;
	}
	// Somebody else may have put a file into it meanwhile.
	undo.push(() => void succeeds(() => rmdirSync(folder)));
}

function putInPlace({ location, before, after }: Change, next: string, old: string, undo: (() => void)[]): void {
	if (before) {
		if (after) {
			copyExclusively(location, old);
			renameSync(next, location);
		} else renameSync(location, old);
		undo.push(() => {
			renameSync(old, location);
		});
	} else if (after) {
		try {
			copyExclusively(next, location);
		} catch (error) {
			if (isTaken(error)) throw conflict(location, 'was created by somebody else meanwhile');
			throw error;
		}
		undo.push(() => {
			rmSync(location);
		});
	}
}

/** A link appears with its content at once; where the file system has none, a copy must do. */
function copyExclusively(from: string, to: string): void {
	try {
		linkSync(from, to);
	} catch (error) {
		if (isTaken(error)) throw error;
		copyFileSync(from, to, constants.COPYFILE_EXCL);
	}
}

function refuseOutside(root: string, location: string): void {
	const relative = path.relative(root, location);
	if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative))
		throw new InputOutputError(`${location} lies outside ${root}, where nothing is written.`);
	let folder = root;
	for (const name of relative.split(path.sep).slice(0, -1)) {
		folder = path.join(folder, name);
		const status = lstatSync(folder, { throwIfNoEntry: false });
		if (status && !status.isDirectory()) throw new InputOutputError(`${folder} is not a folder, so that nothing is written into it.`);
	}
}

function refuseChanged({ location, before }: Change, all: readonly Change[]): void {
	const status = lstatSync(location, { throwIfNoEntry: false });
	if (!before) {
		const makesRoom = all.some((change) => change.before && !change.after && isSameFile(change.location, location));
		if (status && !makesRoom) throw conflict(location, 'is there already');
	} else if (!status?.isFile()) throw conflict(location, status ? 'is not a regular file' : 'was removed by somebody else meanwhile');
	else if (status.size !== before.length || !readFileSync(location).equals(before))
		throw conflict(location, 'was changed by somebody else meanwhile');
}

/** @returns the folders to create, outermost first. */
function missingFolders(folder: string): string[] {
	return lstatSync(folder, { throwIfNoEntry: false }) ? [] : [...missingFolders(path.dirname(folder)), folder];
}

/** @returns a name that a content folder reads no signal from: what a killed command leaves behind is only warned of. */
function beside(location: string): string {
	return path.join(path.dirname(location), `.#${randomBytes(8).toString('hex')}~`);
}

function conflict(location: string, what: string): ConflictError {
	return new ConflictError(`${location} ${what}. Nothing was changed; run the command again.`);
}

function isTaken(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function modeOf({ location, before }: Change): number {
	return before ? lstatSync(location).mode & 0o777 : 0o666;
}

function succeeds(step: () => void): boolean {
	try {
		step();
		return true;
	} catch {
		return false;
	}
}
