/** A page of a long list, as its layout prints it. */
import type { FeedLink } from '../feeds/directory.ts';
import type { Day, Signal } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { topScore } from './day-groups.ts';
import type { Filter } from './filters.ts';
import type { Crumb } from './json-ld.ts';
import { ownFeeds, type PageFacts, type PageHead, pageHead } from './metadata.ts';
import { pageCount, pageItems } from './paging.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';
import type { togetherWith } from './tag-index.ts';
import { calendarWeekCounts } from './trends-activity.ts';
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
	readonly back: Crumb;
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
	/** The list's own. */
	readonly feeds: readonly FeedLink[];
	/** All signals are of one day. */
	readonly isDaily: boolean;
	/** Present on days: the nearest days that have a signal. */
	readonly days: { readonly earlier: Day | undefined; readonly later: Day | undefined } | undefined;
}

export interface ListFacts {
	readonly count: number;
	readonly since: Day;
	readonly newest: Day;
	readonly top: Signal;
	/** Signals in each of the last 52 calendar weeks of the site, oldest first. */
	readonly weeks: readonly number[];
}

/** What tells one list from another. */
export interface ListParts {
	readonly list: string;
	readonly back: Crumb;
	/** From below the front page to the list itself. */
	readonly crumbs: readonly Crumb[];
	readonly kind?: string;
	readonly heading: string;
	readonly description?: string | undefined;
	readonly filter?: Filter;
	readonly facts: Omit<PageFacts, 'path'>;
}

/**
 * @param signals the whole list, newest first
 * @param page archive page, from 1; undefined for the list's own page
 */
export function listView(site: Site, signals: readonly Signal[], page: number | undefined, parts: ListParts): ListView {
	const { listLength } = site.config;
	const { list, back, kind, description, filter } = parts;
	const heading = page === undefined ? parts.heading : words.pageOf(parts.heading, page);
	const path = page === undefined ? list : paths.page(list, page);
	const shown = page === undefined ? signals.slice(0, listLength) : pageItems(signals, page, listLength);
	const head = pageHead(site, {
		list,
		...parts.facts,
		path,
		title: page === undefined ? parts.facts.title : words.pageOf(parts.facts.title, page),
		isIndexed: page === undefined && (parts.facts.isIndexed ?? true),
		hasFeed: true,
		listed: shown,
		crumbs: page === undefined ? parts.crumbs : [...parts.crumbs, { name: words.lists.page(page), path }],
	});
	return {
		head,
		list,
		page,
		pages: pageCount(signals.length, listLength),
		back: page === undefined ? back : { name: parts.heading, path: list },
		kind: page === undefined ? kind : undefined,
		heading,
		description: page === undefined && description ? description : undefined,
		signals: shown,
		filter: page === undefined ? filter : undefined,
		facts: page === undefined ? listFacts(site, signals) : undefined,
		together: [],
		feeds: ownFeeds(head, list),
		isDaily: false,
		days: undefined,
	};
}

function listFacts(site: Site, signals: readonly Signal[]): ListFacts | undefined {
	const score = topScore(signals);
	const top = signals.find((signal) => signal.score === score);
	const [newest, oldest] = [signals[0], signals.at(-1)];
	if (!top || !newest || !oldest) return undefined;
	const [since, until] = [dayOf(oldest.date), dayOf(newest.date)];
	return { count: signals.length, since, newest: until, top, weeks: calendarWeekCounts(site, signals) };
}
