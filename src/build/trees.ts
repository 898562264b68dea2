/**
 * All or nothing at the price of the difference: beside the output lies a second, whole tree, the one that was published before it. A
 * build brings that one up to date and exchanges the two by renaming. Between the renames the last good output stands whole under
 * another name, from which the next command puts it back.
 *
 * What is in the two trees is noted in `.cache/`, and never taken on trust: see `tree.ts`. Without a note that fits, the second tree is
 * made anew, as a twin of the output where that is known.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { lastNoted, notesOf, TreeNotes, type TreeNote } from './tree-notes.ts';
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

export class Trees {
	/** What is published, by its note; undefined when there is none, or no note of it. */
	readonly published: TreeNote | undefined;
	/** The folder of the tree that is brought up to date. */
	readonly folder: string;
	readonly #outDir: string;
	readonly #notesDir: string;
	readonly #notes: TreeNotes;
	readonly #look: Promise<Look | undefined>;
	#twins: Twins | undefined;

	/**
	 * Only under the lock of a build.
	 * @param outDir absolute; need not exist
	 * @param cacheDir `.cache` of the project
	 * @param look what was seen of the spare tree under the same lock; what was not is looked at when it is needed
	 */
	constructor(outDir: string, cacheDir: string, look: Promise<Look | undefined> = Promise.resolve(undefined)) {
		this.#outDir = outDir;
		this.#notesDir = notesOf(outDir, cacheDir);
		this.folder = beside(outDir, 'spare');
		putBack(outDir);
		// An exchange was not finished. What is removed may be one with files of the spare tree, which change by that.
		const left = (['previous', 'twin'] as const).map((role) => beside(outDir, role)).filter(existsSync);
		for (const folder of left) rmSync(folder, { recursive: true, force: true });
		this.#look = left.length === 0 ? look : Promise.resolve(undefined);
		this.#notes = new TreeNotes(this.#notesDir);
		this.published = existsSync(outDir) ? this.#notes.published : undefined;
	}

	/** @returns the digest that a listing of the output has as long as it is what was published. */
	publishedDigest(): string {
		return digestOfRecord(this.#notes.published?.record ?? new Map());
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
		const spare = this.published && this.#notes.spare;
		const { seal } = this.#notes;
		this.#notes.dropSpare();
		// It may have been other notes that the tree was compared with.
		if (spare) return clean(this.folder, spare, look?.seal === seal ? look.differences : differences(lookInto(this.folder), spare));
		rmSync(this.folder, { recursive: true, force: true });
		return this.#twinOfPublished();
	}

	/** Forgets what is in the spare tree. */
	dropSpare(): void {
		this.#notes.dropSpare();
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
		// A note that does not fit its tree, should this be interrupted before both are in their places, is found out by the stamps of the files.
		if (this.#twins) this.#notes.write({ ...note, record: this.#twins.first }, this.#twins.second);
		else this.#notes.exchange(note);
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
		if (this.#twins) this.#useTwin();
		this.#forgetOthers();
	}

	/** Removes the spare tree, which is not what it should be. */
	discard(): void {
		this.#notes.dropSpare();
		for (const role of ['spare', 'twin'] as const) rmSync(beside(this.#outDir, role), { recursive: true, force: true });
	}

	/** Leaves nothing beside an output that does not exist. */
	close(): void {
		if (!existsSync(this.#outDir)) this.discard();
	}

	/** Keeps what was written so far for the next build, when this one is given up. */
	giveUp(record: TreeRecord): void {
		if (this.published && this.#notes.published && existsSync(this.folder)) this.#notes.write(this.#notes.published, record);
	}

	#useTwin(): void {
		this.#twins = undefined;
		rmSync(this.folder, { recursive: true, force: true });
		renameSync(beside(this.#outDir, 'twin'), this.folder);
	}

	/** Notes of outputs that nobody has built for long make room. Should such an output be built again, all of it is made anew. */
	#forgetOthers(): void {
		const root = path.dirname(this.#notesDir);
		const others = readdirSync(root)
			.map((name) => path.join(root, name))
			.map((notes) => ({ notes, used: lastNoted(notes) }))
			.sort((a, b) => b.used - a.used);
		for (const { notes } of others.slice(mostOutputs)) rmSync(notes, { recursive: true, force: true });
	}

	#twinOfPublished(): TreeRecord {
		if (!this.published || !this.isPublishedIntact()) return new Map();
		const { first, second } = twin(this.#outDir, this.folder, this.published.record);
		this.#notes.write({ ...this.published, record: first }, undefined);
		return second;
	}
}

/** How the spare tree was seen to differ from its note. */
export interface Look {
	/** Of the notes. */
	readonly seal: string;
	readonly differences: Differences;
}

/** Compares the spare tree with its note. @returns undefined where there is none */
export function lookAtSpare(outDir: string, cacheDir: string): Look | undefined {
	const { spare, seal } = new TreeNotes(notesOf(outDir, cacheDir));
	return spare && { seal, differences: differences(lookInto(beside(outDir, 'spare')), spare) };
}

/** Whose notes are kept. */
const mostOutputs = 32;

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
