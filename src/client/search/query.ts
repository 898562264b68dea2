/** What is searched for, as the page's address says it. */
import type { SearchOrder } from '../../site/search-page.ts';

export interface Query {
	readonly text: string;
	/** Chosen values by facet: slugs, a lower bound, a year. Empty when nothing is chosen. */
	readonly chosen: Readonly<Record<Facet, readonly string[]>>;
	readonly order: SearchOrder;
}

/** Of these a reader chooses one value, but any number of tags. */
export const facets = ['category', 'min', 'year', 'tag'] as const;
export type Facet = (typeof facets)[number];

/** @returns a value for each facet */
export function byFacet<T>(valueOf: (facet: Facet) => T): Record<Facet, T> {
	return { category: valueOf('category'), min: valueOf('min'), year: valueOf('year'), tag: valueOf('tag') };
}

/** @param search as `location.search` */
export function readQuery(search: string): Query {
	const parameters = new URLSearchParams(search);
	const all = (facet: Facet) => [...new Set(parameters.getAll(facet).filter((value) => value !== ''))];
	const text = (parameters.get('q') ?? '').trim();
	const order = parameters.get('sort');
	return {
		text,
		chosen: { category: all('category').slice(0, 1), min: all('min').slice(0, 1), year: all('year').slice(0, 1), tag: all('tag') },
		order: order === 'date' || order === 'score' ? order : 'relevance',
	};
}

/** @returns the address's query, with its question mark; empty when nothing is asked */
export function writeQuery({ text, chosen, order }: Query): string {
	const parameters = new URLSearchParams();
	if (text !== '') parameters.set('q', text);
	for (const facet of facets) for (const value of chosen[facet]) parameters.append(facet, value);
	if (order !== 'relevance') parameters.set('sort', order);
	return parameters.size === 0 ? '' : `?${parameters}`;
}

/** @returns whether anything is narrowed */
export function isNarrowed({ chosen }: Query): boolean {
	return facets.some((facet) => chosen[facet].length > 0);
}

/** @returns the order that can be kept: without words there is no best match */
export function orderOf({ text, order }: Query): SearchOrder {
	return text === '' && order === 'relevance' ? 'date' : order;
}
