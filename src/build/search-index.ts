/** The search index of a built site: only what the search page loads, whole or in shards. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../site/routes.ts';
import { searchShards, type SearchShard } from '../site/search-shards.ts';
import type { Site } from '../site/site.ts';
import { filesInSite, makeIndexFolder, takeIndexFiles, writeIndexFiles, type IndexRole } from './index-files.ts';
import { findIndexer, namedIndexer, runIndexer, type IndexerOptions } from './indexer.ts';
import { searchRecord } from './search-record.ts';
import { wordsOf, wordsRecord } from './search-words.ts';
import { forgetShards, keepShard, readShard, sha256, type ShardFile } from './shard-cache.ts';
import { indexKeys } from './shard-key.ts';

export interface SearchIndexOptions extends Partial<Pick<IndexerOptions, 'patience' | 'program' | 'interrupted'>> {
	/** Where indexes are kept between builds. Absolute; nothing is kept without it. */
	readonly cacheDir?: string;
	/** As the search page knows them. */
	readonly shards?: readonly SearchShard[];
}

/** An index as it stands in a site. */
export interface WrittenIndex {
	/** Changes whenever a byte of it may. */
	readonly key: string;
	/** Whether an earlier build made it. */
	readonly isKept: boolean;
	/** Its files by their path in the site, without a slash in front: hex SHA-256. */
	readonly files: ReadonlyMap<string, string>;
}

/**
 * Writes the index of every listed signal: a whole one, or one for each shard and another that tells which of them has which words. A site
 * without signals has none.
 *
 * In a shard the oldest signal comes first, so that a new one is added at the end. The bytes depend on the records and their order alone:
 * the indexer takes one after the other. It is started for what is not kept, and for nothing else.
 * @param folder of the built site, absolute
 * @returns the indexes, newest signals first
 * @throws IndexerError when one cannot be made
 */
export async function writeSearchIndex(site: Site, folder: string, options: SearchIndexOptions = {}): Promise<WrittenIndex[]> {
	const { cacheDir, shards = searchShards(site.signals) } = options;
	const isWhole = shards.length === 1;
	const { language } = site.config;
	const keys = indexKeys(site, options.program ?? namedIndexer());
	const ofSignals = await writeIndexes(
		shards.map(({ path: place, signals }) => ({
			place,
			role: isWhole ? 'whole' : 'shard',
			key: keys.ofSignals(signals, isWhole),
			count: signals.length,
			run: (use) => runIndexer(signals, (signal) => searchRecord(site, signal), { ...use, language }),
		})),
		folder,
		options,
	);
	const words = shards.flatMap((shard, index) => ({ shard, words: ofSignals[index]?.words ?? '' }));
	const ofWords = await writeIndexes(
		shards.length < 2
			? []
			: [
					{
						place: paths.searchIndex,
						role: 'words',
						key: keys.ofWords(words),
						count: site.signals.length,
						run: (use) => runIndexer(words, (one) => wordsRecord(one, language), { ...use, language }),
					},
				],
		folder,
		options,
	);
	const all = [...ofSignals, ...ofWords];
	if (cacheDir !== undefined) forgetShards(cacheDir, new Set(all.map(({ key }) => key)));
	return all;
}

/** @returns where the index of a built site is */
export function indexFolder(folder: string): string {
	return path.join(folder, paths.searchIndex);
}

/** An index that is wanted. */
interface WantedIndex {
	/** Path of its folder in the site. */
	readonly place: string;
	readonly role: IndexRole;
	readonly key: string;
	/** Signals whose words it holds. */
	readonly count: number;
	readonly run: (options: Omit<IndexerOptions, 'language'>) => Promise<void>;
}

interface MadeIndex extends WrittenIndex {
	/** Of a shard. */
	readonly words: string;
}

/** Writes what is kept, then makes what is not. */
async function writeIndexes(wanted: readonly WantedIndex[], folder: string, options: SearchIndexOptions): Promise<MadeIndex[]> {
	const { cacheDir, interrupted = new AbortController().signal } = options;
	const written = new Map<WantedIndex, MadeIndex>();
	const note = (index: WantedIndex, isKept: boolean, files: readonly ShardFile[]) => {
		const inSite = filesInSite(
			index.role,
			files.filter(({ name }) => name !== wordsFile),
		);
		written.set(index, {
			key: index.key,
			isKept,
			files: new Map(inSite.map(({ name, digest }) => [index.place.slice(1) + name, digest])),
			words: Buffer.from(files.find(({ name }) => name === wordsFile)?.bytes ?? []).toString(),
		});
		return inSite;
	};
	const due = wanted.filter((index) => {
		interrupted.throwIfAborted();
		const kept = cacheDir === undefined ? undefined : readShard(cacheDir, index.key);
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
		const files = index.role === 'shard' ? [...made, withDigest(wordsFile, wordsOf(made))] : made;
		if (cacheDir !== undefined) keepShard(cacheDir, index.key, files);
		const inSite = note(index, false, files);
		const names = new Set(inSite.map(({ name }) => name));
		for (const { name } of made) if (!names.has(name)) rmSync(path.join(target, name));
		writeIndexFiles(
			target,
			inSite.filter((file) => !made.includes(file)),
		);
	});
	return wanted.flatMap((index) => written.get(index) ?? []);
}

/** Kept with the index of a shard, but no part of a site. */
const wordsFile = 'words';

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
