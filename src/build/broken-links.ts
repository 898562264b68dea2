/** Follows the links of built pages. For a thread as well, so that it knows nothing but files. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { apart } from '../signals/apart.ts';
import { fileOf } from './output-file.ts';
import { readAddresses } from './page-addresses.ts';

export interface LinksToFollow {
	/** Of the site, absolute. */
	readonly folder: string;
	/** Every file in it. Names are relative to it and `/` separated. */
	readonly files: readonly string[];
	/** Those whose links are followed. */
	readonly pages: readonly string[];
	/** Path of the site on its host, ending in a slash. */
	readonly base: string;
	/** Address of the site, ending in a slash. */
	readonly url: string;
}

/** @returns what leads to no file of the site, or to no part of the page it leads to, a sentence each */
export function brokenLinks({ folder, files, pages, base, url }: LinksToFollow): string[] {
	const names = new Set(files);
	const read = (file: string) => readAddresses(readFileSync(path.join(folder, file), 'utf8'));
	// Most pages lead to the same places, so that each is looked for once.
	const targets = new Map<string, string | undefined>();
	const fileAt = (target: string) => {
		if (targets.has(target)) return targets.get(target);
		const file = fileOf(target.slice(base.length - 1));
		const there = target.startsWith(base) && names.has(file) ? file : undefined;
		targets.set(apart(target), there);
		return there;
	};
	const parts = new Map<string, { readonly from: string; readonly address: string; readonly fragment: string }[]>();
	const faults: string[] = [];
	for (const from of pages) {
		const { addresses, own, ids } = read(from);
		// In a text, an absolute address of the same host may well be another site's; what a page says of itself may not.
		const local = own.map((address) => (address.startsWith(url) ? base + address.slice(url.length) : address));
		for (const address of [...addresses, ...local]) {
			if (/^[a-z][a-z0-9+.-]*:/i.test(address)) continue;
			const [target = '', fragment = ''] = address.split(/#(.*)/s, 2);
			const file = target === '' ? from : fileAt(target);
			if (file === undefined)
				faults.push(`${from} links to ${address}, which ${target.startsWith(base) ? 'does not exist' : `is outside ${base}`}.`);
			else if (fragment === '') continue;
			else if (file === from) faults.push(...lacksPart(ids, { from, address, fragment }));
			else {
				const known = parts.get(file) ?? [];
				known.push({ from, address: apart(address), fragment: apart(fragment) });
				parts.set(file, known);
			}
		}
	}
	for (const [file, links] of parts) {
		const ids = file.endsWith('.html') ? read(file).ids : new Set<string>();
		for (const link of links) faults.push(...lacksPart(ids, link));
	}
	return faults;
}

/** A fragment names the element whose id it is as written, or else decoded (HTML, find a potential indicated element). */
function lacksPart(
	ids: ReadonlySet<string>,
	{ from, address, fragment }: { readonly from: string; readonly address: string; readonly fragment: string },
): string[] {
	return ids.has(fragment) || ids.has(decode(fragment)) ? [] : [`${from} links to ${address}, which has no such part.`];
}

function decode(fragment: string): string {
	try {
		return decodeURIComponent(fragment);
	} catch {
		return fragment;
	}
}
