/** @returns the signals of the list at hand. */
export function listed(): HTMLElement[] {
	return [...document.querySelectorAll<HTMLElement>('.feed > li')];
}
