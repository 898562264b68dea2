/** The main navigation: the same on every page but for the mark on the part the page belongs to. */
import type { PageHead, Section } from './metadata.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';
import { words } from './words.ts';

export interface NavigationLink {
	readonly label: string;
	readonly path: string;
	/** Value of `aria-current`: the page itself, or a page of that part. */
	readonly current: 'page' | 'true' | undefined;
}

/** @returns the parts of the site in order; the archive once there is a year to show. */
export function mainNavigation(site: Site, head: PageHead): NavigationLink[] {
	const year = site.days[0]?.slice(0, 4);
	return links(head, [
		['briefings', paths.briefings],
		['archive', year === undefined ? undefined : paths.year(year)],
		['tags', paths.tags],
		['trends', paths.trends],
		['watch', paths.watch],
		['search', paths.search],
	]);
}

/** @returns the lists that hold every signal, for those who look for one. */
export function browseLinks(site: Site): { label: string; path: string }[] {
	const year = site.days[0]?.slice(0, 4);
	return [
		...(year === undefined ? [] : [{ label: words.nav.archive, path: paths.year(year) }]),
		{ label: words.nav.tags, path: paths.tags },
		{ label: words.nav.categories, path: paths.categories },
	];
}

/** @returns what stands at the foot of every page. */
export function footNavigation(head: PageHead): NavigationLink[] {
	return links(head, [
		['about', paths.about],
		['categories', paths.categories],
		['feeds', paths.feeds],
	]);
}

function links(head: PageHead, parts: readonly (readonly [Section, string | undefined])[]): NavigationLink[] {
	return parts.flatMap(([section, path]) => {
		if (path === undefined) return [];
		const inside = head.section === section ? 'true' : undefined;
		return [{ label: words.nav[section], path, current: head.path === path ? 'page' : inside }];
	});
}
