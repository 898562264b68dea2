/** What a site consists of but for its search index, file by file, before any is made. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { drawPicture } from '../cards/draw.ts';
import { pictures } from '../cards/pictures.ts';
import { rememberDigest } from '../machines/digest.ts';
import type { Renderer } from '../renderer/renderer.ts';
import { compareText } from '../signals/order.ts';
import { once } from '../signals/remember.ts';
import type { OpenedSite } from '../site/open.ts';
import type { OutputKeys } from '../site/output-keys.ts';
import type { Output } from '../site/plan.ts';
import { fileOf } from './output-file.ts';
import { makerOf } from './output-text.ts';
import { publicFiles } from './public.ts';

/** A file of the site before it is made. */
export interface SiteFile {
	readonly name: string;
	/** Found out when it is first asked for: what is found out for the key of a page is then still at hand when it is made. */
	readonly key: () => string;
	readonly make: () => string | Uint8Array | Promise<string | Uint8Array>;
	/** Is told the digest of the file, whether it was made or not. */
	readonly known?: (sha256: string) => void;
}

/** @returns what can be made without the compiled pages, in the order to make it in */
export function filesWithoutPages(
	{ site, content, outputs }: OpenedSite,
	keys: OutputKeys,
	{ projectDir, cacheDir }: { readonly projectDir: string; readonly cacheDir: string },
): SiteFile[] {
	const digests = new Map([...content.images.values()].map(({ location, digest }) => [location, digest]));
	return onlyFirst([
		// These are part of what the version is made of.
		...Array.from(publicFiles(projectDir), ([name, location]) => copy(name, 'public', location)),
		...mailsTogether(
			outputs.flatMap((output) => {
				const make = makerOf(site, output);
				if (!make) return [];
				const known = (digest: string) => rememberDigest(site, output.path, digest);
				return [{ ...unmade(output, keys), make, ...(isIndexed(output.path) && { known }) }];
			}),
		),
		...Array.from(site.copies, ([published, location]) => copy(fileOf(published), digests.get(location) ?? '', location)),
		...Array.from(pictures(site), ([published, picture]) => ({
			name: fileOf(published),
			key: () => keys.ofPicture(published),
			make: () => drawPicture(picture(), path.join(cacheDir, 'pictures')),
		})),
	]);
}

/**
 * @param others what takes its place before them
 * @returns the pages, and what they load, in the order to make them in
 */
export function filesOfPages({ site, outputs }: OpenedSite, renderer: Renderer, keys: OutputKeys, others: readonly SiteFile[]): SiteFile[] {
	const pages = outputs.filter((output) => !makerOf(site, output));
	return onlyFirst([
		...others,
		...Array.from(renderer.assets(), ([name, location]) => copy(name, 'asset', location)),
		...pages.map((output) => ({ ...unmade(output, keys), make: () => renderer.render(output) })),
	]).slice(others.length);
}

function copy(name: string, key: string, location: string): SiteFile {
	return { name, key: () => key, make: () => readFileSync(location) };
}

function unmade(output: Output, keys: OutputKeys): Pick<SiteFile, 'name' | 'key'> {
	return { name: fileOf(output.path), key: once(() => keys.of(output)) };
}

/** One that comes first stays in the place of later ones of its name. */
function onlyFirst(files: readonly SiteFile[]): SiteFile[] {
	const names = new Set<string>();
	return files.filter(({ name }) => {
		const isFirst = !names.has(name);
		names.add(name);
		return isFirst;
	});
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
