/** Brings the search index of a tree up to date, beside everything else that is done for it. */
import type { Site } from '../site/site.ts';
import { indexPlace, makeSearchIndex, plannedIndexes, type PlannedIndex } from './search-index.ts';
import type { FileRecord, TreeRecord } from './tree.ts';

type IndexFile = readonly [name: string, known: FileRecord];

export interface SiteIndexOptions {
	/** Where indexes are kept between builds. Absolute. */
	readonly cacheDir: string;
	readonly interrupted: AbortSignal;
}

/** Puts a file into the site. */
export type PutFile = (name: string, key: string, bytes: Uint8Array) => Promise<void>;

export class SiteIndex {
	readonly #site: Site;
	readonly #options: SiteIndexOptions;
	readonly #planned: readonly PlannedIndex[];
	readonly #known: ReadonlyMap<string, readonly IndexFile[]>;
	readonly #stop = new AbortController();
	/** Where the files go, once that is known. */
	readonly #put = Promise.withResolvers<PutFile>();
	readonly #making: Promise<void>;

	/**
	 * Begins to make what is not there: the indexer is another process, and works while pages are made here.
	 * @param before what is published, of the same version
	 */
	constructor(site: Site, before: TreeRecord, options: SiteIndexOptions) {
		this.#site = site;
		this.#options = options;
		this.#planned = plannedIndexes(site);
		this.#known = filesByIndex(before);
		this.#put.promise.catch(() => undefined);
		this.#making = this.#make(({ length }) => length === 0);
		this.#making.catch(() => undefined);
	}

	/** @returns the files of all indexes when there is nothing to make; undefined otherwise. */
	get complete(): readonly IndexFile[] | undefined {
		const files = this.#planned.map((index) => this.#filesOf(index));
		return files.every(({ length }) => length > 0) ? files.flat() : undefined;
	}

	/** When what was not there is made; rejected with an IndexerError when it cannot be, so that nothing else needs to be done. */
	get made(): Promise<void> {
		return this.#making;
	}

	/** Says where files of it go as soon as they are made. */
	putInto(put: PutFile): void {
		this.#put.resolve(put);
	}

	/**
	 * Waits until every file of it is in its place.
	 * @param take puts a file there that was published before. @returns whether that could be done
	 * @throws IndexerError when one could not be made
	 */
	async finish(take: (name: string, known: FileRecord) => boolean): Promise<void> {
		await this.#making;
		const lost = new Set(
			this.#planned.map((index) => this.#filesOf(index)).filter((files) => !files.every(([name, known]) => take(name, known))),
		);
		if (lost.size > 0) await this.#make((files) => lost.has(files));
	}

	/** Ends whatever goes on for it. Has to be called in the end. */
	async close(): Promise<void> {
		this.#stop.abort();
		this.#put.reject(new Error('There is no place for an index.'));
		await this.#making.catch(() => undefined);
	}

	async #make(isWanted: (files: readonly IndexFile[]) => boolean): Promise<void> {
		const options = {
			planned: this.#planned,
			isThere: (index: PlannedIndex) => !isWanted(this.#filesOf(index)),
			cacheDir: this.#options.cacheDir,
			interrupted: AbortSignal.any([this.#options.interrupted, this.#stop.signal]),
		};
		await makeSearchIndex(this.#site, options, async ({ key }, files) => {
			const put = await this.#put.promise;
			for (const { name, bytes } of files) {
				options.interrupted.throwIfAborted();
				await put(name, key, bytes);
			}
		});
	}

	#filesOf({ place, key }: PlannedIndex): readonly IndexFile[] {
		return this.#known.get(place + key) ?? none;
	}
}

const none: readonly IndexFile[] = [];

/** @returns the files of every index in a tree, by the path of its folder and its key */
function filesByIndex(record: TreeRecord): Map<string, IndexFile[]> {
	const files = new Map<string, IndexFile[]>();
	for (const file of record) {
		const [name, { key }] = file;
		const place = indexPlace(name);
		if (place === undefined) continue;
		const others = files.get(place + key);
		if (others) others.push(file);
		else files.set(place + key, [file]);
	}
	return files;
}
