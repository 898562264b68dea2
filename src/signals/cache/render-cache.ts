/**
 * What was found from a file's bytes, kept on disk under the hash of those bytes and of the code that read them.
 *
 * An index holds what checks over the whole set look at; the rest of each signal, its HTML and its Markdown lie in packs that are written
 * once and never changed, so that an index and its packs fit, whoever else is writing. All of it carries checksums: what is missing,
 * truncated or altered counts as not cached. A pack of which anything cannot be read is removed, so that the next process parses what was
 * in it.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { ParsedFile, SignalTexts } from '../parse.ts';
import { writeWhole } from '../write-whole.ts';
import { decodeEntries, encodeEntries, entryOf, type Entry, type Segment, type SlimSignal } from './entry.ts';
import { appendLog, readLog, writeLog } from './log.ts';

interface Waiting {
	readonly slim: Buffer;
	readonly texts: Buffer;
}

export class RenderCache {
	readonly #folder: string;
	readonly #index: string;
	readonly #version: string;
	readonly #entries = new Map<string, Entry>();
	readonly #used = new Set<string>();
	readonly #open = new Map<string, number>();
	readonly #slim = new Recent<SlimSignal>(mostSlim);
	/** What packs do not hold yet. */
	#waiting = new Map<string, Waiting>();
	#waitingBytes = 0;
	/** Keys whose entries the index does not hold yet. */
	#unwritten = new Set<string>();
	/** Rows of the index, those that later ones replaced included. */
	#rows = 0;
	#isSound: boolean;

	/**
	 * @param folder created when missing; a cache of another version in it is dropped
	 * @param version changes with everything but the file's bytes that a result depends on
	 */
	constructor(folder: string, version: string) {
		this.#folder = folder;
		this.#index = path.join(folder, 'index.log');
		this.#version = version;
		const packs = new Set(existsSync(folder) ? readdirSync(folder) : []);
		const texts = new Map<string, string>();
		const share = (text: string) => {
			const known = texts.get(text) ?? text;
			texts.set(text, known);
			return known;
		};
		const { values, isSound } = readLog(this.#index, version);
		for (const value of values as Segment[]) {
			this.#rows += value.rows.length;
			decodeEntries(value, share, (key, entry) => {
				if (entry.place === undefined || packs.has(entry.place.pack)) this.#entries.set(key, entry);
				else this.#entries.delete(key);
			});
		}
		this.#isSound = isSound;
	}

	/** @returns what is known of a file with these bytes, or undefined. */
	get(key: string): Entry | undefined {
		const entry = this.#entries.get(key);
		if (entry) this.#used.add(key);
		return entry;
	}

	/** @returns all that is known of a signal but its texts, or undefined when it is not there whole. */
	slim(key: string): SlimSignal | undefined {
		const known = this.#slim.get(key);
		if (known) return known;
		const { place } = this.#entries.get(key) ?? {};
		const bytes = this.#waiting.get(key)?.slim ?? (place && this.#read(place.pack, place.offset, place.slimLength, place.slimCrc));
		if (!bytes) return undefined;
		const slim = JSON.parse(bytes.toString('utf8')) as SlimSignal;
		this.#slim.set(key, slim);
		return slim;
	}

	/** @returns the texts of a file, or undefined when they are not there whole. */
	texts(key: string): SignalTexts | undefined {
		const { place } = this.#entries.get(key) ?? {};
		const bytes =
			this.#waiting.get(key)?.texts ??
			(place && this.#read(place.pack, place.offset + place.slimLength, place.textsLength, place.textsCrc));
		if (!bytes) return undefined;
		const [lead = '', html = '', markdown = '', summary = ''] = bytes.toString('utf8').split('\0');
		return { lead, html, markdown, summary };
	}

	add(key: string, file: ParsedFile): void {
		this.#used.add(key);
		this.#unwritten.add(key);
		this.#entries.set(key, entryOf(file));
		if (!file.parsed) return;
		const { lead, html, markdown, summary, ...slim } = file.parsed;
		const [slimBytes, texts] = [Buffer.from(JSON.stringify(slim)), Buffer.from([lead, html, markdown, summary].join('\0'))];
		this.#wait(key, slimBytes, texts);
		if (this.#waitingBytes > packSize) this.#write();
	}

	/** Writes what is new. Entries no file has used for long make room first. */
	save(): void {
		this.#dropUnused();
		if (this.#entries.size === 0 || (this.#isSound && this.#unwritten.size === 0)) return;
		this.#write();
		if (!this.#mergePacks() && this.#rows <= this.#entries.size * 2 + 1000) return;
		this.#isSound = false;
		this.#write();
	}

	/** Closes its files; whoever still asks for texts opens them again. */
	close(): void {
		for (const handle of this.#open.values()) closeSync(handle);
		this.#open.clear();
	}

	#wait(key: string, slim: Buffer, texts: Buffer): void {
		this.#waiting.set(key, { slim, texts });
		this.#waitingBytes += slim.length + texts.length;
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
		try {
			rmSync(path.join(this.#folder, pack), { force: true });
		} catch {
			// Where nothing can be removed, nothing can be mended.
		}
	}

	#closePack(pack: string): void {
		const handle = this.#open.get(pack);
		if (handle !== undefined) closeSync(handle);
		this.#open.delete(pack);
	}

	/** First the pack, then the index that names it. */
	#write(): void {
		this.#writePack();
		if (this.#isSound) {
			const unwritten = [...this.#unwritten].flatMap((key) => {
				const entry = this.#entries.get(key);
				return entry ? [[key, entry] as const] : [];
			});
			appendLog(this.#index, this.#version, [encodeEntries(unwritten)]);
			this.#rows += unwritten.length;
		} else {
			const all = [...this.#entries];
			const parts = Array.from({ length: Math.max(1, Math.ceil(all.length / segmentSize)) }, (_, part) =>
				encodeEntries(all.slice(part * segmentSize, (part + 1) * segmentSize)),
			);
			writeLog(this.#index, this.#version, parts);
			this.#rows = all.length;
			this.#isSound = true;
			this.#removeOthers();
		}
		this.#unwritten.clear();
	}

	#writePack(): void {
		if (this.#waiting.size === 0) return;
		const content = Buffer.concat([...this.#waiting.values()].flatMap(({ slim, texts }) => [slim, texts]));
		const pack = `${createHash('sha256').update(content).digest('hex').slice(0, 32)}.pack`;
		// It may be one that was damaged, and then have the same name.
		this.#closePack(pack);
		writeWhole(path.join(this.#folder, pack), content);
		let offset = 0;
		for (const [key, { slim, texts }] of this.#waiting) {
			const entry = this.#entries.get(key);
			const lengths = { slimLength: slim.length, textsLength: texts.length };
			if (entry) this.#entries.set(key, { ...entry, place: { pack, offset, ...lengths, slimCrc: crc32(slim), textsCrc: crc32(texts) } });
			offset += slim.length + texts.length;
		}
		this.#waiting = new Map();
		this.#waitingBytes = 0;
	}

	/** Other branches and folders share the cache, so entries stay until they far outnumber the ones in use. */
	#dropUnused(): void {
		const most = Math.max(leastUnused, this.#used.size);
		if (this.#entries.size - this.#used.size <= most) return;
		// Half of them, the oldest, so that it is long until the next.
		const unused = [...this.#entries.keys()].filter((key) => !this.#used.has(key));
		for (const key of unused.slice(0, unused.length - most / 2)) this.#entries.delete(key);
		this.#isSound = false;
	}

	/**
	 * Writes small packs, and packs of which less than half is still in use, as one.
	 * @returns whether it did
	 */
	#mergePacks(): boolean {
		if (readdirSync(this.#folder).filter((name) => name.endsWith('.pack')).length <= maxSmallPacks) return false;
		const live = new Map<string, number>();
		for (const { place } of this.#entries.values())
			if (place) live.set(place.pack, (live.get(place.pack) ?? 0) + place.slimLength + place.textsLength);
		const small = new Set([...live].filter(([, bytes]) => bytes < packSize / 2).map(([pack]) => pack));
		if (small.size <= maxSmallPacks) return false;
		for (const [key, { place }] of this.#entries) {
			if (!place || !small.has(place.pack)) continue;
			const slim = this.#read(place.pack, place.offset, place.slimLength, place.slimCrc);
			const texts = this.#read(place.pack, place.offset + place.slimLength, place.textsLength, place.textsCrc);
			this.#unwritten.add(key);
			if (slim && texts) this.#wait(key, slim, texts);
			else this.#entries.delete(key);
		}
		return true;
	}

	/**
	 * Removes what is not named, and what other versions have left. Another process may have written a pack that its index does not name
	 * yet, so that only what is old goes.
	 */
	#removeOthers(): void {
		const named = new Set([...this.#entries.values()].map(({ place }) => place?.pack));
		const now = statSync(this.#index).mtimeMs;
		for (const entry of readdirSync(this.#folder, { withFileTypes: true })) {
			if (!entry.isFile() || named.has(entry.name) || isLog(entry.name)) continue;
			const file = path.join(this.#folder, entry.name);
			if ((statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now) < now - packGrace) rmSync(file, { force: true });
		}
	}
}

/** Values that were asked for lately, so that none is read twice in a row and memory stays bounded. */
class Recent<T> {
	readonly #most: number;
	#young = new Map<string, T>();
	#old = new Map<string, T>();

	/** @param most how many are kept, at the least; at the most twice as many */
	constructor(most: number) {
		this.#most = most;
	}

	get(key: string): T | undefined {
		const young = this.#young.get(key);
		if (young !== undefined) return young;
		const old = this.#old.get(key);
		if (old !== undefined) this.set(key, old);
		return old;
	}

	set(key: string, value: T): void {
		if (this.#young.size >= this.#most) [this.#old, this.#young] = [this.#young, new Map<string, T>()];
		this.#young.set(key, value);
	}
}

/** The index, and the tables of content folders. */
function isLog(name: string): boolean {
	return /^(?:index|files-[0-9a-f]+)\.log$/.test(name);
}

/** Bytes of signals collected before a pack is written. */
const packSize = 16 * 1024 * 1024;
const maxSmallPacks = 16;
/** Milliseconds. */
const packGrace = 10 * 60 * 1000;
/** Entries on a line of the index. */
const segmentSize = 4096;
/** Entries that no file uses and that are kept all the same. */
const leastUnused = 10_000;
const mostSlim = 20_000;
