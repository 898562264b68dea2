/** The files of an index as Pagefind writes it: which of them the search page loads, and what is in them. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
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
export function singleFiles(role: IndexRole, target: string): string[] {
	const languages = Object.values(readEntry(target)?.languages ?? {});
	return [
		entryFile,
		...languages.flatMap(({ hash, wasm }) => [`pagefind.${hash}.pf_meta`, `wasm.${wasm ?? 'unknown'}.pagefind`]),
		...(role === 'shard' ? [] : [script]),
	];
}

/** Makes the folder of an index. Where nothing can be written, Pagefind tries again forever; this fails at once. */
export function makeIndexFolder(target: string): void {
	for (const part of indexParts) mkdirSync(path.join(target, part), { recursive: true });
}

/**
 * Removes what the search page does not load: Pagefind also brings interfaces of its own, a highlighter, a worker, and the code for words
 * of a language that is unknown.
 * @param target folder of an index that was just written
 * @returns what stays
 */
export function takeIndexFiles(target: string): ShardFile[] {
	const single = singleFiles('whole', target);
	const entries = readdirSync(target, { withFileTypes: true });
	for (const entry of entries) if (entry.isFile() && !single.includes(entry.name)) rmSync(path.join(target, entry.name));
	const names = indexParts.flatMap((part) => listFiles(path.join(target, part)).map((name) => `${part}/${name}`));
	return [...names, ...single].map((name) => {
		const bytes = readFileSync(path.join(target, name));
		return { name, bytes, digest: sha256(bytes) };
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

/** Writes files of an index into its folder. */
export function writeIndexFiles(target: string, files: readonly ShardFile[]): void {
	makeIndexFolder(target);
	for (const { name, bytes } of files) writeFileSync(path.join(target, name), bytes);
}

/** @returns the names in a folder, in order; none where there is no folder */
export function listFiles(folder: string): string[] {
	try {
		return readdirSync(folder).sort((a, b) => (a < b ? -1 : 1));
	} catch {
		return [];
	}
}
