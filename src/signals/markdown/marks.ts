/**
 * Rendered HTML, and the Markdown beside it, is kept without knowledge of where it will be published: addresses that depend on the
 * site's base path, on the page or on an image file start with one of these control characters. No author can write one: files that
 * hold them are refused, and Markdown turns their character references into U+FFFD.
 */
export const marks = {
	/** The base path, in front of a path without its first slash. */
	base: '\u0001',
	/** The page itself, in front of a fragment. */
	page: '\u0002',
	/** In front of an image's name: where it is published, its width, its height. */
	image: '\u0003',
	width: '\u0004',
	height: '\u0005',
} as const;

/** @returns the address of a link, marked if it depends on where it is published. */
export function markLink(address: string): string {
	if (address.startsWith('#')) return marks.page + address;
	return address.startsWith('/') ? marks.base + address.slice(1) : address;
}

export interface Destination {
	/** What a path below the base starts with: `/base/` or `https://signals.example/base/`. */
	readonly base: string;
	/** What a link to a fragment of the same page starts with: nothing, or the page's URL. */
	readonly page: string;
	/** Address and size of an image beside the Markdown file. */
	image(name: string): { src: string; width: number; height: number };
}

/** @returns HTML or Markdown whose marks are replaced by what they stand for at a destination. */
export function resolveMarks(text: string, destination: Destination): string {
	return text.replace(/[\u0001\u0002]|[\u0003-\u0005][\w.-]*/g, (match) => {
		const mark = match[0];
		if (mark === marks.base) return destination.base;
		if (mark === marks.page) return destination.page;
		const { src, width, height } = destination.image(match.slice(1));
		return mark === marks.image ? src : String(mark === marks.width ? width : height);
	});
}
