/** The search index of a built site: only what the search page loads, in one folder for each shard. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../site/routes.ts';
import { searchShards, type SearchShard } from '../site/search-shards.ts';
import type { Site } from '../site/site.ts';
import { filesInSite, makeIndexFolder, takeIndexFiles, writeIndexFiles } from './index-files.ts';
import { findIndexer, namedIndexer, runIndexer, type IndexerOptions } from './indexer.ts';
import { searchRecord } from './search-record.ts';
import { forgetShards, keepShard, readShard, type ShardFile } from './shard-cache.ts';
import { shardKeys } from './shard-key.ts';

export interface SearchIndexOptions extends Partial<Pick<IndexerOptions, 'patience' | 'program' | 'interrupted'>> {
	/** Where indexes are kept between builds. Absolute; nothing is kept without it. */
	readonly cacheDir?: string;
	/** As the search page knows them. */
	readonly shards?: readonly SearchShard[];
}

/** The index of a shard as it stands in a site. */
export interface WrittenShard {
	/** Changes whenever a byte of it may. */
	readonly key: string;
	/** Whether an earlier build made it. */
	readonly isKept: boolean;
	/** Its files by their path in the site, without a slash in front: hex SHA-256. */
	readonly files: ReadonlyMap<string, string>;
}

/**
 * Writes the index of every listed signal. A site without signals has none.
 *
 * In a shard the oldest signal comes first, so that a new one is added at the end. The bytes depend on the records and their order alone:
 * the indexer takes one after the other. It is started for what is not kept, and for nothing else.
 * @param folder of the built site, absolute
 * @returns the shards, newest first
 * @throws IndexerError when it cannot be made
 */
export async function writeSearchIndex(site: Site, folder: string, options: SearchIndexOptions = {}): Promise<WrittenShard[]> {
	const { cacheDir, shards = searchShards(site.signals), interrupted = new AbortController().signal } = options;
	const keyOf = shardKeys(site, options.program ?? namedIndexer());
	const keyed = shards.map((shard) => ({ shard, key: keyOf(shard.signals) }));
	const written = new Map<SearchShard, WrittenShard>();
	const due = keyed.filter(({ shard, key }) => {
		interrupted.throwIfAborted();
		const kept = cacheDir === undefined ? undefined : readShard(cacheDir, key);
		if (!kept) return true;
		const files = filesInSite(shard, kept);
		writeIndexFiles(path.join(folder, shard.path), files);
		written.set(shard, { key, isKept: true, files: digestsOf(shard, files) });
		return false;
	});
	await twoAtATime(due, interrupted, async ({ shard, key }, stopped) => {
		const made = await indexShard(site, shard, folder, { ...options, interrupted: stopped });
		if (cacheDir !== undefined) keepShard(cacheDir, key, made);
		written.set(shard, { key, isKept: false, files: digestsOf(shard, filesInSite(shard, made)) });
	});
	if (cacheDir !== undefined) forgetShards(cacheDir, new Set(keyed.map(({ key }) => key)));
	return shards.flatMap((shard) => written.get(shard) ?? []);
}

/** @returns where the index of a built site is, the newest part of it where there are several */
export function indexFolder(folder: string): string {
	return path.join(folder, paths.searchIndex);
}

/** @returns the files of the index as they are to be kept; in its folder are those that the site has */
async function indexShard(site: Site, shard: SearchShard, folder: string, options: SearchIndexOptions): Promise<ShardFile[]> {
	const target = path.join(folder, shard.path);
	makeIndexFolder(target);
	await runIndexer(shard.signals, (signal) => searchRecord(site, signal), {
		folder: target,
		language: site.config.language,
		patience: options.patience ?? patienceFor(shard.signals.length),
		program: options.program ?? findIndexer(),
		interrupted: options.interrupted ?? new AbortController().signal,
	});
	const made = takeIndexFiles(target);
	const inSite = filesInSite(shard, made);
	for (const { name } of made) if (!inSite.some((file) => file.name === name)) rmSync(path.join(target, name));
	writeIndexFiles(
		target,
		inSite.filter((file) => !made.includes(file)),
	);
	return made;
}

/** Some fifty times what it takes: two minutes, and two more for every 6,000 signals. */
function patienceFor(count: number): number {
	return 120_000 + 20 * count;
}

function digestsOf(shard: SearchShard, files: readonly ShardFile[]): ReadonlyMap<string, string> {
	return new Map(files.map(({ name, digest }) => [shard.path.slice(1) + name, digest]));
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
