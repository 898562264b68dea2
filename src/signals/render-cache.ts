/**
 * What was found from a file's bytes, kept on disk under the hash of those bytes and of the code that read them.
 *
 * An index holds the slim part of every file; HTML lies in packs that are written once and never changed, so that an index and
 * its packs fit, whoever else is writing. Both carry checksums: what is missing, truncated or altered counts as not cached.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { ParsedFile, ParsedSignal } from './parse.ts';
import { writeWhole } from './write-whole.ts';

export interface CachedFile extends Omit<ParsedFile, 'parsed'> {
	readonly parsed: Omit<ParsedSignal, 'html' | 'lead'> | undefined;
}

interface Entry {
	readonly file: CachedFile;
	/** Where its HTML lies; undefined when there is none. */
	readonly pack?: string;
	readonly offset?: number;
	readonly length?: number;
	readonly crc?: number;
}

export interface RenderedHtml {
	readonly lead: string;
	readonly html: string;
}

export class RenderCache {
	readonly #folder: string;
	readonly #version: string;
	readonly #entries: Map<string, Entry>;
	readonly #used = new Set<string>();
	readonly #open = new Map<string, number>();
	#pending: { key: string; file: CachedFile; bytes: Buffer }[] = [];
	#pendingBytes = 0;
	#changed = false;

	/**
	 * @param folder created when missing; a cache of another version in it is dropped
	 * @param version changes with everything but the file's bytes that a result depends on
	 */
	constructor(folder: string, version: string) {
		this.#folder = folder;
		this.#version = version;
		this.#entries = readIndex(path.join(folder, 'index.json'), version);
		const packs = new Set(existsSync(folder) ? readdirSync(folder) : []);
		for (const [key, { pack }] of this.#entries) if (pack !== undefined && !packs.has(pack)) this.#entries.delete(key);
	}

	/** @returns what is known of a file with these bytes, or undefined. */
	get(key: string): CachedFile | undefined {
		const entry = this.#entries.get(key);
		if (entry) this.#used.add(key);
		return entry?.file;
	}

	/** @returns the HTML of a file, or undefined when it is not there whole. */
	html(key: string): RenderedHtml | undefined {
		const waiting = this.#pending.find((entry) => entry.key === key);
		const bytes = waiting?.bytes ?? this.#read(this.#entries.get(key));
		if (!bytes) return undefined;
		const [lead = '', html = ''] = bytes.toString('utf8').split('\0', 2);
		return { lead, html };
	}

	add(key: string, { parsed, partial, problems }: ParsedFile): void {
		this.#changed = true;
		this.#used.add(key);
		if (!parsed) {
			this.#entries.set(key, { file: { parsed: undefined, partial, problems } });
			return;
		}
		const { html, lead, ...slim } = parsed;
		const bytes = Buffer.from(`${lead}\0${html}`);
		const file = { parsed: slim, problems };
		this.#entries.set(key, { file });
		this.#pending.push({ key, file, bytes });
		this.#pendingBytes += bytes.length;
		if (this.#pendingBytes > packSize) this.#writePack();
	}

	/** Writes what is new. Entries no file has used for long make room first. */
	save(): void {
		this.#writePack();
		this.#dropUnused();
		if (!this.#changed) return;
		this.#mergePacks();
		const packs = new Set([...this.#entries.values()].map(({ pack }) => pack));
		const entries = JSON.stringify([...this.#entries]);
		writeWhole(path.join(this.#folder, 'index.json'), `${this.#version} ${crc32(entries)}\n${entries}`);
		for (const name of readdirSync(this.#folder)) {
			const file = path.join(this.#folder, name);
			// Another process may have written a pack that its index does not name yet.
			const isOld =
				(statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < statSync(path.join(this.#folder, 'index.json')).mtimeMs - packGrace;
			if (name !== 'index.json' && !packs.has(name) && isOld) rmSync(file, { force: true });
		}
		this.#changed = false;
	}

	/** Closes its files; whoever still asks for HTML opens them again. */
	close(): void {
		for (const handle of this.#open.values()) closeSync(handle);
		this.#open.clear();
	}

	#read({ pack, offset = 0, length = 0, crc }: Entry = { file: { parsed: undefined, problems: [] } }): Buffer | undefined {
		if (pack === undefined) return undefined;
		try {
			let handle = this.#open.get(pack);
			if (handle === undefined) this.#open.set(pack, (handle = openSync(path.join(this.#folder, pack), 'r')));
			const bytes = Buffer.alloc(length);
			return readSync(handle, bytes, 0, length, offset) === length && crc32(bytes) === crc ? bytes : undefined;
		} catch {
			return undefined;
		}
	}

	#writePack(): void {
		if (this.#pending.length === 0) return;
		const content = Buffer.concat(this.#pending.map(({ bytes }) => bytes));
		const pack = `${createHash('sha256').update(content).digest('hex').slice(0, 32)}.pack`;
		writeWhole(path.join(this.#folder, pack), content);
		let offset = 0;
		for (const { key, file, bytes } of this.#pending) {
			this.#entries.set(key, { file, pack, offset, length: bytes.length, crc: crc32(bytes) });
			offset += bytes.length;
		}
		this.#pending = [];
		this.#pendingBytes = 0;
	}

	/** Other branches and folders share the cache, so entries stay until they outnumber the ones in use. */
	#dropUnused(): void {
		const unused = [...this.#entries.keys()].filter((key) => !this.#used.has(key));
		const excess = unused.length - Math.max(1000, this.#used.size);
		if (excess <= 0) return;
		for (const key of unused.slice(0, excess)) this.#entries.delete(key);
		this.#changed = true;
	}

	/** Rewrites small packs as one, and packs of which less than half is still in use. */
	#mergePacks(): void {
		const live = new Map<string, number>();
		for (const { pack, length = 0 } of this.#entries.values()) if (pack !== undefined) live.set(pack, (live.get(pack) ?? 0) + length);
		const small = [...live].filter(([, bytes]) => bytes < packSize / 2).map(([pack]) => pack);
		if (small.length <= maxSmallPacks) return;
		const merge = new Set(small);
		for (const [key, entry] of this.#entries) {
			if (entry.pack === undefined || !merge.has(entry.pack)) continue;
			const bytes = this.#read(entry);
			if (bytes) this.#pending.push({ key, file: entry.file, bytes });
			else this.#entries.delete(key);
		}
		this.#writePack();
	}
}

/** Bytes of HTML collected before a pack is written. */
const packSize = 16 * 1024 * 1024;
const maxSmallPacks = 16;
/** Milliseconds. */
const packGrace = 10 * 60 * 1000;

function readIndex(file: string, version: string): Map<string, Entry> {
	try {
		const text = readFileSync(file, 'utf8');
		const end = text.indexOf('\n');
		const entries = text.slice(end + 1);
		if (text.slice(0, end) === `${version} ${crc32(entries)}`) return new Map(JSON.parse(entries) as [string, Entry][]);
	} catch {
		// No cache, or one that cannot be read, is an empty cache.
	}
	return new Map();
}
