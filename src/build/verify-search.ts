/** Looks into the search index: it holds every listed signal, nothing else, and is whole. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { indexFolder, readEntry, readIndexFile } from './search-index.ts';

/**
 * @param folder of the built site
 * @returns what is wrong, a sentence each
 */
export function searchFaults(site: Site, folder: string): string[] {
	const target = indexFolder(folder);
	if (site.signals.length === 0) return existsSync(target) ? ['There is a search index, but no signal is listed.'] : [];
	if (!existsSync(path.join(target, 'pagefind-entry.json'))) return ['The search index is missing.'];

	const languages = Object.values(readEntry(target).languages);
	const counted = languages.reduce((sum, { page_count: count }) => sum + count, 0);
	const loaded = [
		'pagefind.js',
		...languages.flatMap(({ hash, wasm }) => [`pagefind.${hash}.pf_meta`, `wasm.${wasm ?? 'unknown'}.pagefind`]),
	];
	return [
		...(counted === site.signals.length ? [] : [`The search index counts ${counted} signals, but ${site.signals.length} are listed.`]),
		...loaded.filter((name) => !existsSync(path.join(target, name))).map((name) => `The search index lacks ${name}.`),
		...brokenParts(target),
		...wrongResults(site, path.join(target, 'fragment')),
	];
}

/** Files that were cut short. */
function brokenParts(target: string): string[] {
	return ['index', 'filter'].flatMap((part) =>
		listFiles(path.join(target, part)).flatMap((name) =>
			readIndexFile(readFileSync(path.join(target, part, name))) === undefined ? [`${part}/${name} of the search index is not whole.`] : [],
		),
	);
}

function wrongResults({ signals }: Site, fragments: string): string[] {
	const missing = new Set(signals.map(({ slug }) => paths.signal(slug)));
	const wrong = listFiles(fragments).flatMap((name) => {
		const text = readIndexFile(readFileSync(path.join(fragments, name)));
		if (text === undefined) return [`fragment/${name} of the search index is not whole.`];
		const { url } = JSON.parse(text) as { url: string };
		return missing.delete(url) ? [] : [`The search index holds ${url}, which is not listed, or twice.`];
	});
	return [...wrong, ...Array.from(missing, (url) => `The search index lacks ${url}.`)];
}

function listFiles(folder: string): string[] {
	return existsSync(folder) ? readdirSync(folder).sort((a, b) => (a < b ? -1 : 1)) : [];
}
