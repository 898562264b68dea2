/** What the pages of briefings say of themselves. */
import { formatSpan } from './format.ts';
import { type PageHead, pageHead } from './metadata.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';
import type { Week } from './weeks.ts';
import { weeks } from './weeks.ts';
import { words } from './words.ts';

const index = { name: words.briefings.title, path: paths.briefings };

/** @returns the head of a week's page. */
export function weekHead(site: Site, week: Week): PageHead {
	const title = words.briefings.weekOfYear(week.number, week.year);
	const path = paths.briefing(week.id);
	return pageHead(site, {
		title,
		description: words.briefings.weekDescription(formatSpan(week.from, week.to), site.config.title),
		path,
		list: paths.briefings,
		section: 'briefings',
		isIndexed: week.signals.length > 0,
		hasFeed: true,
		crumbs: [index, { name: title, path }],
	});
}

/**
 * @param page archive page, from 1; undefined for the newest
 * @returns the head of the index of weeks
 */
export function weeksHead(site: Site, page: number | undefined): PageHead {
	const path = page === undefined ? paths.briefings : paths.page(paths.briefings, page);
	return pageHead(site, {
		title: page === undefined ? words.briefings.title : words.pageOf(words.briefings.title, page),
		description: words.briefings.description(site.config.title),
		path,
		list: paths.briefings,
		section: 'briefings',
		isIndexed: page === undefined && weeks(site).length > 0,
		crumbs: page === undefined ? [index] : [index, { name: words.lists.page(page), path }],
	});
}
