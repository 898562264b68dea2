/**
 * A folder of outputs with a record of what was put into it, so that the next build writes what differs and nothing else. A file that is
 * not exactly as it was left, by size, time and inode, counts as not there: it is written again.
 */
import { createHash, hash } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FileWriter } from './file-writer.ts';
import { stampFrom, stampOf, statusOf } from './stamp.ts';

/** A file as it was put into a tree. */
export interface FileRecord {
	/** What it was made of; see `outputKeys`. */
	readonly key: string;
	/** Hex SHA-256 of its bytes. */
	readonly sha256: string;
	readonly size: number;
	/** Of the file on disk: size, times and inode; empty when it was not looked at. */
	readonly stamp: string;
}

/** Names are relative to the tree and `/` separated. */
export type TreeRecord = ReadonlyMap<string, FileRecord>;

/** What lies in a folder. Names are relative to it and `/` separated. */
export interface Listing {
	/** Everything that is no folder, with its stamp; a link or a device has none. */
	readonly files: ReadonlyMap<string, string | undefined>;
	readonly folders: readonly string[];
}

/**
 * Looks at every file of a folder. One that does not exist is empty.
 * @param share looks at one part only, so that two can look at the same time
 */
export function lookInto(folder: string, share?: Share): Listing {
	const files = new Map<string, string | undefined>();
	const folders: string[] = [];
	const isOurs = (name: string) => share === undefined || shareOf(name) === share;
	// Names alone take half as long to list as names with their kinds, and each is looked at anyway.
	const look = (prefix: string, row: number) => {
		for (const child of readdirSync(`${folder}/${prefix}`)) {
			const name = prefix + child;
			// All of a folder in the second row is in the same part.
			const wanted = row > 1 || isOurs(name);
			if (!wanted && row === 1) continue;
			const status = statusOf(`${folder}/${name}`);
			if (status?.isDirectory() === true) {
				if (wanted) folders.push(name);
				look(`${name}/`, row + 1);
			} else if (wanted) files.set(name, status && stampFrom(status));
		}
	};
	if (existsSync(folder)) look('', 0);
	return { files, folders };
}

/** The part of all names that the thread which asks looks at, and that of another thread, which has less to do besides. */
export type Share = 0 | 1;

/** @returns the part a name is in, by the first two parts of it. */
function shareOf(name: string): Share {
	const second = name.indexOf('/', name.indexOf('/') + 1);
	const end = second === -1 ? name.length : second;
	let sum = 0;
	for (let index = 0; index < end; index += 1) sum += name.charCodeAt(index);
	return sum % 5 < 2 ? 0 : 1;
}

/** @returns every file of a folder, in no particular order. */
export function listTree(folder: string): string[] {
	return [...lookInto(folder).files.keys()];
}

/** @returns a hash of all names and stamps in one part of a folder: the same as long as nothing in it is touched. */
export function digestOfListing({ files, folders }: Listing): string {
	// To sort the names alone takes half as long as to sort the lines.
	const names = [...files.keys()].sort();
	const hashing = createHash('sha256');
	for (let start = 0; start < names.length; start += linesAtATime) {
		const some = names.slice(start, start + linesAtATime);
		hashing.update(some.map((name) => `${name}\0${files.get(name) ?? ''}\n`).join(''));
	}
	for (const folder of folders.toSorted()) hashing.update(`${folder}/\n`);
	return hashing.digest('hex');
}

/** All of a large site would be more than a hundred megabytes of text, when there is the least room. */
const linesAtATime = 4096;

/** @returns a hash of all of a folder, from those of its parts. */
export function joinDigests(parts: readonly [string, string]): string {
	return sha256(parts.join(' '));
}

/** @returns the same hash of a folder that holds exactly what a record says. */
export function digestOfRecord(record: TreeRecord): string {
	const known = new Set(['']);
	const newPart = () => ({ files: new Map<string, string>(), folders: [] as string[] });
	const parts = [newPart(), newPart()] as const;
	for (const [name, { stamp }] of record) {
		parts[shareOf(name)].files.set(name, stamp);
		for (let parent = parentOf(name); !known.has(parent); parent = parentOf(parent)) {
			known.add(parent);
			parts[shareOf(parent)].folders.push(parent);
		}
	}
	return joinDigests([digestOfListing(parts[0]), digestOfListing(parts[1])]);
}

/** What of a folder is not as a record says. Names are relative to it. */
export interface Differences {
	/** Files that should not be there, or are not what they were, and folders that hold nothing else. */
	readonly foreign: readonly string[];
	/** Files of the record that are not there, or not what they were. */
	readonly lost: readonly string[];
}

export function differences({ files, folders }: Listing, record: TreeRecord): Differences {
	const strange = [...folders];
	const lost = new Set(record.keys());
	const needed = new Set(['']);
	for (const [name, stamp] of files) {
		if (stamp === undefined || record.get(name)?.stamp !== stamp) strange.push(name);
		else {
			lost.delete(name);
			for (let parent = parentOf(name); !needed.has(parent); parent = parentOf(parent)) needed.add(parent);
		}
	}
	// What lies in a folder that is strange itself goes with it.
	return { foreign: strange.filter((name) => !needed.has(name) && needed.has(parentOf(name))), lost: [...lost] };
}

/** @returns the folder a name is in; empty for the tree itself */
function parentOf(name: string): string {
	return name.slice(0, Math.max(0, name.lastIndexOf('/')));
}

/**
 * Removes from a folder what is not exactly as a record says.
 * @returns the part of the record that is true of it
 */
export function clean(folder: string, record: TreeRecord, { foreign, lost }: Differences): TreeRecord {
	for (const name of foreign) rmSync(path.join(folder, name), { recursive: true, force: true });
	const intact = new Map(record);
	for (const name of lost) intact.delete(name);
	return intact;
}

export function sha256(bytes: string | Uint8Array): string {
	return hash('sha256', bytes, 'hex');
}

/** Brings a folder up to date, file by file. */
export class TreeWriter {
	readonly #folder: string;
	/** What is in the folder and was not asked for yet. */
	readonly #left: Map<string, FileRecord>;
	readonly #record = new Map<string, FileRecord>();
	/** What was handed to the writer and is not there yet. */
	readonly #due = new Map<string, Omit<FileRecord, 'stamp'>>();
	readonly #files: FileWriter;
	/** Files that were written. */
	readonly written = new Set<string>();

	/**
	 * @param folder absolute; created when missing
	 * @param present what is known to be in it; everything else it holds has to be gone already
	 */
	constructor(folder: string, present: TreeRecord) {
		this.#folder = folder;
		this.#left = new Map(present);
		mkdirSync(folder, { recursive: true });
		this.#files = new FileWriter(folder, (name, stamp) => {
			const file = this.#due.get(name);
			this.#due.delete(name);
			if (file) this.#record.set(name, { ...file, stamp });
		});
	}

	/**
	 * Puts a file into its place, unless these very bytes are there.
	 * @returns their hash
	 * @throws Error of the file system, of this file or of one before
	 */
	put(name: string, key: string, bytes: string | Uint8Array): string {
		const digest = sha256(bytes);
		if (!this.keep(name, key, digest)) {
			this.written.add(name);
			const replaces = this.#left.delete(name) || this.#record.delete(name) || this.#due.has(name);
			this.#due.set(name, { key, sha256: digest, size: Buffer.byteLength(bytes) });
			this.#files.write({ name, bytes, replaces });
		}
		return digest;
	}

	/** @returns whether a file with these bytes is in its place, and stays. */
	keep(name: string, key: string, digest: string): boolean {
		const there = this.#left.get(name);
		if (there?.sha256 !== digest) return (this.#record.get(name) ?? this.#due.get(name))?.sha256 === digest;
		this.#left.delete(name);
		this.#record.set(name, there.key === key ? there : { ...there, key });
		return true;
	}

	/** Waits until not too much is waiting to be written. */
	room(): Promise<void> {
		return this.#files.room();
	}

	/**
	 * Removes what was not put or kept.
	 * @returns what is in the folder now
	 * @throws Error of the file system
	 */
	async finish(): Promise<TreeRecord> {
		await this.#files.flush();
		for (const name of this.#left.keys()) if (!this.#record.has(name)) removeFile(this.#folder, name);
		return this.#record;
	}

	/** @returns what is in the folder, should it not be finished. */
	async present(): Promise<TreeRecord> {
		await this.#files.flush().catch(() => undefined);
		return new Map([...this.#left, ...this.#record]);
	}

	/** Has to be called in the end. */
	async close(): Promise<void> {
		await this.#files.close();
	}
}

/** Removes a file, and the folders that are empty without it. */
function removeFile(folder: string, name: string): void {
	rmSync(path.join(folder, name), { force: true });
	for (let parent = path.dirname(name); parent !== '.'; parent = path.dirname(parent)) {
		try {
			rmdirSync(path.join(folder, parent));
		} catch {
			return;
		}
	}
}

/** Two folders of the same files. */
export interface Twins {
	/** What is in the first: a link more changes a file's times. */
	readonly first: TreeRecord;
	readonly second: TreeRecord;
}

/**
 * Makes a second folder of the same files, which are one with the first ones where the file system can do that.
 * @param target must not exist
 * @param record what is in the first
 */
export function twin(folder: string, target: string, record: TreeRecord): Twins {
	const made = new Set<string>();
	const [first, second] = [new Map<string, FileRecord>(), new Map<string, FileRecord>()];
	let canLink = true;
	for (const [name, file] of record) {
		const [from, to] = [path.join(folder, name), path.join(target, name)];
		const parent = path.dirname(to);
		if (!made.has(parent)) mkdirSync(parent, { recursive: true });
		made.add(parent);
		canLink &&= link(from, to);
		if (!canLink) copyFileSync(from, to);
		const copy = { ...file, stamp: stampOf(to) ?? '' };
		first.set(name, canLink ? copy : file);
		second.set(name, copy);
	}
	return { first, second };
}

/** @returns whether that could be done */
function link(from: string, to: string): boolean {
	try {
		linkSync(from, to);
		return true;
	} catch {
		return false;
	}
}
