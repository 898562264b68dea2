/** The search index of a built site: only what the search page loads, in one folder. */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { paths } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { findIndexer, runIndexer, type IndexerOptions } from './indexer.ts';
import { searchRecord } from './search-record.ts';

/**
 * Writes the index of every listed signal. A site without signals has none.
 *
 * The oldest signal comes first, so that a new one is added at the end. The bytes depend on the records and their order alone: the
 * indexer takes one after the other.
 * @param folder of the built site, absolute
 * @throws IndexerError when it cannot be made
 */
export async function writeSearchIndex(
	site: Site,
	folder: string,
	options: Partial<Pick<IndexerOptions, 'patience' | 'program' | 'interrupted'>> = {},
): Promise<void> {
	if (site.signals.length === 0) return;
	const signals = site.signals.toReversed();
	const target = indexFolder(folder);
	// Where nothing can be written, Pagefind tries again forever; this fails at once.
	for (const part of keptFolders) mkdirSync(path.join(target, part), { recursive: true });
	await runIndexer(signals, (signal) => searchRecord(site, signal), {
		folder: target,
		language: site.config.language,
		patience: options.patience ?? patienceFor(signals.length),
		program: options.program ?? findIndexer(),
		interrupted: options.interrupted ?? new AbortController().signal,
	});
	keepWhatIsLoaded(target);
}

/** @returns where the index of a built site is. */
export function indexFolder(folder: string): string {
	return path.join(folder, paths.searchIndex);
}

/** What `pagefind-entry.json` says. */
export interface IndexEntry {
	readonly languages: Readonly<Record<string, { readonly hash: string; readonly wasm: string | null; readonly page_count: number }>>;
}

/** @param target folder of the index */
export function readEntry(target: string): IndexEntry {
	return JSON.parse(readFileSync(path.join(target, 'pagefind-entry.json'), 'utf8')) as IndexEntry;
}

/** @returns the text of a packed file of the index; undefined when it is not whole */
export function readIndexFile(bytes: Uint8Array): string | undefined {
	try {
		const text = gunzipSync(bytes).toString();
		return text.startsWith(signature) ? text.slice(signature.length) : undefined;
	} catch {
		return undefined;
	}
}

const signature = 'pagefind_dcd';

/** Some fifty times what it takes: two minutes, and two more for every 6,000 signals. */
function patienceFor(count: number): number {
	return 120_000 + 20 * count;
}

const keptFolders = ['fragment', 'index', 'filter'];

/** Pagefind also brings interfaces of its own, a highlighter, a worker, and the code for words of a language that is unknown. */
function keepWhatIsLoaded(target: string): void {
	const languages = Object.values(readEntry(target).languages);
	const kept = new Set([
		...keptFolders,
		'pagefind.js',
		'pagefind-entry.json',
		...languages.flatMap(({ hash, wasm }) => [`pagefind.${hash}.pf_meta`, `wasm.${wasm ?? 'unknown'}.pagefind`]),
	]);
	for (const name of readdirSync(target)) if (!kept.has(name)) rmSync(path.join(target, name), { recursive: true });
}
