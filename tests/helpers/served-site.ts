import { readFileSync } from 'node:fs';
import path from 'node:path';
import { baseOf, serveSite } from '../../src/build/serve.ts';
import type { SitePage } from './site-pages.ts';
import { listTree } from './tree.ts';

export interface ServedSite {
	/** Of its home page. */
	readonly url: string;
	/** HTML by path below the base: `signals/x/`, `404.html`; the home page is empty. */
	readonly pages: ReadonlyMap<string, string>;
	/** Paths below the base of every signal that is in lists, as its sitemap names them. */
	readonly listed: readonly string[];
	/** @returns the largest of the pages that match, since it shows most, or the smallest; undefined where none does */
	find(page: Pick<SitePage, 'route' | 'isSmallest'>): { readonly url: string; readonly html: string } | undefined;
	close(): Promise<void>;
}

/** Serves a built site as a host would, with its own headers, under the path it was built for. */
export async function serveFolder(folder: string): Promise<ServedSite> {
	const pages = readPages(folder);
	const preview = await serveSite(folder, baseOf(folder), 0);
	const sitemap = readFileSync(path.join(folder, 'sitemap.xml'), 'utf8');
	return {
		url: preview.url,
		pages,
		listed: [...sitemap.matchAll(/\/(signals\/[^/<]+\/)<\/loc>/g)].map(([, signal = '']) => signal),
		find({ route, isSmallest = false }) {
			const bySize = [...pages].filter(([page]) => route.test(page)).sort(([, a], [, b]) => b.length - a.length);
			const found = bySize.at(isSmallest ? -1 : 0);
			return found && { url: preview.url + encodeURI(found[0]), html: found[1] };
		},
		close: () => preview.close(),
	};
}

/** A site that is served once more is the same. */
const known = new Map<string, ReadonlyMap<string, string>>();

function readPages(folder: string): ReadonlyMap<string, string> {
	const pages =
		known.get(folder) ??
		new Map(listPages(folder).map((page) => [page, readFileSync(path.join(folder, page.replace(/(?:^|\/)$/, '$&index.html')), 'utf8')]));
	known.set(folder, pages);
	return pages;
}

/** The HTML of a mail, which is no page of the site: it carries its styles in its elements. */
export const mailFile = /^briefings\/\d{4}-W\d\d\/email\.html$/;

/** @returns the paths of every HTML page of a built site, as its addresses end: `signals/x/`, `404.html`; the home page is empty. */
export function listPages(folder: string): string[] {
	return listTree(folder)
		.filter((file) => file.endsWith('.html') && !mailFile.test(file))
		.map((file) => file.replace(/(^|\/)index\.html$/, '$1'));
}
