/** The long lists: by category, minimum score, tag and day, each at its own address and in its archive pages. */
import type { Category, Day } from '../signals/signal.ts';
import { listPath } from './filters.ts';
import { formatDay, formatLongDay, formatMonth, formatScore } from './format.ts';
import type { Crumb } from './json-ld.ts';
import { type ListView, listView } from './list-view.ts';
import { periodNeighbours } from './month.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';
import { togetherWith } from './tag-index.ts';
import { words } from './words.ts';

/** @throws Error when the site has no such category. */
export function categoryList(site: Site, slug: string, page?: number): ListView {
	const topic = known(site.category(slug), slug);
	const { label, description } = topic.term;
	return listView(site, topic.signals, page, {
		list: paths.category(slug),
		back: { name: words.category.back, path: paths.categories },
		crumbs: [{ name: words.category.index, path: paths.categories }, categoryCrumb(topic.term)],
		kind: words.category.kind,
		heading: label,
		description,
		filter: { category: slug, min: 0 },
		facts: {
			title: label,
			description: description || words.category.description(label, site.config.title),
			section: 'categories',
			isIndexed: topic.signals.length > 0,
		},
	});
}

/** @throws Error when the site has no band from that score, or no such category. */
export function minList(site: Site, min: number, category?: string, page?: number): ListView {
	const { label } = known(
		site.bands.find((band) => band.from === min),
		String(min),
	);
	const from = formatScore(min);
	const within = category === undefined ? undefined : known(site.category(category), category).term;
	const title = words.min.title(from, label);
	const heading = within ? words.min.titleIn(within.label, from, label) : title;
	const signals = site.atLeast(min, category);
	const list = paths.min(min, category);
	return listView(site, signals, page, {
		list,
		back: { name: words.min.back, path: listPath({ category, min: 0 }) },
		crumbs: [...(within ? [categoryCrumb(within)] : []), { name: title, path: list }],
		heading,
		filter: { category, min },
		facts: {
			title: heading,
			description: within ? words.min.descriptionIn(within.label, site.config.title, from) : words.min.description(site.config.title, from),
			isIndexed: !within && signals.length > 0,
			...(within ? { list: paths.category(within.slug) } : {}),
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
			crumbs: [
				{ name: words.tag.index, path: paths.tags },
				{ name: label, path: paths.tag(slug) },
			],
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
	const month = { name: formatMonth(day), path: paths.month(day.slice(0, 7)) };
	const year = day.slice(0, 4);
	const view = listView(site, site.during(day), page, {
		list: paths.day(day),
		back: month,
		crumbs: [{ name: year, path: paths.year(year) }, month, { name: title, path: paths.day(day) }],
		heading: formatLongDay(day),
		facts: {
			title,
			description: words.archive.dayDescription(title, site.config.title),
			section: 'archive',
			isIndexed: site.during(day).length > 0,
		},
	});
	return { ...view, isDaily: true, facts: undefined, days: page === undefined ? periodNeighbours(site, day) : undefined };
}

function categoryCrumb({ label, slug }: Category): Crumb {
	return { name: label, path: paths.category(slug) };
}

function known<T>(value: T | undefined, name: string): T {
	if (value === undefined) throw new Error(`There is no list of ${name}.`);
	return value;
}
