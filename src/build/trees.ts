/**
 * All or nothing at the price of the difference: beside the output lies a second, whole tree, the one that was published before it. A
 * build brings that one up to date and exchanges the two by renaming. Between the renames the last good output stands whole under
 * another name, from which the next command puts it back.
 *
 * What is in the two trees is noted in `.cache/`, and never taken on trust: see `tree.ts`. Without a note that fits, the second tree is
 * made anew, as a twin of the output where that is known.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { writeWhole } from '../signals/write-whole.ts';
import type { Surroundings } from '../site/output-keys.ts';
import {
	clean,
	differences,
	digestOfRecord,
	lookInto,
	sha256,
	twin,
	type Differences,
	type FileRecord,
	type TreeRecord,
	type Twins,
} from './tree.ts';

/** What is noted of a tree. */
export interface TreeNote {
	/** Of all that decides outputs besides their keys; outputs of another version are compared by their bytes only. */
	readonly version: string;
	/** The names that nothing in the tree may name, as they were when it was verified. */
	readonly held: readonly string[];
	readonly surroundings: ReadonlyMap<string, Surroundings>;
	readonly record: TreeRecord;
}

export class Trees {
	/** What is published, by its note; undefined when there is none, or no note of it. */
	readonly published: ReadNote | undefined;
	/** The folder of the tree that is brought up to date. */
	readonly folder: string;
	readonly #outDir: string;
	readonly #notes: string;
	readonly #look: Promise<Look | undefined>;
	#twins: Twins | undefined;
	/** What is noted of the output now. */
	#record: TreeRecord | undefined;

	/**
	 * Only under the lock of a build.
	 * @param outDir absolute; need not exist
	 * @param cacheDir `.cache` of the project
	 * @param look what was seen of the spare tree under the same lock; what was not is looked at when it is needed
	 */
	constructor(outDir: string, cacheDir: string, look: Promise<Look | undefined> = Promise.resolve(undefined)) {
		this.#outDir = outDir;
		this.#notes = notesOf(outDir, cacheDir);
		this.#look = look;
		this.folder = beside(outDir, 'spare');
		putBack(outDir);
		// The exchange was not finished: the spare tree is not what its note says.
		for (const role of ['previous', 'twin'] as const) rmSync(beside(outDir, role), { recursive: true, force: true });
		this.published = existsSync(outDir) ? this.#read('published') : undefined;
		this.#record = this.published?.record;
	}

	/** @returns the digest that a listing of the output has as long as it is what was published. */
	publishedDigest(): string {
		return digestOfRecord(this.#record ?? new Map());
	}

	/** @returns whether the output is exactly as it was published. */
	isPublishedIntact(): boolean {
		if (!this.published) return false;
		const { foreign, lost } = differences(lookInto(this.#outDir), this.published.record);
		return foreign.length === 0 && lost.length === 0;
	}

	/** @returns what is in the spare tree, which has no note from then on until it is published. */
	async takeSpare(): Promise<TreeRecord> {
		const look = await this.#look;
		// Its files may be one with those of an output of which nothing is known.
		const note = this.published && this.#read('spare');
		this.#drop('spare');
		// It may have been another note that the tree was compared with.
		if (note)
			return clean(this.folder, note.record, look?.seal === note.seal ? look.differences : differences(lookInto(this.folder), note.record));
		rmSync(this.folder, { recursive: true, force: true });
		return this.#twinOfPublished();
	}

	/** Forgets what is in the spare tree. */
	dropSpare(): void {
		this.#drop('spare');
	}

	/** @returns the bytes of a published file, if they are those that were published. */
	readPublished(name: string, { sha256: digest }: FileRecord): Uint8Array | undefined {
		try {
			const bytes = readFileSync(path.join(this.#outDir, name));
			return sha256(bytes) === digest ? bytes : undefined;
		} catch {
			return undefined;
		}
	}

	/**
	 * Makes ready what `publish` will leave beside the output: a twin of it, where there is no tree of the last build. Can be done while
	 * the tree is still being verified. Where files cannot be one with others, this takes as much room as the output.
	 */
	prepare({ record }: TreeNote): void {
		if (this.published && existsSync(this.#outDir)) return;
		this.#twins = twin(this.folder, beside(this.#outDir, 'twin'), record);
	}

	/** Exchanges the two trees. */
	publish(note: TreeNote): void {
		if (!this.#twins) this.prepare(note);
		const record = this.#twins?.first ?? note.record;
		this.#write('next', { ...note, record });
		const previous = beside(this.#outDir, 'previous');
		const replaces = existsSync(this.#outDir);
		if (replaces) renameSync(this.#outDir, previous);
		try {
			renameSync(this.folder, this.#outDir);
		} catch (error) {
			if (replaces) renameSync(previous, this.#outDir);
			throw error;
		}
		if (replaces) renameSync(previous, this.folder);
		// A note that does not fit its tree, should this be interrupted here, is found out by the stamps of the files.
		if (replaces && existsSync(this.#file('published'))) renameSync(this.#file('published'), this.#file('spare'));
		renameSync(this.#file('next'), this.#file('published'));
		this.#record = record;
		if (this.#twins) this.#useTwin({ ...note, record: this.#twins.second });
		this.#forgetOthers();
	}

	/** Removes the spare tree, which is not what it should be. */
	discard(): void {
		this.#drop('spare');
		for (const role of ['spare', 'twin'] as const) rmSync(beside(this.#outDir, role), { recursive: true, force: true });
	}

	/** Leaves nothing beside an output that does not exist. */
	close(): void {
		if (!existsSync(this.#outDir)) this.discard();
	}

	/** Keeps what was written so far for the next build, when this one is given up. */
	giveUp(record: TreeRecord): void {
		if (this.published && existsSync(this.folder)) this.#write('spare', { version: '', held: [], surroundings: new Map(), record });
	}

	#useTwin(note: TreeNote): void {
		this.#twins = undefined;
		rmSync(this.folder, { recursive: true, force: true });
		renameSync(beside(this.#outDir, 'twin'), this.folder);
		this.#write('spare', note);
	}

	/** Notes of outputs that nobody has built for long make room. Should such an output be built again, all of it is made anew. */
	#forgetOthers(): void {
		const root = path.dirname(this.#notes);
		const others = readdirSync(root)
			.map((name) => path.join(root, name))
			.map((notes) => ({ notes, used: statSync(notes, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
			.sort((a, b) => b.used - a.used);
		for (const { notes } of others.slice(mostOutputs)) rmSync(notes, { recursive: true, force: true });
	}

	#twinOfPublished(): TreeRecord {
		if (!this.published || !this.isPublishedIntact()) return new Map();
		const { first, second } = twin(this.#outDir, this.folder, this.published.record);
		this.#write('published', { ...this.published, record: first });
		return second;
	}

	#file(name: NoteName): string {
		return noteFile(this.#notes, name);
	}

	#drop(name: NoteName): void {
		rmSync(this.#file(name), { force: true });
	}

	#read(name: NoteName): ReadNote | undefined {
		return readNote(this.#notes, name, this.#record);
	}

	#write(name: NoteName, { version, held, surroundings, record }: TreeNote): void {
		const note: StoredNote = {
			version,
			held,
			surroundings: [...surroundings].map(([slug, { near, found }]) => [slug, near, found]),
			record: [...record].map(([file, { key, sha256: digest, size, stamp }]) => [file, key, digest, size, stamp]),
		};
		const body = JSON.stringify(note);
		mkdirSync(this.#notes, { recursive: true });
		// The body of a large site is large: it is not copied to get a line before it.
		writeWhole(this.#file(name), `${noteVersion} ${crc32(body)}\n`, body);
		if (name === 'published') this.#record = record;
	}
}

type NoteName = 'published' | 'spare' | 'next';

interface ReadNote extends TreeNote {
	/** Tells it from other notes. */
	readonly seal: string;
}

/** How the spare tree was seen to differ from its note. */
export interface Look {
	/** Of the note. */
	readonly seal: string;
	readonly differences: Differences;
}

/** Compares the spare tree with its note. @returns undefined where there is none */
export function lookAtSpare(outDir: string, cacheDir: string): Look | undefined {
	const note = readNote(notesOf(outDir, cacheDir), 'spare');
	return note && { seal: note.seal, differences: differences(lookInto(beside(outDir, 'spare')), note.record) };
}

/** @param known of which as much is used as is the same: notes of a large site take much memory */
function readNote(notes: string, name: NoteName, known: TreeRecord = new Map()): ReadNote | undefined {
	try {
		const text = readFileSync(noteFile(notes, name), 'utf8');
		const end = text.indexOf('\n');
		const body = text.slice(end + 1);
		const seal = text.slice(0, end);
		if (seal !== `${noteVersion} ${crc32(body)}`) return undefined;
		const { version, held, surroundings, record } = JSON.parse(body) as StoredNote;
		return {
			seal,
			version,
			held,
			surroundings: new Map(surroundings.map(([slug, near, found]) => [slug, { near, found }])),
			record: new Map(
				record.map(([file, key, digest, size, stamp]) => {
					const other = known.get(file);
					const isSame = other?.key === key && other.sha256 === digest && other.size === size && other.stamp === stamp;
					return [file, isSame ? other : { key, sha256: digest, size, stamp }];
				}),
			),
		};
	} catch {
		return undefined;
	}
}

/** @returns the folder of what is noted of an output. */
export function notesOf(outDir: string, cacheDir: string): string {
	return path.join(cacheDir, 'trees', sha256(outDir).slice(0, 16));
}

function noteFile(notes: string, name: NoteName): string {
	return path.join(notes, `${name}.json`);
}

interface StoredNote {
	readonly version: string;
	readonly held: readonly string[];
	readonly surroundings: readonly (readonly [slug: string, near: string, found: string])[];
	readonly record: readonly (readonly [file: string, key: string, sha256: string, size: number, stamp: string])[];
}

/** Whose notes are kept. */
const mostOutputs = 32;

/** Of the form of a note. */
const noteVersion = 'tree 1';

/** Puts back an output that a build killed between its renames left under another name. */
export function putBack(outDir: string): void {
	if (!existsSync(outDir) && existsSync(beside(outDir, 'previous'))) renameSync(beside(outDir, 'previous'), outDir);
}

/** @returns whether a folder may be replaced: it is not there, empty, or the output of a build. */
export function isReplaceable(outDir: string): boolean {
	if (!existsSync(outDir)) return true;
	const names = readdirSync(outDir);
	return names.length === 0 || (names.includes('.nojekyll') && names.includes('_headers'));
}

function beside(outDir: string, role: 'spare' | 'previous' | 'twin'): string {
	return path.join(path.dirname(outDir), `.${path.basename(outDir)}.${role}`);
}
