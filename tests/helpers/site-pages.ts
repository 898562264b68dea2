import type { SiteName } from './built-site.ts';

/** A page the browser tests visit. */
export interface SitePage {
	readonly name: string;
	readonly site: SiteName;
	/** Matches its path below the base, `signals/x/`; the largest of several is visited, since it shows most. */
	readonly route: RegExp;
	/** The smallest is visited instead: what a further page has of its own is on each, and its list is visited at its fullest. */
	readonly isSmallest?: boolean;
	/** A former address, which would lead on at once. */
	readonly isMoved?: boolean;
	/** The one that stands for its template where that is enough. */
	readonly isModel?: boolean;
}

/** `paged` are the further pages of a list; of most lists, only the stress site has any. */
const templates: readonly (readonly [name: string, route: RegExp, kind?: 'paged'])[] = [
	['front page', /^$/],
	['signal', /^signals\/[^/]+\/$/],
	['category', /^categories\/[^/]+\/$/],
	['category page', /^categories\/[^/]+\/page\/\d+\/$/, 'paged'],
	['category from a score', /^categories\/[^/]+\/min\/[\d.]+\/$/],
	['category from a score page', /^categories\/[^/]+\/min\/[\d.]+\/page\/\d+\/$/, 'paged'],
	['categories', /^categories\/$/],
	['from a score', /^min\/[\d.]+\/$/],
	['from a score page', /^min\/[\d.]+\/page\/\d+\/$/, 'paged'],
	['tag', /^tags\/[^/]+\/$/],
	['tag page', /^tags\/[^/]+\/page\/\d+\/$/, 'paged'],
	['tags', /^tags\/$/],
	['tags page', /^tags\/page\/\d+\/$/, 'paged'],
	['year', /^\d{4}\/$/],
	['month', /^\d{4}\/\d\d\/$/],
	['day', /^\d{4}\/\d\d\/\d\d\/$/],
	['day page', /^\d{4}\/\d\d\/\d\d\/page\/\d+\/$/, 'paged'],
	['briefings', /^briefings\/$/],
	['briefings page', /^briefings\/page\/\d+\/$/, 'paged'],
	['briefing', /^briefings\/\d{4}-W\d\d\/$/],
	['about', /^about\/$/],
	['corrections', /^corrections\/$/],
	['corrections page', /^corrections\/page\/\d+\/$/, 'paged'],
	['watch', /^watch\/$/],
	['watch page', /^watch\/page\/\d+\/$/, 'paged'],
	['feeds', /^feeds\/$/],
	['trends', /^trends\/$/],
	['search', /^search\/$/],
	['not found', /^404\.html$/],
];

/** Pages of the stress site that differ from others of their template. */
const extremes: readonly (readonly [name: string, route: RegExp])[] = [
	['withdrawn signal', /^signals\/taken-back\/$/],
	['title of 200 characters', /^signals\/long-title\/$/],
	['unbreakable words', /^signals\/long-word\/$/],
	['score 0 and nothing optional', /^signals\/score-zero\/$/],
	['score 10 and everything optional', /^signals\/score-ten\/$/],
	['table, code, image, footnotes, tasks', /^signals\/everything-in-markdown\/$/],
	['emoji', /^signals\/emoji\/$/],
	['Japanese', /^signals\/cjk\/$/],
	['right to left', /^signals\/rtl\/$/],
	['hostile text', /^signals\/hostile\/$/],
	['empty category', /^categories\/empty\/$/],
	['empty score of a category', /^categories\/empty\/min\/9\/$/],
	['withdrawn week', /^briefings\/2026-W01\/$/],
	['tag in Arabic', /^tags\/ذكاء/],
	['where a list begins', /^briefings\/page\/1\/$/],
];

/** Templates that have to say something where there is nothing, or next to nothing, to say. */
const bare: readonly string[] = [
	'front page',
	'from a score',
	'categories',
	'tags',
	'trends',
	'watch',
	'briefings',
	'corrections',
	'search',
];

/** Every template on each site that has it, every extreme, and what is left of a site with few signals or none. */
export const sitePages: readonly SitePage[] = [
	...templates.filter(([, , kind]) => kind !== 'paged').map(([name, route]): SitePage => ({ name, site: 'example', route })),
	...templates.map(([name, route, kind]): SitePage => ({
		name,
		site: 'stress',
		route,
		isModel: true,
		isSmallest: kind === 'paged',
	})),
	...extremes.map(([name, route]): SitePage => ({ name, site: 'stress', route })),
	...templates.filter(([name]) => bare.includes(name)).map(([name, route]): SitePage => ({ name, site: 'empty', route })),
	...templates
		.filter(([name]) => ['front page', 'trends'].includes(name))
		.map(([name, route]): SitePage => ({ name, site: 'small', route })),
	{ name: 'former address', site: 'stress', route: /^signals\/old-name\/$/, isMoved: true },
];

/** @returns whether some template of the list above shows a path, so that none is forgotten. */
export function isKnown(path: string): boolean {
	return templates.some(([, route]) => route.test(path));
}

/** @returns the page of that name */
export function pageNamed(site: SiteName, name: string): SitePage {
	const page = sitePages.find((candidate) => candidate.site === site && candidate.name === name);
	if (!page) throw new Error(`There is no page ${name} of the ${site} site.`);
	return page;
}
