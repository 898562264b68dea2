/** The files of an index as Pagefind writes it: which of them the search page loads, and what is in them. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { compareText } from '../signals/order.ts';
import { IndexerError, type IndexedFile } from './indexer.ts';
import { sha256, type ShardFile } from './shard-cache.ts';

/** What `pagefind-entry.json` says. */
export interface IndexEntry {
	readonly languages: Readonly<Record<string, { readonly hash: string; readonly wasm: string | null; readonly page_count: number }>>;
}

export const entryFile = 'pagefind-entry.json';

/**
 * @param target folder of the index
 * @returns what its entry says; undefined when it is not whole
 */
export function readEntry(target: string): IndexEntry | undefined {
	try {
		return JSON.parse(readFileSync(path.join(target, entryFile), 'utf8')) as IndexEntry;
	} catch {
		return undefined;
	}
}

/** @returns the text of a packed file of an index; undefined when it is not whole */
export function readIndexFile(bytes: Uint8Array): string | undefined {
	try {
		const text = gunzipSync(bytes).toString();
		return text.startsWith(signature) ? text.slice(signature.length) : undefined;
	} catch {
		return undefined;
	}
}

const signature = 'pagefind_dcd';

/** Folders of an index whose files have names that tell their content. */
export const indexParts = ['filter', 'fragment', 'index'] as const;

/** @returns the names of the files that an index has in a site besides those in the folders of its index */
export function singleFiles(role: IndexRole, entry: IndexEntry | undefined): string[] {
	const languages = Object.values(entry?.languages ?? {});
	return [
		entryFile,
		...languages.flatMap(({ hash, wasm }) => [`pagefind.${hash}.pf_meta`, `wasm.${wasm ?? 'unknown'}.pagefind`]),
		...(role === 'shard' ? [] : [script]),
	];
}

/**
 * Leaves out what the search page does not load: Pagefind also brings interfaces of its own, a highlighter, a worker, and the code for words
 * of a language that is unknown.
 * @param made an index as Pagefind makes it
 * @throws IndexerError when a file of it is missing
 */
export function neededFiles(made: readonly IndexedFile[]): ShardFile[] {
	const files = new Map(made.map((file) => [file.name, file]));
	const entry = files.get(entryFile);
	const single = singleFiles('whole', entry && (JSON.parse(Buffer.from(entry.bytes).toString()) as IndexEntry));
	const inParts = [...files.keys()].filter((name) => indexParts.some((part) => name.startsWith(`${part}/`))).sort(compareText);
	return [...inParts, ...single].map((name) => {
		const file = files.get(name);
		if (!file) throw new IndexerError(`The search indexer made no ${name}.`);
		return { ...file, digest: sha256(file.bytes) };
	});
}

/** What an index has: the whole of a site, one shard of it, or the words of all shards. */
export type IndexRole = 'whole' | 'shard' | 'words';

/**
 * The code that reads an index is loaded once, with the index of words, and serves all shards. Pagefind still asks for the compiled part in
 * the folder of each, and does not look at what it gets when it has it already: a shard gives it an empty one.
 * @param files of an index as Pagefind writes them
 * @returns the files that it has in a site
 */
export function filesInSite(role: IndexRole, files: readonly ShardFile[]): ShardFile[] {
	if (role === 'whole') return [...files];
	// Nobody asks which page has a word.
	if (role === 'words') return files.filter(({ name }) => !name.startsWith('fragment/'));
	return files.filter(({ name }) => name !== script).map((file) => (file.name.startsWith('wasm.') ? { ...file, ...emptyCode } : file));
}

const script = 'pagefind.js';
const emptyCode = { bytes: Buffer.from(signature), digest: sha256(signature) };

/** Writes files by their path in a folder. */
export function writeIndexFiles(folder: string, files: readonly IndexedFile[]): void {
	for (const { name, bytes } of files) {
		const file = path.join(folder, name);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, bytes);
	}
}

/** @returns the names in a folder, in order; none where there is no folder */
export function listFiles(folder: string): string[] {
	try {
		return readdirSync(folder).sort(compareText);
	} catch {
		return [];
	}
}
