/** Brings the search index of a tree up to date, beside everything else that is done for it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Site } from '../site/site.ts';
import { indexPlace, plannedIndexes, writeSearchIndex, type PlannedIndex, type WrittenIndex } from './search-index.ts';
import type { FileRecord, TreeRecord } from './tree.ts';

type IndexFile = readonly [name: string, known: FileRecord];

export interface SiteIndexOptions {
	/** Where indexes are kept between builds. Absolute. */
	readonly cacheDir: string;
	readonly interrupted: AbortSignal;
}

export class SiteIndex {
	readonly #site: Site;
	readonly #options: SiteIndexOptions;
	readonly #planned: readonly PlannedIndex[];
	readonly #known: ReadonlyMap<string, readonly IndexFile[]>;
	readonly #stop = new AbortController();
	readonly #scratch: string;
	readonly #making: Promise<WrittenIndex[]>;
	#hasFailed = false;

	/**
	 * Begins to make what is not there: the indexer is another process, and works while pages are made here.
	 * @param before what is published, of the same version
	 */
	constructor(site: Site, before: TreeRecord, options: SiteIndexOptions) {
		this.#site = site;
		this.#options = options;
		this.#planned = plannedIndexes(site);
		this.#known = filesByIndex(before);
		this.#scratch = mkdtempSync(path.join(tmpdir(), 'signals-search-'));
		this.#making = this.#make(({ length }) => length === 0);
		this.#making.catch(() => (this.#hasFailed = true));
	}

	/** @returns the files of all indexes when there is nothing to make; undefined otherwise. */
	get complete(): readonly IndexFile[] | undefined {
		const files = this.#planned.map((index) => this.#filesOf(index));
		return files.every(({ length }) => length > 0) ? files.flat() : undefined;
	}

	/** Whether making it has failed, so that nothing else needs to be done. */
	get hasFailed(): boolean {
		return this.#hasFailed;
	}

	/**
	 * Puts every file of it into its place.
	 * @param take puts a file there that was published before. @returns whether that could be done
	 * @throws IndexerError when one could not be made
	 */
	async finish(
		take: (name: string, known: FileRecord) => boolean,
		put: (name: string, key: string, bytes: Uint8Array) => Promise<void>,
	): Promise<void> {
		const putAll = async (made: readonly WrittenIndex[]) => {
			for (const { key, files } of made) for (const name of files) await put(name, key, readFileSync(path.join(this.#scratch, name)));
		};
		await putAll(await this.#making);
		const lost = new Set(
			this.#planned.map((index) => this.#filesOf(index)).filter((files) => !files.every(([name, known]) => take(name, known))),
		);
		if (lost.size > 0) await putAll(await this.#make((files) => lost.has(files)));
	}

	/** Ends whatever goes on for it. Has to be called in the end. */
	async close(): Promise<void> {
		this.#stop.abort();
		await this.#making.catch(() => undefined);
		rmSync(this.#scratch, { recursive: true, force: true });
	}

	async #make(isWanted: (files: readonly IndexFile[]) => boolean): Promise<WrittenIndex[]> {
		return writeSearchIndex(this.#site, this.#scratch, {
			planned: this.#planned,
			isThere: (index) => !isWanted(this.#filesOf(index)),
			cacheDir: this.#options.cacheDir,
			interrupted: AbortSignal.any([this.#options.interrupted, this.#stop.signal]),
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
