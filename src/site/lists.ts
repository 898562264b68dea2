/** The long lists: by category, minimum score, tag and day, each at its own address and in its archive pages. */
import type { Day, Signal } from '../signals/signal.ts';
import { topScore } from './day-groups.ts';
import { type Filter, listPath } from './filters.ts';
import { formatDay, formatLongDay, formatMonth, formatScore } from './format.ts';
import { dayOf } from '../signals/time.ts';
import { type PageFacts, type PageHead, pageHead } from './metadata.ts';
import { periodNeighbours } from './month.ts';
import { pageCount, pageItems } from './paging.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';
import { togetherWith } from './tag-index.ts';
import { words } from './words.ts';

/** A list page: what the layout prints, top to bottom. */
export interface ListView {
	readonly head: PageHead;
	/** Path of the list itself, also on its archive pages. */
	readonly list: string;
	/** Archive page, from 1; undefined on the list's own page. */
	readonly page: number | undefined;
	/** How many archive pages the list has. */
	readonly pages: number;
	/** The page above. */
	readonly back: { readonly name: string; readonly path: string };
	/** What kind of list it is, for those who cannot see where they are. */
	readonly kind: string | undefined;
	readonly heading: string;
	readonly description: string | undefined;
	readonly signals: readonly Signal[];
	/** Present on the pages that a reader can narrow. */
	readonly filter: Filter | undefined;
	/** Present on the list's own page only: archive pages never change. */
	readonly facts: ListFacts | undefined;
	readonly together: ReturnType<typeof togetherWith>;
	/** All signals are of one day. */
	readonly isDaily: boolean;
	/** Present on days: the nearest days that have a signal. */
	readonly days: { readonly earlier: Day | undefined; readonly later: Day | undefined } | undefined;
}

export interface ListFacts {
	readonly count: number;
	readonly since: Day;
	readonly top: Signal;
}

/** @throws Error when the site has no such category. */
export function categoryList(site: Site, slug: string, page?: number): ListView {
	const topic = known(site.category(slug), slug);
	const { label, description } = topic.term;
	return listView(site, topic.signals, page, {
		list: paths.category(slug),
		back: { name: words.category.back, path: paths.categories },
		kind: words.category.kind,
		heading: label,
		description,
		filter: { category: slug, min: 0 },
		facts: { title: label, description: description || words.category.description(label, site.config.title), section: 'categories' },
	});
}

/** @throws Error when the site has no band from that score, or no such category. */
export function minList(site: Site, min: number, category?: string, page?: number): ListView {
	const { label } = known(
		site.bands.find((band) => band.from === min),
		String(min),
	);
	const from = formatScore(min);
	const within = category === undefined ? undefined : known(site.category(category), category).term.label;
	const heading = within === undefined ? words.min.title(from, label) : words.min.titleIn(within, from, label);
	return listView(site, site.atLeast(min, category), page, {
		list: paths.min(min, category),
		back: { name: words.min.back, path: listPath({ category, min: 0 }) },
		heading,
		filter: { category, min },
		facts: {
			title: heading,
			description: words.min.description(site.config.title, from),
			isIndexed: category === undefined,
			...(category === undefined ? {} : { list: paths.category(category) }),
		},
	});
}

/** @throws Error when the site has no such tag. */
export function tagList(site: Site, slug: string, page?: number): ListView {
	const topic = known(site.tag(slug), slug);
	const { label, description } = topic.term;
	return {
		...listView(site, topic.signals, page, {
			list: paths.tag(slug),
			back: { name: words.tag.back, path: paths.tags },
			kind: words.tag.kind,
			heading: label,
			description,
			facts: {
				title: label,
				description: description ?? words.tag.description(label, site.config.title),
				section: 'tags',
				isIndexed: topic.signals.length > 1,
			},
		}),
		together: page === undefined ? togetherWith(topic, 5) : [],
	};
}

/** A day's signals. */
export function dayList(site: Site, day: Day, page?: number): ListView {
	const title = formatDay(day);
	const view = listView(site, site.during(day), page, {
		list: paths.day(day),
		back: { name: formatMonth(day), path: paths.month(day.slice(0, 7)) },
		heading: formatLongDay(day),
		facts: { title, description: words.archive.dayDescription(title, site.config.title), section: 'archive' },
	});
	return { ...view, isDaily: true, facts: undefined, days: page === undefined ? periodNeighbours(site, day) : undefined };
}

interface ListParts {
	list: string;
	back: { name: string; path: string };
	kind?: string;
	heading: string;
	description?: string | undefined;
	filter?: Filter;
	facts: Omit<PageFacts, 'path'>;
}

function listView(site: Site, signals: readonly Signal[], page: number | undefined, parts: ListParts): ListView {
	const { listLength } = site.config;
	const { list, back, kind, description, filter } = parts;
	const heading = page === undefined ? parts.heading : words.pageOf(parts.heading, page);
	const path = page === undefined ? list : paths.page(list, page);
	return {
		head: pageHead(site, {
			list,
			...parts.facts,
			path,
			title: page === undefined ? parts.facts.title : words.pageOf(parts.facts.title, page),
			isIndexed: page === undefined && (parts.facts.isIndexed ?? true),
			hasFeed: true,
			crumbs: [back, { name: heading, path }],
		}),
		list,
		page,
		pages: pageCount(signals.length, listLength),
		back: page === undefined ? back : { name: parts.heading, path: list },
		kind: page === undefined ? kind : undefined,
		heading,
		description: page === undefined && description ? description : undefined,
		signals: page === undefined ? signals.slice(0, listLength) : pageItems(signals, page, listLength),
		filter: page === undefined ? filter : undefined,
		facts: page === undefined ? listFacts(signals) : undefined,
		together: [],
		isDaily: false,
		days: undefined,
	};
}

function listFacts(signals: readonly Signal[]): ListFacts | undefined {
	const score = topScore(signals);
	const top = signals.find((signal) => signal.score === score);
	const oldest = signals.at(-1);
	return top && oldest ? { count: signals.length, since: dayOf(oldest.date), top } : undefined;
}

function known<T>(value: T | undefined, name: string): T {
	if (value === undefined) throw new Error(`There is no list of ${name}.`);
	return value;
}
