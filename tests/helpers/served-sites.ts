import { readFileSync } from 'node:fs';
import path from 'node:path';
import { serveSite } from '../../src/build/serve.ts';
import { builtSite, listPages, type SiteName } from './built-site.ts';
import type { SitePage } from './site-pages.ts';

export interface ServedSites {
	/** @returns where the home page of a site is */
	home(site: SiteName): string;
	/** @returns paths below the base of every page of a site, in order: `signals/x/`, `404.html` */
	pages(site: SiteName): readonly string[];
	/** @returns paths below the base of every signal that is in lists, as its sitemap names them */
	listed(site: SiteName): readonly string[];
	/** @returns the largest of the pages that match, since it shows most */
	find(page: SitePage): { readonly url: string; readonly html: string };
	close(): Promise<void>;
}

/** Serves both built sites as a host would, with their own headers. */
export async function servedSites(): Promise<ServedSites> {
	const sites = new Map<SiteName, Served>([
		['example', await serve('example')],
		['stress', await serve('stress')],
	]);
	const get = (name: SiteName): Served => {
		const site = sites.get(name);
		if (!site) throw new Error(`There is no site ${name}.`);
		return site;
	};
	return {
		home: (name) => get(name).url,
		pages: (name) => [...get(name).pages.keys()],
		listed: (name) => get(name).listed,
		find({ site: name, route }) {
			const { url, pages } = get(name);
			const [found] = [...pages].filter(([page]) => route.test(page)).sort(([, a], [, b]) => b.length - a.length);
			if (!found) throw new Error(`The ${name} site has no page ${route.source}.`);
			return { url: url + encodeURI(found[0]), html: found[1] };
		},
		async close() {
			for (const site of sites.values()) await site.close();
		},
	};
}

interface Served {
	readonly url: string;
	/** HTML by path below the base. */
	readonly pages: ReadonlyMap<string, string>;
	readonly listed: readonly string[];
	close(): Promise<void>;
}

async function serve(name: SiteName): Promise<Served> {
	const { folder, base } = await builtSite(name);
	const pages = new Map(
		listPages(folder).map((page) => [page, readFileSync(path.join(folder, page.replace(/(?:^|\/)$/, '$&index.html')), 'utf8')]),
	);
	const preview = await serveSite(folder, base, 0);
	const sitemap = readFileSync(path.join(folder, 'sitemap.xml'), 'utf8');
	const listed = [...sitemap.matchAll(/\/(signals\/[^/<]+\/)<\/loc>/g)].map(([, signal = '']) => signal);
	return { url: preview.url, pages, listed, close: () => preview.close() };
}
