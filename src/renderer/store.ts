/**
 * Compiled code, that of pages or of the program, as it is kept between runs: a folder for each key, with a note of its files and their
 * hashes. It is made elsewhere and takes its place in one step; what is not exactly as it was made counts as damaged. Only one process at
 * a time makes any in one place.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../signals/order.ts';

/** Compiled code in its place. */
export interface Kept {
	/** Absolute. */
	readonly folder: string;
	/** The module to import, relative to the folder. */
	readonly entry: string;
	/** Every file, relative to the folder. */
	readonly files: readonly string[];
}

/** What is there for a key; reasons are ends of sentences. */
export type Found =
	| { readonly kind: 'kept'; readonly kept: Kept }
	| { readonly kind: 'unsupported'; readonly reason: string }
	| { readonly kind: 'damaged'; readonly reason: string }
	| { readonly kind: 'missing' };

interface Note {
	readonly key: string;
	readonly entry?: string;
	/** Why code of this key cannot be kept. */
	readonly unsupported?: string;
	/** Hashes by file. */
	readonly files: Readonly<Record<string, string>>;
}

/**
 * @param root folder of all that is kept; need not exist
 * @param used when, so that what was used last is dropped last
 */
export function findKept(root: string, key: string, used: Date): Found {
	const folder = path.join(root, key);
	if (!existsSync(folder)) return { kind: 'missing' };
	const note = readNote(folder);
	if (note?.key !== key) return { kind: 'damaged', reason: `${noteName} is not what it was` };
	const changed = Object.entries(note.files).find(([file, hash]) => hashOf(path.join(folder, file)) !== hash);
	if (changed) return { kind: 'damaged', reason: `${changed[0]} is not what it was` };
	touch(folder, used);
	if (note.unsupported !== undefined) return { kind: 'unsupported', reason: note.unsupported };
	if (note.entry === undefined || !(note.entry in note.files)) return { kind: 'damaged', reason: `${noteName} names no module` };
	return { kind: 'kept', kept: { folder, entry: note.entry, files: Object.keys(note.files) } };
}

/** @returns an empty folder in which to make what is to be kept. Removes what nobody finished. */
export function startKeeping(root: string): string {
	const folder = path.join(root, `${unfinished}${randomUUID()}`);
	if (existsSync(root))
		for (const name of readdirSync(root)) if (name.startsWith(unfinished)) rmSync(path.join(root, name), { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	return folder;
}

/**
 * Puts what was made into its place, and drops what was used longest ago of the rest.
 * @param made from `startKeeping`
 * @param result the module to import, or why there is none
 * @param most how many are kept: by default for an address or two, and for a change that is taken back
 */
export function finishKeeping(root: string, key: string, made: string, result: Pick<Note, 'entry' | 'unsupported'>, most = 3): void {
	const files = Object.fromEntries(listFiles(made).map((file) => [file, hashOf(path.join(made, file)) ?? '']));
	const note: Note = { key, ...result, files };
	writeFileSync(path.join(made, noteName), JSON.stringify(note));
	const folder = path.join(root, key);
	rmSync(folder, { recursive: true, force: true });
	renameSync(made, folder);
	const usedAt = (name: string) => statSync(path.join(root, name)).mtimeMs;
	const others = readdirSync(root).filter((name) => name !== key);
	for (const name of others.sort((a, b) => usedAt(b) - usedAt(a)).slice(most - 1)) rmSync(path.join(root, name), { recursive: true });
}

const noteName = 'kept.json';
const unfinished = 'unfinished-';

/** Who may only read uses it all the same. */
function touch(folder: string, used: Date): void {
	try {
		utimesSync(folder, used, used);
	} catch {
		// It may be dropped earlier.
	}
}

function readNote(folder: string): Note | undefined {
	try {
		const note: unknown = JSON.parse(readFileSync(path.join(folder, noteName), 'utf8'));
		const isNote = typeof note === 'object' && note !== null && 'files' in note && typeof note.files === 'object' && note.files !== null;
		return isNote ? (note as Note) : undefined;
	} catch {
		return undefined;
	}
}

function hashOf(file: string): string | undefined {
	try {
		return createHash('sha256').update(readFileSync(file)).digest('hex');
	} catch {
		return undefined;
	}
}

function listFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
		.sort(compareText);
}
