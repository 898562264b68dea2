/** The search index of a built site: only what the search page loads, whole or in shards. */
import path from 'node:path';
import { paths } from '../site/routes.ts';
import { shardsOf, type SearchShard } from '../site/search-shards.ts';
import type { Site } from '../site/site.ts';
import { filesInSite, neededFiles, writeIndexFiles, type IndexRole } from './index-files.ts';
import { Indexers, namedIndexer, type Indexer, type IndexedFile, type IndexOptions } from './indexer.ts';
import { searchRecord } from './search-record.ts';
import { twoAtATime } from './two-at-a-time.ts';
import { wordsOf, wordsRecord, type ShardWords } from './search-words.ts';
import { forgetShards, keepShard, readShard, sha256, type ShardFile } from './shard-cache.ts';
import { indexKeys } from './shard-key.ts';

export interface SearchIndexOptions extends Partial<Omit<IndexOptions, 'language'>> {
	/** Another indexer than the one that is named or installed; see `findIndexer`. */
	readonly program?: string;
	/** Where indexes are kept between builds. Absolute; nothing is kept without it. */
	readonly cacheDir?: string;
	/** As the search page knows them. */
	readonly shards?: readonly SearchShard[];
	/** As `plannedIndexes` told before, if it was asked. */
	readonly planned?: readonly PlannedIndex[];
	/** @returns whether an index is in the site already, so that it is not made. */
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

/** An index as it was made. */
export interface MadeIndex extends PlannedIndex {
	/** Whether an earlier build made it. */
	readonly isKept: boolean;
}

/** @returns the indexes of a site, newest signals first, and the index of words at the end; found out without making any */
export function plannedIndexes(site: Site, { shards = shardsOf(site), program }: SearchIndexOptions = {}): PlannedIndex[] {
	const keys = indexKeys(site, program ?? namedIndexer());
	const role = shards.length === 1 ? 'whole' : 'shard';
	const ofSignals = shards.map((shard) => ({ place: shard.path, role, key: keys.ofSignals(shard.signals, role === 'whole') }) as const);
	if (role === 'whole' || shards.length === 0) return ofSignals;
	return [...ofSignals, { place: paths.searchIndex, role: 'words', key: keys.ofShards(ofSignals) }];
}

/**
 * Is given the files of an index by their path in the site, without a slash in front. Those of all may be too much for memory together, so
 * that one other is made meanwhile, and no more.
 */
export type UseIndex = (index: PlannedIndex, files: readonly IndexedFile[]) => Promise<void> | void;

/**
 * Makes the index of every listed signal: a whole one, or one for each shard and another that tells which of them has which words. A site
 * without signals has none.
 *
 * In a shard the oldest signal comes first, so that a new one is added at the end. The bytes depend on the records and their order alone:
 * the indexer takes one after the other. It is started for what is not kept, and for nothing else.
 * @returns the indexes that `use` was given, as they are planned
 * @throws IndexerError when one cannot be made; what `use` throws
 */
export async function makeSearchIndex(site: Site, options: SearchIndexOptions, use: UseIndex): Promise<MadeIndex[]> {
	const { shards = shardsOf(site), planned = plannedIndexes(site, options), isThere = () => false } = options;
	const isMany = planned.filter((index) => !isThere(index)).length > few;
	const indexers = new Indexers(options.program, isMany ? 'low' : 'equal');
	try {
		return await makeWith(indexers, site, { ...options, shards, planned, isThere }, use);
	} finally {
		await indexers.close();
	}
}

type Resolved = SearchIndexOptions & Required<Pick<SearchIndexOptions, 'shards' | 'planned' | 'isThere'>>;

async function makeWith(indexers: Indexers, site: Site, options: Resolved, use: UseIndex): Promise<MadeIndex[]> {
	const { cacheDir, shards, planned, isThere } = options;
	const { language } = site.config;
	const ofSignals = planned.flatMap((index, number): WantedIndex[] => {
		const signals = shards[number]?.signals;
		if (!signals) return [];
		const run: WantedIndex['run'] = (indexer, how) => indexer.index(signals, (signal) => searchRecord(site, signal), { ...how, language });
		return [{ ...index, cacheKey: index.key, count: signals.length, run }];
	});
	const wanted = ofSignals.filter((index) => !isThere(index));
	const made = await makeIndexes(wanted, indexers, options, use);
	const ofWords = planned.find((index) => index.role === 'words' && !isThere(index));
	if (ofWords) {
		const words = await wordsOfShards(ofSignals, made, shards, indexers, options);
		const run: WantedIndex['run'] = (indexer, how) => indexer.index(words, (one) => wordsRecord(one, language), { ...how, language });
		const cacheKey = indexKeys(site, options.program ?? namedIndexer()).ofWords(words);
		made.push(...(await makeIndexes([{ ...ofWords, cacheKey, count: site.signals.length, run }], indexers, options, use)));
	}
	if (cacheDir !== undefined) {
		const inUse = [...ofSignals.flatMap(({ cacheKey }) => [cacheKey, wordsKey(cacheKey)]), ...made.map(({ cacheKey }) => cacheKey)];
		forgetShards(cacheDir, new Set(inUse));
	}
	return made;
}

/**
 * Makes the index and writes it.
 * @param folder of the built site, absolute
 * @returns the indexes that were written, as they are planned
 * @throws IndexerError when one cannot be made
 */
export async function writeSearchIndex(site: Site, folder: string, options: SearchIndexOptions = {}): Promise<MadeIndex[]> {
	return makeSearchIndex(site, options, (_, files) => {
		writeIndexFiles(folder, files);
	});
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
	readonly cacheKey: string;
	/** Signals whose words it holds. */
	readonly count: number;
	readonly run: (indexer: Indexer, options: Omit<IndexOptions, 'language'>) => Promise<IndexedFile[]>;
}

interface KnownIndex extends MadeIndex {
	readonly cacheKey: string;
	/** Of a shard. */
	readonly words: string;
}

/** Takes what is kept, then makes what is not. */
async function makeIndexes(
	wanted: readonly WantedIndex[],
	indexers: Indexers,
	options: SearchIndexOptions,
	use: UseIndex,
): Promise<KnownIndex[]> {
	const { cacheDir, interrupted = new AbortController().signal } = options;
	const known = new Map<WantedIndex, KnownIndex>();
	const give = async (index: WantedIndex, isKept: boolean, files: readonly ShardFile[], words: string) => {
		const { place, role, key, cacheKey } = index;
		known.set(index, { place, role, key, cacheKey, isKept, words });
		await use(
			{ place, role, key },
			filesInSite(role, files).map(({ name, bytes }) => ({ name: place.slice(1) + name, bytes })),
		);
	};
	const due: WantedIndex[] = [];
	for (const index of wanted) {
		interrupted.throwIfAborted();
		const { role, cacheKey } = index;
		const kept = cacheDir === undefined ? undefined : readShard(cacheDir, cacheKey);
		if (kept) await give(index, true, kept, role === 'shard' ? (keptWords(cacheDir, cacheKey) ?? wordsOf(kept)) : '');
		else due.push(index);
	}
	await twoAtATime(due, interrupted, async (index, stopped) => {
		const { role, cacheKey, count } = index;
		stopped.throwIfAborted();
		const how = { patience: options.patience ?? patienceFor(count), interrupted: stopped };
		const made = await indexers.lend((indexer) => index.run(indexer, how));
		const files = neededFiles(made);
		const words = role === 'shard' ? wordsOf(files) : '';
		if (cacheDir !== undefined) {
			keepShard(cacheDir, cacheKey, files);
			if (role === 'shard') keepShard(cacheDir, wordsKey(cacheKey), [withDigest('words', words)]);
		}
		await give(index, false, files, words);
	});
	return wanted.flatMap((index) => known.get(index) ?? []);
}

/** @returns the words of every shard, also of those that were not written because they are in the site */
async function wordsOfShards(
	indexes: readonly WantedIndex[],
	made: readonly KnownIndex[],
	shards: readonly SearchShard[],
	indexers: Indexers,
	options: SearchIndexOptions,
): Promise<ShardWords[]> {
	const known = new Map(made.map(({ cacheKey, words }) => [cacheKey, words]));
	for (const { cacheKey } of indexes) {
		const words = known.get(cacheKey) ?? keptWords(options.cacheDir, cacheKey);
		if (words !== undefined) known.set(cacheKey, words);
	}
	const unknown = indexes.filter(({ cacheKey }) => !known.has(cacheKey));
	for (const { cacheKey, words } of await makeIndexes(unknown, indexers, options, () => undefined)) known.set(cacheKey, words);
	return shards.map((shard, number) => ({ shard, words: known.get(indexes[number]?.cacheKey ?? '') ?? '' }));
}

function keptWords(cacheDir: string | undefined, cacheKey: string): string | undefined {
	const [words] = (cacheDir === undefined ? undefined : readShard(cacheDir, wordsKey(cacheKey))) ?? [];
	return words && Buffer.from(words.bytes).toString();
}

/** Words are kept beside the index of their shard: they are needed more often. */
function wordsKey(key: string): string {
	return `${key}.words`;
}

function withDigest(name: string, text: string): ShardFile {
	return { name, bytes: Buffer.from(text), digest: sha256(text) };
}

/** Indexes of an edit, of its shard and of words: the build waits for them in the end, and for those of a new site it does not. */
const few = 2;

/** Some fifty times what it takes: two minutes, and two more for every 6,000 signals. */
function patienceFor(count: number): number {
	return 120_000 + 20 * count;
}
