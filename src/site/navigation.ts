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
	const parts: [Section, string | undefined][] = [
		['archive', year === undefined ? undefined : paths.year(year)],
		['categories', paths.categories],
		['tags', paths.tags],
		['feeds', paths.feeds],
		['about', paths.about],
	];
	return parts.flatMap(([section, path]) => {
		if (path === undefined) return [];
		const inside = head.section === section ? 'true' : undefined;
		return [{ label: words.nav[section], path, current: head.path === path ? 'page' : inside }];
	});
}
