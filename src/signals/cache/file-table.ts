/**
 * The hashes of a content folder's files, by what the file system says of each: a file of which size, times, inode and device are what they
 * were when it was read is not read again, as git's index has it (git documentation, "racy-git").
 */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { appendLog, readLog, writeLog } from './log.ts';
import { fileSystemTime, isSettled } from './settled.ts';

/** What changes when a file does. Times are milliseconds since 1970. */
export type Signature = Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs' | 'ino' | 'dev'>;

/** What was found in a file. */
export interface Finding {
	/** Hex SHA-256 of its bytes. */
	readonly key: string;
	/** Width and height of an image that can be published. */
	readonly size?: readonly [width: number, height: number];
}

type Row = readonly [
	file: string,
	key: string,
	size: number,
	mtimeMs: number,
	ctimeMs: number,
	ino: number,
	dev: number,
	...dimensions: readonly [] | readonly [width: number, height: number],
];

export class FileTable {
	readonly #folder: string;
	readonly #location: string;
	readonly #version: string;
	readonly #rows = new Map<string, Row>();
	#unwritten: Row[] = [];
	#written = 0;
	#isSound: boolean;
	/** When this process began to read, by the clock of the file system; not known where that cannot be told. */
	#start: number | undefined;
	#hasBegun = false;

	/**
	 * @param folder created when missing
	 * @param contentDir what the table is of; each folder has its own
	 * @param version changes with the code that looks at files
	 */
	constructor(folder: string, contentDir: string, version: string) {
		this.#folder = folder;
		this.#location = path.join(folder, `files-${createHash('sha256').update(contentDir).digest('hex').slice(0, 32)}.log`);
		this.#version = version;
		const { values, isSound } = readLog(this.#location, version);
		this.#isSound = isSound;
		for (const rows of values as Row[][]) {
			this.#written += rows.length;
			for (const row of rows) this.#rows.set(row[0], row);
		}
	}

	/** @returns what was found in a file, if it is certain that the file has not changed since. */
	find(file: string, { size, mtimeMs, ctimeMs, ino, dev }: Signature): Finding | undefined {
		const row = this.#rows.get(file);
		if (row?.[2] !== size || row[3] !== mtimeMs || row[4] !== ctimeMs || row[5] !== ino || row[6] !== dev) return undefined;
		return { key: row[1], ...(row[7] !== undefined && row[8] !== undefined && { size: [row[7], row[8]] }) };
	}

	/** Has to be called before files are read once more. */
	beginAnew(): void {
		this.#hasBegun = false;
	}

	/** Has to be called before the first signature is taken of a file that is then read. */
	begin(): void {
		if (this.#hasBegun) return;
		this.#hasBegun = true;
		// Without a clock nothing is certain, so that nothing is kept.
		this.#start = fileSystemTime(this.#folder);
	}

	/** Keeps what was found in a file, unless another change could leave the file with the same signature. */
	add(file: string, signature: Signature, { key, size: dimensions }: Finding): void {
		if (!isSettled(signature, this.#start)) return;
		const { size, mtimeMs, ctimeMs, ino, dev } = signature;
		const row: Row = [file, key, size, mtimeMs, ctimeMs, ino, dev, ...(dimensions ?? ([] as const))];
		this.#rows.set(file, row);
		this.#unwritten.push(row);
	}

	/** @param count files that there are: rows of others make room when they become too many */
	save(count: number, isThere: (file: string) => boolean): void {
		if (this.#unwritten.length === 0) return;
		if (this.#isSound && this.#written + this.#unwritten.length <= count * 2 + 1000) {
			appendLog(this.#location, this.#version, [this.#unwritten]);
			this.#written += this.#unwritten.length;
			this.#unwritten = [];
			return;
		}
		const rows = [...this.#rows.values()].filter(([file]) => isThere(file));
		const parts = Array.from({ length: Math.ceil(rows.length / segmentSize) }, (_, part) =>
			rows.slice(part * segmentSize, (part + 1) * segmentSize),
		);
		writeLog(this.#location, this.#version, parts);
		this.#written = rows.length;
		this.#unwritten = [];
		this.#isSound = true;
		this.#removeOthers();
	}

	#removeOthers(): void {
		const tables = readdirSync(this.#folder)
			.filter((name) => name.startsWith('files-') && name.endsWith('.log'))
			.map((name) => path.join(this.#folder, name))
			.map((location) => ({ location, used: statSync(location, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
			.sort((a, b) => b.used - a.used);
		for (const { location } of tables.slice(mostFolders)) rmSync(location, { force: true });
	}
}

/** Rows on a line. */
const segmentSize = 4096;
/** Content folders whose tables are kept. */
const mostFolders = 16;
