/** The news sitemap (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap): the signals of the last two days. */
import { branch, leaf, xmlDocument } from '../feeds/xml.ts';
import type { Instant, Signal } from '../signals/signal.ts';
import { formatInstant } from '../signals/time.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';

/** News older than that may not be named. */
export const newsHours = 48;
/** URLs one file may hold. */
const urlLimit = 1000;

/** @returns the signals of the last two days before the instant the site is built for, newest first; none is fine. */
export function serializeNewsSitemap(site: Site): string {
	const since = hoursBefore(site.asOf, newsHours);
	const end = site.signals.findIndex(({ date }) => date < since);
	const recent = site.signals.slice(0, end === -1 ? undefined : end).slice(0, urlLimit);
	const namespaces = {
		xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9',
		'xmlns:news': 'http://www.google.com/schemas/sitemap-news/0.9',
	};
	return xmlDocument(
		branch(
			'urlset',
			recent.map((signal) => urlElement(site, signal)),
			namespaces,
		),
	);
}

function urlElement({ config }: Site, { slug, title, date }: Signal): string {
	const publication = branch('news:publication', [leaf('news:name', config.title), leaf('news:language', newsLanguage(config.language))]);
	const news = branch('news:news', [publication, leaf('news:publication_date', date), leaf('news:title', title)]);
	return branch('url', [leaf('loc', url(config, paths.signal(slug))), news]);
}

/** Languages are ISO 639 codes, but for the two ways of writing Chinese. */
function newsLanguage(tag: string): string {
	const [language = '', ...subtags] = tag.toLowerCase().split('-');
	if (language !== 'zh') return language;
	return subtags.some((subtag) => ['hant', 'tw', 'hk', 'mo'].includes(subtag)) ? 'zh-tw' : 'zh-cn';
}

function hoursBefore(instant: Instant, count: number): Instant {
	return formatInstant(Date.parse(instant) - count * 60 * 60 * 1000);
}
