/**
 * What is noted of an output and of the tree beside it, as a log: it begins with all of both, and each build adds what it changed, since
 * to read and write all of it again would take longer than to build an edit.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { appendLog, readEach, writeLog } from '../signals/cache/log.ts';
import type { Surroundings } from '../site/output-keys.ts';
import { sha256, type FileRecord, type TreeRecord } from './tree.ts';

/** What is noted of an output. */
export interface TreeNote {
	/** Of all that decides outputs besides their keys; outputs of another version are compared by their bytes only. */
	readonly version: string;
	/** The names that nothing in the tree may name, as they were when it was verified. */
	readonly held: readonly string[];
	readonly surroundings: ReadonlyMap<string, Surroundings>;
	readonly record: TreeRecord;
}

/** The tree beside an output. */
interface Spare {
	readonly record: TreeRecord;
	/** Whether that is what is in it. */
	readonly isKnown: boolean;
}

export class TreeNotes {
	readonly #folder: string;
	readonly #file: string;
	readonly #filesOnLine: number;
	#published: TreeNote | undefined;
	#spare: Spare | undefined;
	#id = '';
	#lines = 0;
	/** Bytes of what was noted all anew, and of what was added since. */
	#whole = 0;
	#added = 0;
	#isSound = false;

	/**
	 * @param folder see `notesOf`; need not exist
	 * @param filesOnLine of a large site all is too long for one line
	 */
	constructor(folder: string, { filesOnLine = 20_000 }: { readonly filesOnLine?: number } = {}) {
		this.#folder = folder;
		this.#file = path.join(folder, logName);
		this.#filesOnLine = filesOnLine;
		const reading = new Reading();
		const { isSound } = readEach(this.#file, logVersion, (line, length) => reading.take(line as Line, length));
		const state = reading.state();
		if (!state) return;
		this.#published = state.published;
		this.#spare = state.spare;
		this.#id = state.id;
		this.#lines = reading.lines;
		this.#whole = state.whole;
		this.#added = state.added;
		this.#isSound = isSound;
	}

	/** What is published, as far as that is noted. */
	get published(): TreeNote | undefined {
		return this.#published;
	}

	/** What is in the tree beside it, as far as that is noted. */
	get spare(): TreeRecord | undefined {
		return this.#spare?.isKnown === true ? this.#spare.record : undefined;
	}

	/** Tells these notes from earlier and from other ones. */
	get seal(): string {
		return `${this.#id} ${this.#lines}`;
	}

	/** Notes that nothing is known of the tree beside the output any more. */
	dropSpare(): void {
		if (!this.#spare?.isKnown) return;
		this.#spare = { record: this.#spare.record, isKnown: false };
		if (this.#isSound) this.#append({ kind: 'drop', place: this.#lines });
		else if (this.#published) this.write(this.#published, undefined);
	}

	/** Notes all anew. */
	write(published: TreeNote, spare: TreeRecord | undefined): void {
		const id = randomUUID();
		const { version, held, surroundings, record } = published;
		let lines = 0;
		const line = (content: LineContent): Line => ({ place: lines++, ...content });
		const most = this.#filesOnLine;
		writeLog(
			this.#file,
			logVersion,
			(function* () {
				yield line({ kind: 'all', id, version, held, surroundings: rowsOfSurroundings(surroundings), size: record.size });
				for (const files of inParts([...record], most)) yield line({ kind: 'files', files: files.map(rowOf) });
				if (!spare) return;
				const { files, gone } = changeOf(record, spare);
				yield line({ kind: 'spare', gone, size: files.length });
				for (const some of inParts(files, most)) yield line({ kind: 'spare files', files: some });
			})(),
		);
		this.#id = id;
		this.#lines = lines;
		this.#whole = statSync(this.#file).size;
		this.#added = 0;
		this.#isSound = true;
		this.#published = published;
		this.#spare = spare && { record: spare, isKnown: true };
		// What was left by a process that was killed, or in another form.
		for (const name of readdirSync(this.#folder))
			if (name !== logName && name !== receiptName) rmSync(path.join(this.#folder, name), { recursive: true, force: true });
	}

	/** Notes that the tree beside the output was brought up to date and changed places with it. */
	exchange(note: TreeNote): void {
		const [before, spare] = [this.#published, this.#spare];
		const isLong = this.#added > this.#whole / 2 + fewBytes;
		if (!before || !spare || !this.#isSound || before.version !== note.version || isLong) {
			this.write(note, before?.record);
			return;
		}
		const changed = [...note.surroundings].filter(([slug, { near, found }]) => {
			const known = before.surroundings.get(slug);
			return known?.near !== near || known.found !== found;
		});
		this.#append({
			kind: 'exchange',
			place: this.#lines,
			held: note.held,
			surroundings: rowsOfSurroundings(changed),
			forgotten: [...before.surroundings.keys()].filter((slug) => !note.surroundings.has(slug)),
			...changeOf(spare.record, note.record),
		});
		this.#published = note;
		this.#spare = { record: before.record, isKnown: true };
	}

	#append(line: Line): void {
		this.#added += appendLog(this.#file, logVersion, [line]);
		this.#lines += 1;
	}
}

/** Of the form of a log. */
const logVersion = 'trees-1';

const logName = 'trees.log';

/** Of the file that the receipt of a build has in the same folder. */
export const receiptName = 'receipt.log';

/** Bytes that may be added to any log before it is written anew. */
const fewBytes = 100_000;

/** @returns the folder of what is noted of an output. */
export function notesOf(outDir: string, cacheDir: string): string {
	return path.join(cacheDir, 'trees', sha256(outDir).slice(0, 16));
}

/**
 * @param folder see `notesOf`
 * @returns when something was noted there, in milliseconds since 1970; 0 where nothing was
 */
export function lastNoted(folder: string): number {
	// To add to the log changes the log, and not its folder.
	return Math.max(...[folder, path.join(folder, logName)].map((name) => statSync(name, { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

/**
 * @param folder see `notesOf`
 * @returns about how many files the output has, within a factor of two, found out without reading anything; 0 where nothing is noted
 */
export function estimateFiles(folder: string): number {
	return (statSync(path.join(folder, logName), { throwIfNoEntry: false })?.size ?? 0) / bytesForFile;
}

/** By which a log grows with each file of an output, and what may have been added to it. */
const bytesForFile = 250;

type FileRow = readonly [file: string, key: string, sha256: string, size: number, stamp: string];
type SurroundingsRow = readonly [slug: string, near: string, found: string];

/** How one tree differs from another. */
interface Change {
	readonly files: readonly FileRow[];
	readonly gone: readonly string[];
}

type LineContent =
	| {
			readonly kind: 'all';
			readonly id: string;
			readonly version: string;
			readonly held: readonly string[];
			readonly surroundings: readonly SurroundingsRow[];
			/** How many files follow. */
			readonly size: number;
	  }
	| { readonly kind: 'files'; readonly files: readonly FileRow[] }
	/** What is in the tree beside the output, by how that differs from the output. */
	| { readonly kind: 'spare'; readonly gone: readonly string[]; readonly size: number }
	| { readonly kind: 'spare files'; readonly files: readonly FileRow[] }
	| { readonly kind: 'drop' }
	/** What the tree beside the output has become, by how that differs from what it was. */
	| ({
			readonly kind: 'exchange';
			readonly held: readonly string[];
			readonly surroundings: readonly SurroundingsRow[];
			readonly forgotten: readonly string[];
	  } & Change);

/** What a line says depends on those before it, so that each tells its place among them. */
type Line = { readonly place: number } & LineContent;

interface State {
	readonly id: string;
	published: { version: string; held: readonly string[]; surroundings: Map<string, Surroundings>; record: Map<string, FileRecord> };
	spare: { record: Map<string, FileRecord>; isKnown: boolean } | undefined;
	/** Files that lines to come have to tell of before anything of it is true. */
	due: number;
	whole: number;
	added: number;
}

/** Puts together what the lines of a log say. */
class Reading {
	/** How many there were. */
	lines = 0;
	#state: State | undefined;
	#isBroken = false;

	/** @param length in bytes */
	take(line: Line, length: number): void {
		if (this.#isBroken) return;
		try {
			if (line.place === this.lines) this.#apply(line);
			else this.#isBroken = true;
		} catch {
			// It proves itself to be whole, but is nothing that is written here.
			this.#isBroken = true;
		}
		this.lines += 1;
		if (this.#state) this.#state[line.kind === 'drop' || line.kind === 'exchange' ? 'added' : 'whole'] += length;
	}

	/** @returns what all of them say; undefined when some are missing */
	state(): State | undefined {
		return this.#isBroken || this.#state?.due !== 0 ? undefined : this.#state;
	}

	#apply(line: Line): void {
		if (line.kind === 'all') {
			const { id, version, held, size: due } = line;
			const published = { version, held, surroundings: mapOf(line.surroundings), record: new Map<string, FileRecord>() };
			this.#state = { id, published, spare: undefined, due, whole: 0, added: 0 };
			return;
		}
		const state = this.#state;
		if (!state) throw new Error('There is nothing yet that this could be added to.');
		if (line.kind === 'files' || line.kind === 'spare files') {
			const { record } = (line.kind === 'files' ? state.published : state.spare) ?? {};
			if (!record) throw new Error('There is no tree of these files.');
			applyChange(record, { files: line.files, gone: [] });
			state.due -= line.files.length;
			return;
		}
		if (state.due !== 0) throw new Error('Some files are missing.');
		if (line.kind === 'spare') {
			state.spare = { record: applyChange(new Map(state.published.record), { files: [], gone: line.gone }), isKnown: true };
			state.due = line.size;
			return;
		}
		if (!state.spare) throw new Error('There is no tree beside the output.');
		if (line.kind === 'drop') {
			state.spare.isKnown = false;
			return;
		}
		const { version, surroundings, record } = state.published;
		for (const slug of line.forgotten) surroundings.delete(slug);
		for (const [slug, around] of mapOf(line.surroundings)) surroundings.set(slug, around);
		state.published = { version, held: line.held, surroundings, record: applyChange(state.spare.record, line) };
		state.spare = { record, isKnown: true };
	}
}

function applyChange(record: Map<string, FileRecord>, { files, gone }: Change): Map<string, FileRecord> {
	for (const name of gone) record.delete(name);
	for (const row of files) record.set(row[0], fileOf(row));
	return record;
}

function changeOf(before: TreeRecord, after: TreeRecord): Change {
	return {
		files: [...after].filter(([name, file]) => !isSame(before.get(name), file)).map(rowOf),
		gone: [...before.keys()].filter((name) => !after.has(name)),
	};
}

function isSame(one: FileRecord | undefined, other: FileRecord): boolean {
	if (one === other) return true;
	return one?.key === other.key && one.sha256 === other.sha256 && one.size === other.size && one.stamp === other.stamp;
}

function rowOf([name, { key, sha256: digest, size, stamp }]: readonly [string, FileRecord]): FileRow {
	return [name, key, digest, size, stamp];
}

function fileOf([, key, digest, size, stamp]: FileRow): FileRecord {
	return { key, sha256: digest, size, stamp };
}

function mapOf(rows: readonly SurroundingsRow[]): Map<string, Surroundings> {
	return new Map(rows.map(([slug, near, found]) => [slug, { near, found }]));
}

function* inParts<T>(items: readonly T[], size: number): Generator<readonly T[]> {
	for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

function rowsOfSurroundings(surroundings: Iterable<readonly [string, Surroundings]>): SurroundingsRow[] {
	return Array.from(surroundings, ([slug, { near, found }]) => [slug, near, found]);
}
