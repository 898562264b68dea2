import { limits } from './limits.ts';

/** Slugs no signal may have: they would read as a page of the site, or as a file that servers treat specially. */
export const reservedSlugs: ReadonlySet<string> = new Set([
	'404',
	'500',
	'about',
	'api',
	'archive',
	'atom',
	'categories',
	'corrections',
	'feed',
	'feeds',
	'index',
	'min',
	'page',
	'rss',
	'search',
	'signals',
	'sitemap',
	'tags',
	'trends',
	'aux',
	'con',
	'nul',
	'prn', // Windows cannot hold files of these names.
	...Array.from({ length: 9 }, (_, index) => [`com${index + 1}`, `lpt${index + 1}`]).flat(),
]);

/** Tag slugs that would collide with a page below `/tags/`. */
export const reservedTagSlugs: ReadonlySet<string> = new Set(['page']);

/** @returns what is wrong with a signal's slug, or undefined. */
export function slugFault(slug: string): string | undefined {
	if (!slugPattern.test(slug)) return `"${slug}" must be lower-case letters a to z and digits, joined by single hyphens.`;
	if (slug.length > limits.slug) return `"${slug}" has ${slug.length} characters; the limit is ${limits.slug}.`;
	if (reservedSlugs.has(slug)) return `"${slug}" is a reserved name.`;
	return undefined;
}

/** The form of signal and category slugs. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The form of an image's name, here and in its published address `/signals/<slug>/<name>`. */
export const imageNamePattern = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*\.(?:png|jpe?g|webp|gif)$/;

/**
 * @param instant of the signal
 * @returns the path below the content folder of a new signal's file: a folder for each year and month, in UTC
 */
export function fileFor(slug: string, instant: string): string {
	return `signals/${instant.slice(0, 4)}/${instant.slice(5, 7)}/${slug}.md`;
}

/** @returns a signal slug near to any text, cut after a word; may be empty. */
export function suggestSlug(text: string): string {
	const slug = text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[\p{M}'’]/gu, '')
		.replace(/[^\p{ASCII}]/gu, (letter) => latin.get(letter) ?? letter)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
	if (slug.length <= limits.slug) return slug;
	const end = slug.lastIndexOf('-', limits.slug);
	return slug.slice(0, end > 0 ? end : limits.slug);
}

/** Latin letters that are no letter with a mark, in the spelling they have where they are missing. */
const latin: ReadonlyMap<string, string> = new Map(
	Object.entries({ ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŧ: 't', ŋ: 'ng', ĸ: 'k', ə: 'e' }),
);

/**
 * @returns the slug of a tag as written: NFC, lower case, without selectors of emoji, runs of anything but letters, marks and digits as
 * one hyphen. Empty when the text has no letter or digit.
 */
export function tagSlug(label: string): string {
	return label
		.normalize('NFC')
		.toLowerCase()
		.normalize('NFC')
		.replace(/[\uFE00-\uFE0F]/g, '')
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
}
