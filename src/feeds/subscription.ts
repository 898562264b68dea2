/** A list of the site that can be subscribed to, and in which formats. */
import { correctionCount } from '../site/corrections.ts';
import { formatScore } from '../site/format.ts';
import { type FeedFormat, paths } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { finishedWeeks } from '../site/weeks.ts';
import { words } from '../site/words.ts';

export interface Subscription {
	readonly kind: 'site' | 'briefings' | 'corrections' | 'category' | 'minimum' | 'tag';
	/** What selects its signals: a category's or tag's slug, or a score. */
	readonly term?: string | number;
	/** Path of the list's page; its feeds stand below it. */
	readonly list: string;
	/** Within the site: `Models`, `Score 7 and above`. */
	readonly label: string;
	/** On its own, among the feeds of other sites: `Signals: Models`. */
	readonly title: string;
	readonly description: string;
	/** Preferred first. */
	readonly formats: readonly FeedFormat[];
	/** Listed signals, or corrections or briefings, it draws from. */
	readonly count: number;
}

/** @returns every subscription by the path of its list: the site, briefings, corrections, categories, minimum scores, tags. */
export function subscriptions(site: Site): ReadonlyMap<string, Subscription> {
	const known = memory.get(site);
	if (known) return known;
	const byList = new Map(create(site).map((subscription) => [subscription.list, subscription]));
	memory.set(site, byList);
	return byList;
}

const memory = new WeakMap<Site, ReadonlyMap<string, Subscription>>();
const everyFormat = ['atom', 'rss', 'json'] as const satisfies readonly FeedFormat[];
const atomOnly = ['atom'] as const satisfies readonly FeedFormat[];

function create(site: Site): Subscription[] {
	const { title, description } = site.config;
	const inSite = (label: string) => ({ label, title: words.feed.topicTitle(title, label) });
	return [
		{ kind: 'site', list: paths.home, label: words.feed.everything, title, description, formats: everyFormat, count: site.signals.length },
		{
			kind: 'briefings',
			list: paths.briefings,
			...inSite(words.briefings.title),
			description: words.briefings.feedDescription,
			formats: atomOnly,
			count: finishedWeeks(site).length,
		},
		{
			kind: 'corrections',
			list: paths.corrections,
			...inSite(words.feed.corrections),
			description: words.feed.correctionsDescription,
			formats: atomOnly,
			count: correctionCount(site),
		},
		...site.categories.map(({ term, signals }): Subscription => ({
			kind: 'category',
			term: term.slug,
			list: paths.category(term.slug),
			...inSite(term.label),
			description: term.description,
			formats: everyFormat,
			count: signals.length,
		})),
		...site.bands
			.filter((band) => band.rank > 0)
			.map(({ from }): Subscription => ({
				kind: 'minimum',
				term: from,
				list: paths.min(from),
				...inSite(words.feed.minimum(formatScore(from))),
				description: words.feed.minimumDescription(formatScore(from)),
				formats: atomOnly,
				count: site.atLeast(from).length,
			})),
		...site.tags.map(({ term, signals }): Subscription => ({
			kind: 'tag',
			term: term.slug,
			list: paths.tag(term.slug),
			...inSite(term.label),
			description: term.description ?? words.feed.tagDescription(term.label),
			formats: atomOnly,
			count: signals.length,
		})),
	];
}
