/**
 * What is noted of an output and of the tree beside it, as a log: it begins with all of both, and each build adds what it changed, since
 * to read and write all of it again would take longer than to build an edit.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { appendLog, readLog, writeLog } from '../signals/cache/log.ts';
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
	readonly #file: string;
	#published: TreeNote | undefined;
	#spare: Spare | undefined;
	#id = '';
	#lines = 0;
	/** Rows of files that later lines have. */
	#changes = 0;
	#isSound = false;

	/** @param folder see `notesOf`; need not exist */
	constructor(folder: string) {
		this.#file = path.join(folder, 'trees.log');
		const { values, isSound } = readLog(this.#file, logVersion);
		const state = stateAfter(values as Line[]);
		if (!state) return;
		this.#published = state.published;
		this.#spare = state.spare;
		this.#id = state.id;
		this.#lines = values.length;
		this.#changes = state.changes;
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
		this.#id = randomUUID();
		let lines = 0;
		const { version, held, surroundings, record } = published;
		const id = this.#id;
		writeLog(
			this.#file,
			logVersion,
			(function* (): Generator<Line> {
				yield { kind: 'all', place: lines++, id, version, held, surroundings: rowsOfSurroundings(surroundings) };
				const files = [...record];
				// Of a large site all is too long for one line.
				for (let start = 0; start < files.length; start += filesOnLine)
					yield { kind: 'files', place: lines++, files: files.slice(start, start + filesOnLine).map(rowOf) };
				if (spare) yield { kind: 'spare', place: lines++, ...changeOf(record, spare) };
			})(),
		);
		this.#lines = lines;
		this.#changes = 0;
		this.#isSound = true;
		this.#published = published;
		this.#spare = spare && { record: spare, isKnown: true };
	}

	/** Notes that the tree beside the output was brought up to date and changed places with it. */
	exchange(note: TreeNote): void {
		const [before, spare] = [this.#published, this.#spare];
		const change = spare && before?.version === note.version && this.#isSound ? changeOf(spare.record, note.record) : undefined;
		const rows = (change?.files.length ?? 0) + (change?.gone.length ?? 0);
		if (!before || !change || this.#changes + rows > note.record.size / 4 + fewChanges) {
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
			...change,
		});
		this.#changes += rows;
		this.#published = note;
		this.#spare = { record: before.record, isKnown: true };
	}

	#append(line: Line): void {
		appendLog(this.#file, logVersion, [line]);
		this.#lines += 1;
	}
}

/** Of the form of a log. */
const logVersion = 'trees-1';

const filesOnLine = 20_000;

/** Rows of files that may be added to any log before it is written anew. */
const fewChanges = 1000;

/** @returns the folder of what is noted of an output. */
export function notesOf(outDir: string, cacheDir: string): string {
	return path.join(cacheDir, 'trees', sha256(outDir).slice(0, 16));
}

type FileRow = readonly [file: string, key: string, sha256: string, size: number, stamp: string];
type SurroundingsRow = readonly [slug: string, near: string, found: string];

/** How one tree differs from another. */
interface Change {
	readonly files: readonly FileRow[];
	readonly gone: readonly string[];
}

/** What a line says depends on those before it, so that each tells its place among them. */
type Line = { readonly place: number } & (
	| {
			readonly kind: 'all';
			readonly id: string;
			readonly version: string;
			readonly held: readonly string[];
			readonly surroundings: readonly SurroundingsRow[];
	  }
	| { readonly kind: 'files'; readonly files: readonly FileRow[] }
	/** What is in the tree beside the output, by how that differs from the output. */
	| ({ readonly kind: 'spare' } & Change)
	| { readonly kind: 'drop' }
	/** What the tree beside the output has become, by how that differs from what it was. */
	| ({
			readonly kind: 'exchange';
			readonly held: readonly string[];
			readonly surroundings: readonly SurroundingsRow[];
			readonly forgotten: readonly string[];
	  } & Change)
);

interface State {
	readonly id: string;
	published: { version: string; held: readonly string[]; surroundings: Map<string, Surroundings>; record: Map<string, FileRecord> };
	spare: { record: Map<string, FileRecord>; isKnown: boolean } | undefined;
	changes: number;
}

/** @returns what lines say; undefined when some are missing */
function stateAfter(lines: readonly Line[]): State | undefined {
	let state: State | undefined;
	for (const [place, line] of lines.entries()) {
		if (line.place !== place) return undefined;
		if (line.kind === 'all') {
			const { id, version, held } = line;
			const published = { version, held, surroundings: new Map<string, Surroundings>(), record: new Map<string, FileRecord>() };
			for (const [slug, near, found] of line.surroundings) published.surroundings.set(slug, { near, found });
			state = { id, published, spare: undefined, changes: 0 };
		} else if (!state) return undefined;
		else if (line.kind === 'files') for (const row of line.files) state.published.record.set(row[0], fileOf(row));
		else if (line.kind === 'spare') state.spare = { record: applied(new Map(state.published.record), line), isKnown: true };
		else if (!state.spare) return undefined;
		else if (line.kind === 'drop') state.spare.isKnown = false;
		else {
			const { version, surroundings, record } = state.published;
			for (const slug of line.forgotten) surroundings.delete(slug);
			for (const [slug, near, found] of line.surroundings) surroundings.set(slug, { near, found });
			state.published = { version, held: line.held, surroundings, record: applied(state.spare.record, line) };
			state.spare = { record, isKnown: true };
			state.changes += line.files.length + line.gone.length;
		}
	}
	return state;
}

function applied(record: Map<string, FileRecord>, { files, gone }: Change): Map<string, FileRecord> {
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

function rowsOfSurroundings(surroundings: Iterable<readonly [string, Surroundings]>): SurroundingsRow[] {
	return Array.from(surroundings, ([slug, { near, found }]) => [slug, near, found]);
}
