/**
 * Which pages of a long list a page names.
 * @param current the page shown, if it is one of them
 * @returns ascending: all of a few; else the first, the last three, and those beside the current one. Walking reaches the others.
 */
export function pageNumbers(pages: number, current?: number): number[] {
	const near = (page: number) => page === 1 || page > pages - 3 || (current !== undefined && Math.abs(page - current) < 3);
	return Array.from({ length: pages }, (_, index) => index + 1).filter((page) => pages <= 8 || near(page));
}
