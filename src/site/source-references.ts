/** Links of a text to the sources of its own signal, `[1](#s1)`, which the list of sources leads back to. */

const reference = /<a href="#s([1-9]\d*)"/g;

/** @returns the id of the first link to a source. No id of an author's making has a colon. */
export function referenceId(source: number): string {
	return `s${source}:ref`;
}

/**
 * @param html a signal's rendered body
 * @returns the same with an id on the first link to each source, and the numbers of the sources it refers to, from 1
 */
export function markReferences(html: string): { readonly html: string; readonly sources: ReadonlySet<number> } {
	const sources = new Set<number>();
	const marked = html.replace(reference, (link, digits: string) => {
		const source = Number(digits);
		if (sources.has(source)) return link;
		sources.add(source);
		return link.replace('<a', `<a id="${referenceId(source)}"`);
	});
	return { html: marked, sources };
}
