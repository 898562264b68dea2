/** Looks into the search index: it holds every listed signal in its own shard, nothing else, and is whole. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../site/routes.ts';
import { searchShards, type SearchShard } from '../site/search-shards.ts';
import type { Site } from '../site/site.ts';
import { indexParts, listFiles, readEntry, readIndexFile, singleFiles } from './index-files.ts';
import { indexFolder } from './search-index.ts';

/** Holds the folders of all shards but the newest. */
const olderFolder = path.basename(path.dirname(paths.olderSearchIndex('start')));

/**
 * @param folder of the built site
 * @param shards as the search page knows them
 * @returns what is wrong, a sentence each
 */
export function searchFaults(site: Site, folder: string, shards: readonly SearchShard[] = searchShards(site.signals)): string[] {
	const target = indexFolder(folder);
	if (shards.length === 0) return existsSync(target) ? ['There is a search index, but no signal is listed.'] : [];
	if (!existsSync(path.join(target, 'pagefind-entry.json'))) return ['The search index is missing.'];
	const planned = new Set(shards.map(({ path: place }) => path.basename(place)));
	const stray = listFiles(path.join(target, olderFolder)).filter((name) => !planned.has(name));
	return [
		...shards.flatMap((shard) => shardFaults(shard, folder)),
		...stray.map((name) => `${olderFolder}/${name} is no part of the search index.`),
	];
}

function shardFaults(shard: SearchShard, folder: string): string[] {
	const target = path.join(folder, shard.path);
	const inIndex = (name: string) => shard.path.slice(paths.searchIndex.length) + name;
	if (!existsSync(path.join(target, 'pagefind-entry.json'))) return [`The search index lacks ${inIndex('pagefind-entry.json')}.`];

	const counted = Object.values(readEntry(target).languages).reduce((sum, { page_count: count }) => sum + count, 0);
	const single = singleFiles(shard, target);
	const known = new Set([...single, ...indexParts, ...(shard.path === paths.searchIndex ? [olderFolder] : [])]);
	const parts = indexParts
		.filter((part) => part !== 'fragment')
		.flatMap((part) => listFiles(path.join(target, part)).map((name) => `${part}/${name}`));
	return [
		...(counted === shard.signals.length
			? []
			: [`The search index counts ${counted} signals${inIndex('') && ` in ${inIndex('')}`}, but ${shard.signals.length} are listed.`]),
		...single.filter((name) => !existsSync(path.join(target, name))).map((name) => `The search index lacks ${inIndex(name)}.`),
		...listFiles(target)
			.filter((name) => !known.has(name))
			.map((name) => `${inIndex(name)} is no part of the search index.`),
		...parts.filter((name) => readIndexFile(readFileSync(path.join(target, name))) === undefined).map((name) => notWhole(inIndex(name))),
		...wrongResults(shard, target, inIndex),
	];
}

function wrongResults({ signals }: SearchShard, target: string, inIndex: (name: string) => string): string[] {
	const missing = new Set(signals.map(({ slug }) => paths.signal(slug)));
	const wrong = listFiles(path.join(target, 'fragment')).flatMap((name) => {
		const text = readIndexFile(readFileSync(path.join(target, 'fragment', name)));
		if (text === undefined) return [notWhole(inIndex(`fragment/${name}`))];
		const { url } = JSON.parse(text) as { url: string };
		return missing.delete(url) ? [] : [`The search index holds ${url}, which does not belong there, or is there twice.`];
	});
	return [...wrong, ...Array.from(missing, (url) => `The search index lacks ${url}.`)];
}

function notWhole(name: string): string {
	return `${name} of the search index is not whole.`;
}
