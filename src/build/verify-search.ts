/** Looks into the search index: it holds every listed signal in its own shard, nothing else, and is whole. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Signal } from '../signals/signal.ts';
import { paths } from '../site/routes.ts';
import { shardsOf, type SearchShard } from '../site/search-shards.ts';
import type { Site } from '../site/site.ts';
import { entryFile, indexParts, listFiles, readEntry, readIndexFile, singleFiles, type IndexRole } from './index-files.ts';
import { indexFolder } from './search-index.ts';

/** Holds the folders of all shards. */
const shardsFolder = path.basename(path.dirname(paths.searchShard('start')));

export interface SearchScope {
	/** As the search page knows them. */
	readonly shards?: readonly SearchShard[];
	/** @returns whether the index at a path has to be looked into; of any other is only asked how many signals it has. */
	readonly isChanged?: ((place: string) => boolean) | undefined;
}

/**
 * @param folder of the built site
 * @returns what is wrong, a sentence each
 */
export function searchFaults(site: Site, folder: string, { shards = shardsOf(site), isChanged = () => true }: SearchScope = {}): string[] {
	const target = indexFolder(folder);
	if (shards.length === 0) return existsSync(target) ? ['There is a search index, but no signal is listed.'] : [];
	if (!existsSync(path.join(target, entryFile))) return ['The search index is missing.'];
	if (shards.length === 1)
		return shards.flatMap(({ path: place, signals }) => signalFaults(target, '', isChanged(place) ? 'whole' : undefined, signals));
	const planned = new Set(shards.map(({ start }) => start));
	return [
		...(isChanged(paths.searchIndex)
			? [...indexFaults(target, '', 'words', shards.length, 'shards'), ...wrongShards(target, planned)]
			: []),
		...shards.flatMap(({ start, path: place, signals }) =>
			signalFaults(target, `${shardsFolder}/${start}/`, isChanged(place) ? 'shard' : undefined, signals),
		),
		...strayNames(path.join(target, shardsFolder), planned).map((name) => isStray(`${shardsFolder}/${name}`)),
	];
}

/** @param role undefined where nothing changed */
function signalFaults(target: string, place: string, role: IndexRole | undefined, signals: readonly Signal[]): string[] {
	if (!existsSync(path.join(target, place, entryFile))) return [`The search index lacks ${place}${entryFile}.`];
	if (role === undefined) return countFaults(target, place, signals.length, 'signals');
	return [...indexFaults(target, place, role, signals.length, 'signals'), ...wrongResults(target, place, signals)];
}

/** @param place of the index below the folder of all, empty or ending in a slash */
function indexFaults(target: string, place: string, role: IndexRole, count: number, what: string): string[] {
	const folder = path.join(target, place);
	const single = singleFiles(role, readEntry(folder));
	const known = new Set([...single, ...indexParts, ...(role === 'words' ? [shardsFolder] : [])]);
	const parts = ['filter', 'index'].flatMap((part) => listFiles(path.join(folder, part)).map((name) => `${part}/${name}`));
	return [
		...countFaults(target, place, count, what),
		...single.filter((name) => !existsSync(path.join(folder, name))).map((name) => `The search index lacks ${place}${name}.`),
		...strayNames(folder, known).map((name) => isStray(place + name)),
		...parts.filter((name) => readIndexFile(readFileSync(path.join(folder, name))) === undefined).map((name) => isBroken(place + name)),
	];
}

function countFaults(target: string, place: string, count: number, what: string): string[] {
	const entry = readEntry(path.join(target, place));
	if (!entry) return [isBroken(place + entryFile)];
	const counted = Object.values(entry.languages).reduce((sum, { page_count: pages }) => sum + pages, 0);
	return counted === count ? [] : [`The search index counts ${counted} ${what}${place && ` in ${place}`}, but ${count} are listed.`];
}

function wrongResults(target: string, place: string, signals: readonly Signal[]): string[] {
	const missing = new Set(signals.map(({ slug }) => paths.signal(slug)));
	const fragments = path.join(target, place, 'fragment');
	const wrong = listFiles(fragments).flatMap((name) => {
		const text = readIndexFile(readFileSync(path.join(fragments, name)));
		if (text === undefined) return [isBroken(`${place}fragment/${name}`)];
		const { url } = parse(text) as { url?: string };
		if (url === undefined) return [isBroken(`${place}fragment/${name}`)];
		return missing.delete(url) ? [] : [`The search index holds ${url}, which does not belong there, or is there twice.`];
	});
	return [...wrong, ...Array.from(missing, (url) => `The search index lacks ${url}.`)];
}

/** The index of words names every shard, by the day it begins with, and no other: the search page looks into those alone. */
function wrongShards(target: string, planned: ReadonlySet<string>): string[] {
	const filters = path.join(target, 'filter');
	const text = listFiles(filters)
		.map((name) => readIndexFile(readFileSync(path.join(filters, name))) ?? '')
		.join('\n');
	const named = new Set(text.match(/\d{4}-\d\d-\d\d/g));
	return [
		...[...planned].filter((start) => !named.has(start)).map((start) => `The index of words lacks the shard ${start}.`),
		...[...named].filter((start) => !planned.has(start)).map((start) => `The index of words names a shard ${start}, which is not there.`),
	];
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return {};
	}
}

function strayNames(folder: string, known: ReadonlySet<string>): string[] {
	return listFiles(folder).filter((name) => !known.has(name));
}

function isStray(name: string): string {
	return `${name} is no part of the search index.`;
}

/** Cut short, for example. */
function isBroken(name: string): string {
	return `${name} of the search index is not whole.`;
}
