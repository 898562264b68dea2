import { builtSite, type SiteName } from './built-site.ts';
import { serveFolder, type ServedSite } from './served-site.ts';
import type { SitePage } from './site-pages.ts';

export interface ServedSites {
	/** @returns where the home page of a site is */
	home(site: SiteName): string;
	/** @returns the HTML of every page of a site by its path below the base, in order: `signals/x/`, `404.html` */
	pages(site: SiteName): ReadonlyMap<string, string>;
	/** @returns paths below the base of every signal that is in lists, as its sitemap names them */
	listed(site: SiteName): readonly string[];
	/** @returns the page that is visited, of those that match */
	find(page: SitePage): { readonly url: string; readonly html: string };
	close(): Promise<void>;
}

/** Serves built sites. */
export async function servedSites(names: readonly SiteName[] = ['example', 'stress']): Promise<ServedSites> {
	const sites = new Map<SiteName, ServedSite>();
	for (const name of names) sites.set(name, await serveFolder((await builtSite(name)).folder));
	const get = (name: SiteName): ServedSite => {
		const site = sites.get(name);
		if (!site) throw new Error(`There is no site ${name}.`);
		return site;
	};
	return {
		home: (name) => get(name).url,
		pages: (name) => get(name).pages,
		listed: (name) => get(name).listed,
		find(page) {
			const found = get(page.site).find(page);
			if (!found) throw new Error(`The ${page.site} site has no page ${page.route.source}.`);
			return found;
		},
		async close() {
			for (const site of sites.values()) await site.close();
		},
	};
}
