/** Asks the indexes, which Pagefind reads. */
import type { SearchTexts } from '../../site/search-page.ts';
import { mergeResults, sumCounts, type Counts, type ShardResults } from './merge.ts';
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

interface Pagefind {
	readonly createInstance: (options: object) => Index;
}

interface Index {
	filters(): Promise<Counts>;
	search(text: string | null, options: object): Promise<ShardResults<Fragment>>;
}

/** Opens the index. */
export async function loadEngine({ index: folder, shards: folders }: Pick<SearchTexts, 'index' | 'shards'>): Promise<Engine> {
	const { createInstance } = (await import(/* @vite-ignore */ `${folder}pagefind.js`)) as Pagefind;
	// Its worker has to be ready within five seconds, or everything is loaded once more: on a slow line, a search would take twice as long.
	const open = async (name: string, basePath: string) => {
		const index = createInstance({ basePath, noWorker: true });
		return { name, index, known: await index.filters() };
	};
	// All share the compiled code that the first one loads. Without it, each would bring its own, and the last alone would work.
	const whole = await open('', folder);
	const parts = await Promise.all(Object.entries(folders).map(([name, basePath]) => open(name, basePath)));
	const shards = parts.length === 0 ? [whole] : parts;
	/** In a shard without a word, Pagefind would look for the others alone, or for what the word begins with. */
	const havingWords = async (text: string) => {
		if (parts.length === 0 || text === '') return shards;
		const { filters } = await whole.index.search(text.replaceAll('"', ''), {});
		return shards.filter(({ name }) => filters['shard']?.[name]);
	};

	// An index has categories and tags as `slug label`.
	const all = sumCounts(shards.map(({ known }) => known));
	const values = byFacet((facet) => new Map(Object.keys(all[facet] ?? {}).map((value) => [slugOf(value), value])));

	const ask = async ({ text, chosen, order }: Query) => {
		const filters = Object.fromEntries(
			facets.flatMap((facet) =>
				chosen[facet].length === 0 ? [] : [[facet, chosen[facet].map((slug) => values[facet].get(slug) ?? slug)]],
			),
		);
		const isWanted = (known: Counts) => Object.entries(filters).every(([facet, all]) => all.every((value) => known[facet]?.[value]));
		const options = { filters, sort: order === 'relevance' ? {} : { [order]: 'desc' } };
		const wanted = (await havingWords(text)).filter(({ known }) => isWanted(known));
		const found = await Promise.all(wanted.map(({ index }) => index.search(text === '' ? null : text, options)));
		return { results: mergeResults(found, order), filters: sumCounts(found.map(({ filters }) => filters)) };
	};

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
				choices: byFacet((facet) => choicesOf(without(facet).filters[facet] ?? {}, query.chosen[facet], values[facet])),
				totals: byFacet((facet) => without(facet).results.length),
			};
		},
	};
}

function choicesOf(counts: Readonly<Record<string, number>>, chosen: readonly string[], values: ReadonlyMap<string, string>): Choice[] {
	const counted = { ...Object.fromEntries(chosen.map((slug) => [values.get(slug) ?? slug, 0])), ...counts };
	return Object.entries(counted)
		.map(([value, count]) => ({ value: slugOf(value), label: value.slice(value.indexOf(' ') + 1), count }))
		.filter(({ value, count }) => count > 0 || chosen.includes(value))
		.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function slugOf(value: string): string {
	return value.split(' ', 1)[0] ?? '';
}
