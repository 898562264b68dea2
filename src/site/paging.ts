/**
 * How long lists are cut. A list shows its newest items at its own address. All of it stands at `<list>/page/1/` upward, oldest
 * first and without totals, so that a full page never changes when newer items arrive.
 */

/** @returns how many archive pages a list of `length` items has: none when its first page shows it whole. */
export function pageCount(length: number, perPage: number): number {
	return length > perPage ? Math.ceil(length / perPage) : 0;
}

/**
 * @param newestFirst the whole list
 * @param page from 1, the oldest
 * @returns the items of one archive page, newest first within the page
 */
export function pageItems<T>(newestFirst: readonly T[], page: number, perPage: number): T[] {
	const end = newestFirst.length - (page - 1) * perPage;
	return newestFirst.slice(Math.max(0, end - perPage), end);
}

/** The number of tags the A-to-Z page shows before it is split into pages. */
export const tagsPerPage = 200;
