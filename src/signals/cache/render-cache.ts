/**
 * What was found from a file's bytes, kept on disk under the hash of those bytes and of the code that read them.
 *
 * An index holds what checks over the whole set look at; the rest of each signal, its HTML and its Markdown lie in packs that are written
 * once and never changed, so that an index and its packs fit, whoever else is writing. All of it carries checksums: what is missing,
 * truncated or altered counts as not cached.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { ParsedFile, SignalTexts } from '../parse.ts';
import { entryOf, type Entry, type SlimSignal } from './entry.ts';
import { decodeEntries, encodeEntries, type Segment } from './index-rows.ts';
import { appendLog, readLog, writeLog } from './log.ts';
import { Packs, type Parts } from './packs.ts';
import { Recent } from './recent.ts';

export class RenderCache {
	readonly #index: string;
	readonly #version: string;
	readonly #origin: string | undefined;
	readonly #entries = new Map<string, Entry>();
	readonly #used = new Set<string>();
	readonly #packs: Packs;
	readonly #slim = new Recent<SlimSignal>(mostSlim);
	readonly #texts = new Recent<SignalTexts>(mostTexts);
	/** What packs do not hold yet. */
	#waiting = new Map<string, Parts>();
	#waitingBytes = 0;
	/** Keys whose entries the index does not hold yet. */
	#unwritten = new Set<string>();
	/** Rows of the index, those that later ones replaced included. */
	#rows = 0;
	#isSound: boolean;
	/** Keys whose packs are gone. */
	readonly #lost = new Set<string>();
	#isDamaged: boolean;

	/**
	 * @param folder created when missing; a cache of another version in it is dropped
	 * @param version changes with everything but the file's bytes that a result depends on
	 * @param origin of the site, whose links are kept at hand
	 */
	constructor(folder: string, version: string, origin?: string) {
		this.#index = path.join(folder, 'index.log');
		this.#version = version;
		this.#origin = origin;
		this.#packs = new Packs(folder);
		const packs = new Set(this.#packs.list());
		const texts = new Map<string, string>();
		const share = (text: string) => {
			const known = texts.get(text) ?? text;
			texts.set(text, known);
			return known;
		};
		const { values, isSound, isDamaged } = readLog(this.#index, version);
		this.#isDamaged = isDamaged;
		for (const value of values as Segment[]) {
			this.#rows += value.rows.length;
			decodeEntries(value, share, (key, entry) => {
				if (entry.place === undefined || packs.has(entry.place.pack)) {
					this.#entries.set(key, entry);
					this.#lost.delete(key);
				} else {
					this.#entries.delete(key);
					this.#lost.add(key);
				}
			});
		}
		this.#isSound = isSound;
	}

	/** Whether something of it was found damaged or missing until now, so that it was made again. */
	get isDamaged(): boolean {
		return this.#isDamaged || this.#packs.isDamaged;
	}

	/** From here on counts what is used. */
	beginAnew(): void {
		this.#used.clear();
	}

	/** @returns what is known of a file with these bytes, or undefined. */
	get(key: string): Entry | undefined {
		const entry = this.#entries.get(key);
		if (entry) this.#used.add(key);
		else this.#isDamaged ||= this.#lost.has(key);
		return entry;
	}

	/** @returns all that is known of a signal but its texts, or undefined when it is not there whole. */
	slim(key: string): SlimSignal | undefined {
		const known = this.#slim.get(key);
		if (known) return known;
		const { place } = this.#entries.get(key) ?? {};
		const bytes = this.#waiting.get(key)?.slim ?? (place && this.#packs.slim(place));
		if (!bytes) return undefined;
		const slim = JSON.parse(bytes.toString('utf8')) as SlimSignal;
		this.#slim.set(key, slim);
		return slim;
	}

	/** @returns the texts of a file, or undefined when they are not there whole. */
	texts(key: string): SignalTexts | undefined {
		const known = this.#texts.get(key);
		if (known) return known;
		const { place } = this.#entries.get(key) ?? {};
		const bytes = this.#waiting.get(key)?.texts ?? (place && this.#packs.texts(place));
		if (!bytes) return undefined;
		const [lead = '', html = '', markdown = '', summary = ''] = bytes.toString('utf8').split('\0');
		const texts = { lead, html, markdown, summary };
		this.#texts.set(key, texts);
		return texts;
	}

	add(key: string, file: ParsedFile): void {
		this.#used.add(key);
		this.#unwritten.add(key);
		this.#entries.set(key, entryOf(file, this.#origin));
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
		this.#packs.close();
	}

	#wait(key: string, slim: Buffer, texts: Buffer): void {
		this.#waiting.set(key, { slim, texts });
		this.#waitingBytes += slim.length + texts.length;
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
		for (const [key, place] of this.#packs.write(this.#waiting)) {
			const entry = this.#entries.get(key);
			if (entry) this.#entries.set(key, { ...entry, place });
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
		if (this.#packs.list().length <= maxSmallPacks) return false;
		const live = new Map<string, number>();
		for (const { place } of this.#entries.values())
			if (place) live.set(place.pack, (live.get(place.pack) ?? 0) + place.slimLength + place.textsLength);
		const small = new Set([...live].filter(([, bytes]) => bytes < packSize / 2).map(([pack]) => pack));
		if (small.size <= maxSmallPacks) return false;
		for (const [key, { place }] of this.#entries) {
			if (!place || !small.has(place.pack)) continue;
			const [slim, texts] = [this.#packs.slim(place), this.#packs.texts(place)];
			this.#unwritten.add(key);
			if (slim && texts) this.#wait(key, slim, texts);
			else this.#entries.delete(key);
		}
		return true;
	}

	/** Removes what is not named, and what other versions have left. */
	#removeOthers(): void {
		const named = new Set([...this.#entries.values()].map(({ place }) => place?.pack));
		this.#packs.removeOthers((name) => named.has(name) || log.test(name), statSync(this.#index).mtimeMs);
	}
}

/** The index, and the tables of content folders. */
const log = /^(?:index|files-[0-9a-f]+)\.log$/;

/** Bytes of signals collected before a pack is written. */
const packSize = 16 * 1024 * 1024;
const maxSmallPacks = 16;
/** Entries on a line of the index. */
const segmentSize = 4096;
/** Entries that no file uses and that are kept all the same. */
const leastUnused = 10_000;
const mostSlim = 20_000;
/** What is made of a signal asks for several of its texts, one after the other. */
const mostTexts = 32;
