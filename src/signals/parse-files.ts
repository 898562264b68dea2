/** What is in each file: from the cache where that is certain, else from the file. */
import { createHash } from 'node:crypto';
import { entryOf, type Entry } from './cache/entry.ts';
import type { FileTable } from './cache/file-table.ts';
import type { RenderCache } from './cache/render-cache.ts';
import type { SignalFile } from './find.ts';
import { limits } from './limits.ts';
import type { ParseOptions, ParserPool } from './parse-all.ts';
import { readFileStart, statusOf } from './read-file.ts';

export interface ParseFilesOptions extends ParseOptions {
	/** Threads that parse, instead of those that the process shares. */
	readonly pool?: ParserPool;
}

export interface FileResult {
	readonly signal: SignalFile;
	readonly key: string;
	readonly result: Entry;
}

/**
 * Takes what is known of files from the cache, and reads and parses the others.
 * @returns what was found of each, and of how many it was known
 */
export async function parseFiles(
	signals: readonly SignalFile[],
	table: FileTable,
	cache: RenderCache,
	options: ParseFilesOptions,
): Promise<{ files: FileResult[]; reused: number }> {
	const files: FileResult[] = [];
	const unsure: { signal: SignalFile; place: number }[] = [];
	for (const [place, signal] of signals.entries()) {
		const status = statusOf(signal.location);
		const key = status?.isFile() === true ? table.find(signal.file, status)?.key : undefined;
		const result = key === undefined ? undefined : cache.get(key);
		if (key !== undefined && result) files[place] = { signal, key, result };
		else unsure.push({ signal, place });
	}
	let parsed = 0;
	if (unsure.length > 0) {
		const found = await readFiles(
			unsure.map(({ signal }) => signal),
			table,
			cache,
			options,
		);
		for (const [index, { place }] of unsure.entries()) {
			const result = found.files[index];
			if (result) files[place] = result;
		}
		parsed = found.parsed;
	}
	return { files, reused: signals.length - parsed };
}

/**
 * Reads files, and parses those whose bytes are not known. Only as many are in memory as are being parsed.
 * @returns what was found of each, and how many there was nothing known of
 */
async function readFiles(
	signals: readonly SignalFile[],
	table: FileTable,
	cache: RenderCache,
	options: ParseFilesOptions,
): Promise<{ files: FileResult[]; parsed: number }> {
	const unread = new Map<string, Entry>();
	const transient = new Map<string, Entry>();
	const keys = new Map<string, string>();
	const unknown = new Set<string>();
	let parsed = 0;
	function* unknownFiles(): Generator<readonly [key: string, bytes: Uint8Array]> {
		for (const { location, file } of signals) {
			table.begin();
			const status = statusOf(location);
			// One byte more than the limit is enough to see that a file exceeds it.
			const bytes = readFileStart(location, limits.file + 1);
			if ('problem' in bytes) {
				unread.set(file, entryOf({ parsed: undefined, problems: [bytes.problem] }));
				parsed += 1;
				continue;
			}
			const key = createHash('sha256').update(bytes).digest('hex');
			keys.set(file, key);
			if (status) table.add(file, status, { key });
			if (!unknown.has(key) && cache.get(key)) continue;
			parsed += 1;
			if (unknown.has(key)) continue;
			unknown.add(key);
			yield [key, bytes];
		}
	}
	const { houseSections, words } = options;
	// What parses is loaded only when there is something to parse.
	const pool = options.pool ?? (await import('./parse-all.ts')).sharedPool();
	await pool.parse(unknownFiles(), { houseSections, words }, (key, { isTransient = false, ...result }) => {
		if (isTransient) transient.set(key, entryOf({ ...result, parsed: undefined }));
		else cache.add(key, result);
	});
	const files = signals.map((signal) => {
		const key = keys.get(signal.file) ?? '';
		const result = unread.get(signal.file) ?? transient.get(key) ?? cache.get(key);
		if (!result) throw new Error(`${signal.file} was not parsed.`);
		return { signal, key, result };
	});
	// Last, as saving forgets what it finds damaged.
	cache.save();
	return { files, parsed };
}
