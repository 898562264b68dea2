/** Brings a tree up to date with a site: makes the outputs whose keys changed, and writes what differs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { drawPicture, forgetOldest } from '../cards/draw.ts';
import { pictures } from '../cards/pictures.ts';
import { rememberDigest } from '../machines/digest.ts';
import type { Renderer } from '../renderer/renderer.ts';
import { compareText } from '../signals/order.ts';
import { once } from '../signals/remember.ts';
import type { OpenedSite } from '../site/open.ts';
import { outputKeys, type OutputKeys } from '../site/output-keys.ts';
import { outputBytes } from './output-bytes.ts';
import { fileOf } from './output-file.ts';
import { publicFiles } from './public.ts';
import { indexPlace } from './search-index.ts';
import { SiteIndex } from './site-index.ts';
import { TreeWriter, type FileRecord, type TreeRecord } from './tree.ts';
import type { TreeNote } from './tree-notes.ts';
import type { Trees } from './trees.ts';
import type { Scope } from './verify.ts';

/** A file of the site before it is made. */
interface SiteFile {
	readonly name: string;
	/** Found out when it is first asked for: what is found out for the key of a page is then still at hand when it is made. */
	readonly key: () => string;
	readonly make: () => string | Uint8Array | Promise<string | Uint8Array>;
	/** Is told the digest of the file, whether it was made or not. */
	readonly known?: (sha256: string) => void;
}

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
 * @returns undefined when the output is already what it should be, file by file
 * @throws what a page threw, or the reason of an interruption
 */
export async function writeSite(
	opened: OpenedSite,
	renderer: Renderer,
	trees: Trees,
	options: WriteOptions,
): Promise<WrittenSite | undefined> {
	const { published } = trees;
	const version = renderer.key;
	// Of another version is known what is there, but not what it should be.
	const before: TreeRecord = published?.version === version ? published.record : new Map();
	const held = heldNames(opened);
	const isSame = (name: string, key: string) => before.get(name)?.key === key;
	const index = new SiteIndex(opened.site, before, { ...options, cacheDir: path.join(options.cacheDir, 'search') });
	let writer: TreeWriter | undefined;
	try {
		const keys = outputKeys(opened.site, published?.version === version ? published.surroundings : undefined);
		const files = siteFiles(opened, renderer, keys, options);
		if (
			published &&
			index.complete &&
			before.size === files.length + index.complete.length &&
			held.join() === published.held.join() &&
			(await isEvery(files, ({ name, key }) => isSame(name, key()))) &&
			trees.isPublishedIntact()
		)
			return undefined;

		const tree = (writer = new TreeWriter(trees.folder, await trees.takeSpare()));
		index.putInto(async (name, key, bytes) => {
			tree.put(name, key, bytes);
			await tree.room();
		});
		let turn = 0;
		for (const file of mailsTogether(files)) {
			// Rendering never waits for anything, so that nobody would hear of an interruption.
			if ((turn += 1) % 64 === 0) {
				await setImmediate();
				await tree.room();
			}
			options.interrupted.throwIfAborted();
			if (index.hasFailed) break;
			const known = isSame(file.name, file.key()) ? before.get(file.name) : undefined;
			if (known && take(tree, trees, file.name, known)) file.known?.(known.sha256);
			else {
				const digest = tree.put(file.name, file.key(), await file.make());
				file.known?.(digest);
			}
		}
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

/** Every file but those of the search index; one that comes first stays in the place of later ones of its name. */
function siteFiles(
	{ site, content, outputs }: OpenedSite,
	renderer: Renderer,
	keys: OutputKeys,
	{ projectDir, cacheDir }: WriteOptions,
): SiteFile[] {
	const names = new Set<string>();
	const files: SiteFile[] = [];
	const add = (file: SiteFile) => {
		if (names.has(file.name)) return;
		names.add(file.name);
		files.push(file);
	};
	// These are part of what the version is made of.
	for (const [name, location] of publicFiles(projectDir)) add({ name, key: () => 'public', make: () => readFileSync(location) });
	for (const [name, location] of renderer.assets()) add({ name, key: () => 'asset', make: () => readFileSync(location) });
	for (const output of outputs) {
		const file = { name: fileOf(output.path), key: once(() => keys.of(output)), make: () => outputBytes(site, renderer, output) };
		add(isIndexed(output.path) ? { ...file, known: (digest) => rememberDigest(site, output.path, digest) } : file);
	}
	const digests = new Map([...content.images.values()].map(({ location, digest }) => [location, digest]));
	for (const [published, location] of site.copies)
		add({ name: fileOf(published), key: () => digests.get(location) ?? '', make: () => readFileSync(location) });
	for (const [published, picture] of pictures(site))
		add({
			name: fileOf(published),
			key: () => keys.ofPicture(published),
			make: () => drawPicture(picture(), path.join(cacheDir, 'pictures')),
		});
	return files;
}

/** @returns the files with those of each mail one after the other, since they are made from one text. */
function mailsTogether(files: readonly SiteFile[]): SiteFile[] {
	const [others, mails]: [SiteFile[], SiteFile[]] = [[], []];
	for (const file of files) (isMail(file.name) ? mails : others).push(file);
	return [...others, ...mails.sort((a, b) => compareText(a.name, b.name))];
}

function isMail(name: string): boolean {
	return /^briefings\/[^/]+\/email\.\w+$/.test(name);
}

/** @returns whether the index of all signals has the digest of a file: of each signal's, and of its own parts. */
function isIndexed(path: string): boolean {
	return /^\/(?:signals\/|api\/signals-).*\.json$/.test(path);
}

/** The names by which held-back signals could be told. */
export function heldNames({ content }: OpenedSite): string[] {
	return content.heldBack.flatMap(({ slug, data }) => [slug, data.id ?? slug, ...(data.aliases ?? [])]).sort();
}
