/** Brings a tree up to date with a site: makes the outputs whose keys changed, and writes what differs. */
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { forgetOldest } from '../cards/draw.ts';
import { pictures } from '../cards/pictures.ts';
import { forgetEntries } from '../feeds/entry.ts';
import type { Renderer } from '../renderer/renderer.ts';
import { once } from '../signals/remember.ts';
import type { OpenedSite } from '../site/open.ts';
import { outputKeys } from '../site/output-keys.ts';
import { indexPlace } from './search-index.ts';
import { filesOfPages, filesWithoutPages, type SiteFile } from './site-files.ts';
import { SiteIndex } from './site-index.ts';
import { TreeWriter, type FileRecord, type TreeRecord } from './tree.ts';
import type { TreeNote } from './tree-notes.ts';
import type { Trees } from './trees.ts';
import type { Scope } from './verify.ts';

export interface WriteOptions {
	readonly projectDir: string;
	readonly cacheDir: string;
	readonly interrupted: AbortSignal;
}

export interface WrittenSite {
	readonly note: TreeNote;
	/** What has to be verified; undefined when it is all of it. */
	readonly scope: Scope | undefined;
}

/**
 * @param version of all that decides outputs besides the content: the key of the renderer
 * @param opening the renderer, which may still have to be compiled: everything else is made meanwhile
 * @returns undefined when the output is already what it should be, file by file
 * @throws why there is no renderer, what a page threw, or the reason of an interruption
 */
export async function writeSite(
	opened: OpenedSite,
	version: string,
	opening: Promise<Renderer>,
	trees: Trees,
	options: WriteOptions,
): Promise<WrittenSite | undefined> {
	// What is known already, that there is no renderer, is heard before anything is done in vain.
	await Promise.race([opening, setImmediate()]);
	const { published } = trees;
	const isSameVersion = published?.version === version;
	// Of another version is known what is there, but not what it should be.
	const before: TreeRecord = isSameVersion ? published.record : new Map();
	const held = heldNames(opened);
	const isSame = (name: string, key: string) => before.get(name)?.key === key;
	const index = new SiteIndex(opened.site, before, { ...options, cacheDir: path.join(options.cacheDir, 'search') });
	let writer: TreeWriter | undefined;
	// Without a renderer, or an index, all else is made in vain.
	const stop = new AbortController();
	for (const needed of [opening, index.made]) needed.catch((error: unknown) => stop.abort(error));
	const stopped = AbortSignal.any([options.interrupted, stop.signal]);
	try {
		const keys = outputKeys(opened.site, isSameVersion ? published.surroundings : undefined);
		const others = filesWithoutPages(opened, keys, options);
		const pages = once(async () => filesOfPages(opened, await opening, keys, others));
		const isUnchanged = async (indexFiles: number) => {
			const files = [...others, ...(await pages())];
			return before.size === files.length + indexFiles && (await isEvery(files, ({ name, key }) => isSame(name, key())));
		};
		if (
			isSameVersion &&
			index.complete &&
			held.join() === published.held.join() &&
			(await isUnchanged(index.complete.length)) &&
			trees.isPublishedIntact()
		)
			return undefined;

		const tree = (writer = new TreeWriter(trees.folder, await trees.takeSpare()));
		index.putInto(async (name, key, bytes) => {
			tree.put(name, key, bytes);
			await tree.room();
		});
		let since = performance.now();
		const put = async (files: readonly SiteFile[]) => {
			for (const file of files) {
				// Rendering never waits for anything: nobody would hear of an interruption, and the indexer would not be given anything.
				if (performance.now() - since > mostAtATime) {
					await setImmediate();
					await tree.room();
					since = performance.now();
				}
				stopped.throwIfAborted();
				const known = isSame(file.name, file.key()) ? before.get(file.name) : undefined;
				const digest = known && take(tree, trees, file.name, known) ? known.sha256 : tree.put(file.name, file.key(), await file.make());
				file.known?.(digest);
			}
		};
		await put(others);
		forgetEntries(opened.site);
		await put(await Promise.race([pages(), index.made.then(pages)]));
		await index.finish((name, known) => take(tree, trees, name, known));
		forgetOldest(path.join(options.cacheDir, 'pictures'), 500 + 2 * pictures(opened.site).size);
		return written(trees, { version, held, surroundings: keys.surroundings, record: await tree.finish() }, before);
	} catch (error) {
		// It may still be putting files there.
		await index.close();
		if (writer) trees.giveUp(await writer.present());
		throw error;
	} finally {
		await index.close();
		await writer?.close();
	}
}

/** Milliseconds. A mail takes longer than hundreds of files that stay as they are. */
const mostAtATime = 5;

async function isEvery(files: readonly SiteFile[], isTrue: (file: SiteFile) => boolean): Promise<boolean> {
	for (const [turn, file] of files.entries()) {
		// The indexer, in the meantime, waits for what it is to index.
		if (turn % 256 === 255) await setImmediate();
		if (!isTrue(file)) return false;
	}
	return true;
}

/** @returns what has to be verified of a tree that was brought up to date. */
function written(trees: Trees, note: TreeNote, before: TreeRecord): WrittenSite {
	const { published } = trees;
	const { record, held } = note;
	if (!published || before.size === 0) return { note, scope: undefined };
	const scope: Scope = {
		record,
		changed: new Set([...record].filter(([name, { sha256 }]) => before.get(name)?.sha256 !== sha256).map(([name]) => name)),
		// Nothing but the search page leads to files of the index.
		hasGone: [...before.keys()].some((name) => !record.has(name) && indexPlace(name) === undefined),
		isHeldAnew: held.join() !== published.held.join(),
		wasThere: (name) => before.has(name),
		before: (name) => {
			const known = before.get(name);
			return known && trees.readPublished(name, known);
		},
	};
	return { note, scope };
}

/** Puts what was published before into its place, without making it again. */
function take(writer: TreeWriter, trees: Trees, name: string, known: FileRecord): boolean {
	if (writer.keep(name, known.key, known.sha256)) return true;
	const bytes = trees.readPublished(name, known);
	if (bytes) writer.put(name, known.key, bytes);
	return bytes !== undefined;
}

/** The names by which held-back signals could be told. */
export function heldNames({ content }: OpenedSite): string[] {
	return content.heldBack.flatMap(({ slug, data }) => [slug, data.id ?? slug, ...(data.aliases ?? [])]).sort();
}
