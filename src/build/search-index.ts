/** The search index of a built site: only what the search page loads, whole or in shards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { paths } from '../site/routes.ts';
import { searchShards, type SearchShard } from '../site/search-shards.ts';
import type { Site } from '../site/site.ts';
import { filesInSite, makeIndexFolder, takeIndexFiles, writeIndexFiles, type IndexRole } from './index-files.ts';
import { findIndexer, namedIndexer, runIndexer, type IndexerOptions } from './indexer.ts';
import { searchRecord } from './search-record.ts';
import { wordsOf, wordsRecord, type ShardWords } from './search-words.ts';
import { forgetShards, keepShard, readShard, sha256, type ShardFile } from './shard-cache.ts';
import { indexKeys } from './shard-key.ts';

export interface SearchIndexOptions extends Partial<Pick<IndexerOptions, 'patience' | 'program' | 'interrupted'>> {
	/** Where indexes are kept between builds. Absolute; nothing is kept without it. */
	readonly cacheDir?: string;
	/** As the search page knows them. */
	readonly shards?: readonly SearchShard[];
	/** @returns whether an index is in the site already, so that it is not written. */
	readonly isThere?: (index: PlannedIndex) => boolean;
}

/** An index that a site should have. */
export interface PlannedIndex {
	/** Path of its folder in the site. */
	readonly place: string;
	readonly role: IndexRole;
	/** Changes whenever a byte of it may. */
	readonly key: string;
}

/** An index as it was written. */
export interface WrittenIndex extends PlannedIndex {
	/** Whether an earlier build made it. */
	readonly isKept: boolean;
	/** Its files by their path in the site, without a slash in front: hex SHA-256. */
	readonly files: ReadonlyMap<string, string>;
}

/** @returns the indexes of a site, newest signals first, and the index of words at the end; found out without making any */
export function plannedIndexes(site: Site, { shards = searchShards(site.signals), program }: SearchIndexOptions = {}): PlannedIndex[] {
	const keys = indexKeys(site, program ?? namedIndexer());
	const role = shards.length === 1 ? 'whole' : 'shard';
	const ofSignals = shards.map((shard) => ({ place: shard.path, role, key: keys.ofSignals(shard.signals, role === 'whole') }) as const);
	if (role === 'whole' || shards.length === 0) return ofSignals;
	return [...ofSignals, { place: paths.searchIndex, role: 'words', key: keys.ofShards(ofSignals) }];
}

/**
 * Writes the index of every listed signal: a whole one, or one for each shard and another that tells which of them has which words. A site
 * without signals has none.
 *
 * In a shard the oldest signal comes first, so that a new one is added at the end. The bytes depend on the records and their order alone:
 * the indexer takes one after the other. It is started for what is not kept, and for nothing else.
 * @param folder of the built site, absolute
 * @returns the indexes that were written, as they are planned
 * @throws IndexerError when one cannot be made
 */
export async function writeSearchIndex(site: Site, folder: string, options: SearchIndexOptions = {}): Promise<WrittenIndex[]> {
	const { cacheDir, shards = searchShards(site.signals), isThere = () => false } = options;
	const { language } = site.config;
	const planned = plannedIndexes(site, options);
	const ofSignals = planned.flatMap((index, number): WantedIndex[] => {
		const signals = shards[number]?.signals;
		if (!signals) return [];
		const run: WantedIndex['run'] = (use) => runIndexer(signals, (signal) => searchRecord(site, signal), { ...use, language });
		return [{ ...index, kept: index.key, count: signals.length, run }];
	});
	const written = await writeIndexes(
		ofSignals.filter((index) => !isThere(index)),
		folder,
		options,
	);
	const ofWords = planned.find((index) => index.role === 'words' && !isThere(index));
	const keys = indexKeys(site, options.program ?? namedIndexer());
	if (ofWords) {
		const words = await wordsOfShards(ofSignals, written, shards, options);
		const run: WantedIndex['run'] = (use) => runIndexer(words, (one) => wordsRecord(one, language), { ...use, language });
		written.push(...(await writeIndexes([{ ...ofWords, kept: keys.ofWords(words), count: site.signals.length, run }], folder, options)));
	}
	if (cacheDir !== undefined)
		forgetShards(cacheDir, new Set([...ofSignals.flatMap(({ kept }) => [kept, wordsKey(kept)]), ...written.map(({ kept }) => kept)]));
	return written;
}

/** @returns where the index of a built site is */
export function indexFolder(folder: string): string {
	return path.join(folder, paths.searchIndex);
}

/** @returns the path of the folder of the index that a file of a site is part of, if it is of any */
export function indexPlace(name: string): string | undefined {
	if (!name.startsWith(paths.searchIndex.slice(1))) return undefined;
	const shards = path.posix.dirname(paths.searchShard('start')).slice(1);
	return name.startsWith(`${shards}/`) ? `/${name.split('/', shards.split('/').length + 1).join('/')}/` : paths.searchIndex;
}

/** An index that is wanted. */
interface WantedIndex extends PlannedIndex {
	/** Under which it is kept. */
	readonly kept: string;
	/** Signals whose words it holds. */
	readonly count: number;
	readonly run: (options: Omit<IndexerOptions, 'language'>) => Promise<void>;
}

interface MadeIndex extends WrittenIndex {
	readonly kept: string;
	/** As the indexer wrote it. */
	readonly made: readonly ShardFile[];
}

/** Writes what is kept, then makes what is not. */
async function writeIndexes(wanted: readonly WantedIndex[], folder: string, options: SearchIndexOptions): Promise<MadeIndex[]> {
	const { cacheDir, interrupted = new AbortController().signal } = options;
	const written = new Map<WantedIndex, MadeIndex>();
	const note = (index: WantedIndex, isKept: boolean, made: readonly ShardFile[]) => {
		const inSite = filesInSite(index.role, made);
		const files = new Map(inSite.map(({ name, digest }) => [index.place.slice(1) + name, digest]));
		const { place, role, key, kept } = index;
		written.set(index, { place, role, key, kept, isKept, files, made });
		return inSite;
	};
	const due = wanted.filter((index) => {
		interrupted.throwIfAborted();
		const kept = cacheDir === undefined ? undefined : readShard(cacheDir, index.kept);
		if (kept) writeIndexFiles(path.join(folder, index.place), note(index, true, kept));
		return !kept;
	});
	await twoAtATime(due, interrupted, async (index, stopped) => {
		const target = path.join(folder, index.place);
		makeIndexFolder(target);
		await index.run({
			folder: target,
			patience: options.patience ?? patienceFor(index.count),
			program: options.program ?? findIndexer(),
			interrupted: stopped,
		});
		const made = takeIndexFiles(target);
		if (cacheDir !== undefined) {
			keepShard(cacheDir, index.kept, made);
			if (index.role === 'shard') keepShard(cacheDir, wordsKey(index.kept), [withDigest('words', wordsOf(made))]);
		}
		const inSite = note(index, false, made);
		const names = new Set(inSite.map(({ name }) => name));
		for (const { name } of made) if (!names.has(name)) rmSync(path.join(target, name));
		writeIndexFiles(
			target,
			inSite.filter((file) => !made.includes(file)),
		);
	});
	return wanted.flatMap((index) => written.get(index) ?? []);
}

/** @returns the words of every shard, also of those that were not written because they are in the site. */
async function wordsOfShards(
	indexes: readonly WantedIndex[],
	written: readonly MadeIndex[],
	shards: readonly SearchShard[],
	options: SearchIndexOptions,
): Promise<ShardWords[]> {
	const { cacheDir } = options;
	const kept = (key: string) => (cacheDir === undefined ? undefined : readShard(cacheDir, wordsKey(key))?.[0]);
	const made = new Map(written.map((index) => [index.kept, index.made]));
	const known = indexes.map((index) => {
		const words = kept(index.kept);
		if (words) return Buffer.from(words.bytes).toString();
		const files = made.get(index.kept) ?? (cacheDir === undefined ? undefined : readShard(cacheDir, index.kept));
		return files && wordsOf(files);
	});
	const unknown = indexes.filter((_, number) => known[number] === undefined);
	const scratch = unknown.length > 0 ? mkdtempSync(path.join(tmpdir(), 'signals-words-')) : undefined;
	try {
		for (const index of scratch === undefined ? [] : await writeIndexes(unknown, scratch, options)) made.set(index.kept, index.made);
	} finally {
		if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
	}
	return shards.map((shard, number) => ({ shard, words: known[number] ?? wordsOf(made.get(indexes[number]?.kept ?? '') ?? []) }));
}

/** Words are kept beside the index of their shard: they are needed more often. */
function wordsKey(key: string): string {
	return `${key}.words`;
}

function withDigest(name: string, text: string): ShardFile {
	return { name, bytes: Buffer.from(text), digest: sha256(text) };
}

/** Some fifty times what it takes: two minutes, and two more for every 6,000 signals. */
function patienceFor(count: number): number {
	return 120_000 + 20 * count;
}

/**
 * While one indexer packs what it was given, another one takes records.
 * @throws what the first to fail throws, once none is running any more
 */
async function twoAtATime<T>(
	items: readonly T[],
	interrupted: AbortSignal,
	use: (item: T, stopped: AbortSignal) => Promise<void>,
): Promise<void> {
	const stop = new AbortController();
	const stopped = AbortSignal.any([interrupted, stop.signal]);
	const queue = items.values();
	let failure: { readonly error: unknown } | undefined;
	const work = async () => {
		try {
			for (const item of queue) await use(item, stopped);
		} catch (error) {
			failure ??= { error };
			stop.abort();
		}
	};
	await Promise.all([work(), work()]);
	if (failure) throw failure.error;
}
