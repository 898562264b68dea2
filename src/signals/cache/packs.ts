/**
 * Files that hold what is long of many signals: written once, never changed, and called by what is in them. What cannot be read as it was
 * written counts as damage, and the pack is removed, so that the next process parses what was in it.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { writeWhole } from '../write-whole.ts';
import type { Place } from './entry.ts';

/** The two parts of a signal. */
export interface Parts {
	readonly slim: Buffer;
	readonly texts: Buffer;
}

export class Packs {
	readonly #folder: string;
	readonly #open = new Map<string, number>();
	#isDamaged = false;

	/** @param folder made when the first pack is written */
	constructor(folder: string) {
		this.#folder = folder;
	}

	/** Whether something was found that is not as it was written. */
	get isDamaged(): boolean {
		return this.#isDamaged;
	}

	/** @returns the names of those that are there. */
	list(): string[] {
		return existsSync(this.#folder) ? readdirSync(this.#folder).filter((name) => name.endsWith('.pack')) : [];
	}

	/** @returns the part, or undefined when it is not there as it was written. */
	slim({ pack, offset, slimLength, slimCrc }: Place): Buffer | undefined {
		return this.#read(pack, offset, slimLength, slimCrc);
	}

	/** @returns the part, or undefined when it is not there as it was written. */
	texts({ pack, offset, slimLength, textsLength, textsCrc }: Place): Buffer | undefined {
		return this.#read(pack, offset + slimLength, textsLength, textsCrc);
	}

	/** @returns where each signal lies now */
	write(signals: ReadonlyMap<string, Parts>): Map<string, Place> {
		const content = Buffer.concat([...signals.values()].flatMap(({ slim, texts }) => [slim, texts]));
		const pack = `${createHash('sha256').update(content).digest('hex').slice(0, 32)}.pack`;
		// One of this name that is open was damaged.
		this.#close(pack);
		writeWhole(path.join(this.#folder, pack), content);
		const places = new Map<string, Place>();
		let offset = 0;
		for (const [key, { slim, texts }] of signals) {
			const lengths = { slimLength: slim.length, textsLength: texts.length };
			places.set(key, { pack, offset, ...lengths, slimCrc: crc32(slim), textsCrc: crc32(texts) });
			offset += slim.length + texts.length;
		}
		return places;
	}

	/**
	 * Removes every file of the folder but some. Another process may have written a pack that no index names yet, so that only what is
	 * old goes.
	 *
	 * @param now by the clock of the file system. Milliseconds.
	 */
	removeOthers(isKept: (name: string) => boolean, now: number): void {
		for (const entry of readdirSync(this.#folder, { withFileTypes: true })) {
			if (!entry.isFile() || isKept(entry.name)) continue;
			const file = path.join(this.#folder, entry.name);
			if ((statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now) < now - grace) rmSync(file, { force: true });
		}
	}

	/** Closes all; whoever still reads opens them again. */
	close(): void {
		for (const pack of this.#open.keys()) this.#close(pack);
	}

	#read(pack: string, offset: number, length: number, crc: number): Buffer | undefined {
		try {
			let handle = this.#open.get(pack);
			if (handle === undefined) this.#open.set(pack, (handle = openSync(path.join(this.#folder, pack), 'r')));
			const bytes = Buffer.allocUnsafe(length);
			if (readSync(handle, bytes, 0, length, offset) === length && crc32(bytes) === crc) return bytes;
		} catch {
			// It counts as damaged, too.
		}
		this.#removeDamaged(pack);
		return undefined;
	}

	/** What is sound in it stays readable for whoever has opened it. */
	#removeDamaged(pack: string): void {
		this.#isDamaged = true;
		try {
			rmSync(path.join(this.#folder, pack), { force: true });
		} catch {
			// Where nothing can be removed, nothing can be mended.
		}
	}

	#close(pack: string): void {
		const handle = this.#open.get(pack);
		if (handle !== undefined) closeSync(handle);
		this.#open.delete(pack);
	}
}

/** Milliseconds. */
const grace = 10 * 60 * 1000;
