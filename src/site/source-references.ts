/** Links of a text to the sources of its own signal, `[1](#s1)`, which the list of sources leads back to. */

const reference = /<a href="#s([1-9]\d*)"/g;

/** @returns the id of the first link to a source. No id of an author's making has a colon. */
export function referenceId(source: number): string {
	return `s${source}:ref`;
}

/**
 * @param texts parts of a signal's page as HTML, in their order on it
 * @returns the same with an id on the first link to each source, and the numbers of the sources they refer to, from 1
 */
export function markReferences<const T extends readonly string[]>(
	texts: T,
): { readonly texts: { readonly [K in keyof T]: string }; readonly sources: ReadonlySet<number> } {
	const sources = new Set<number>();
	const mark = (link: string, digits: string) => {
		const source = Number(digits);
		if (sources.has(source)) return link;
		sources.add(source);
		return link.replace('<a', `<a id="${referenceId(source)}"`);
	};
	return { texts: texts.map((text) => text.replace(reference, mark)) as { [K in keyof T]: string }, sources };
}
