/** Asks the index, which Pagefind reads. */
import { byFacet, facets, orderOf, type Facet, type Query } from './query.ts';

/** What Pagefind tells of a result (pagefind_web_js/types/index.d.ts). */
export interface Fragment {
	readonly url: string;
	/** Text with `<mark>` around what matched, and nothing else that is not text. */
	readonly excerpt: string;
	/** The same without marks. */
	readonly plain_excerpt: string;
	/** All of the text. */
	readonly raw_content: string;
	readonly meta: Readonly<Record<string, string>>;
	readonly filters: Readonly<Record<string, readonly string[]>>;
	readonly anchors: readonly { readonly id: string }[];
}

export interface Choice {
	readonly value: string;
	readonly label: string;
	readonly count: number;
}

export interface Found {
	readonly results: readonly (() => Promise<Fragment>)[];
	/** What the results could be narrowed to, most first; for a facet that is narrowed, what else could be chosen. */
	readonly choices: Readonly<Record<Facet, readonly Choice[]>>;
	/** How many there would be if a facet were not narrowed. */
	readonly totals: Readonly<Record<Facet, number>>;
}

export interface Engine {
	search(query: Query): Promise<Found>;
}

type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

interface Pagefind {
	options(options: object): Promise<void>;
	filters(): Promise<Counts>;
	search(
		text: string | null,
		options: object,
	): Promise<{ readonly results: readonly { data(): Promise<Fragment> }[]; readonly filters: Counts }>;
}

/** @param folder of the index, ending in a slash */
export async function loadEngine(folder: string): Promise<Engine> {
	const pagefind = (await import(/* @vite-ignore */ `${folder}pagefind.js`)) as Pagefind;
	// Its worker has to be ready within five seconds, or everything is loaded once more: on a slow line, a search would take twice as long.
	await pagefind.options({ noWorker: true });
	const known = await pagefind.filters();
	// The index has categories and tags as `slug label`.
	const values = new Map(facets.map((facet) => [facet, new Map(Object.keys(known[facet] ?? {}).map((value) => [slugOf(value), value]))]));
	const ask = ({ text, chosen, order }: Query) =>
		pagefind.search(text === '' ? null : text, {
			filters: Object.fromEntries(
				facets.flatMap((facet) =>
					chosen[facet].length === 0 ? [] : [[facet, chosen[facet].map((slug) => values.get(facet)?.get(slug) ?? slug)]],
				),
			),
			sort: order === 'relevance' ? {} : { [order]: 'desc' },
		});

	return {
		async search(query) {
			const main = { ...query, order: orderOf(query) };
			const single = facets.filter((facet) => facet !== 'tag' && query.chosen[facet].length > 0);
			const [found, ...others] = await Promise.all([
				ask(main),
				...single.map((facet) => ask({ ...main, chosen: { ...main.chosen, [facet]: [] } })),
			]);
			const without = (facet: Facet) => others[single.indexOf(facet)] ?? found;
			return {
				results: found.results.map((result) => () => result.data()),
				choices: byFacet((facet) => choicesOf(without(facet).filters[facet] ?? {}, query.chosen[facet])),
				totals: byFacet((facet) => without(facet).results.length),
			};
		},
	};
}

function choicesOf(counts: Readonly<Record<string, number>>, chosen: readonly string[]): Choice[] {
	const choices = Object.entries(counts)
		.map(([value, count]) => ({ value: slugOf(value), label: value.slice(value.indexOf(' ') + 1), count }))
		.filter(({ value, count }) => count > 0 || chosen.includes(value));
	const missing = chosen.filter((value) => !choices.some((choice) => choice.value === value));
	return [...choices, ...missing.map((value) => ({ value, label: value, count: 0 }))].sort(
		(a, b) => b.count - a.count || (a.value < b.value ? -1 : 1),
	);
}

function slugOf(value: string): string {
	return value.split(' ', 1)[0] ?? '';
}
