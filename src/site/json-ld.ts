/** Structured data after schema.org, as text for a `<script type="application/ld+json">`. */
import { touchIconWidth } from '../cards/look.ts';
import type { Signal } from '../signals/signal.ts';
import { paths, url } from './routes.ts';
import type { Site } from './site.ts';

/** A step of the way from the front page to a page. */
export interface Crumb {
	readonly name: string;
	readonly path: string;
}

/** Google cuts longer headlines: https://developers.google.com/search/docs/appearance/structured-data/article */
const headlineLength = 110;

/** @returns a signal as NewsArticle, for the graph of its page. The score stays out: schema.org has ratings of things reviewed, not of news. */
export function newsArticle(site: Site, signal: Signal): object {
	const page = url(site.config, paths.signal(signal.slug));
	const publisher = {
		'@type': 'Organization',
		name: site.config.publisher.name,
		url: site.url,
		logo: { '@type': 'ImageObject', url: url(site.config, paths.touchIcon), width: touchIconWidth, height: touchIconWidth },
	};
	const corrections = signal.updates.filter((update) => update.kind === 'correction');
	return {
		'@type': 'NewsArticle',
		'@id': page,
		mainEntityOfPage: page,
		url: page,
		headline: [...signal.title].slice(0, headlineLength).join(''),
		description: signal.take.text || undefined,
		image: url(site.config, paths.card(signal.category.slug, signal.band.rank)),
		datePublished: signal.date,
		dateModified: signal.updated,
		inLanguage: site.config.language,
		author: signal.authors.length > 0 ? signal.authors.map((name) => ({ '@type': 'Person', name })) : publisher,
		publisher,
		articleSection: signal.category.label,
		keywords: signal.tags.map((tag) => tag.label),
		citation: signal.sources.map((source) => source.url),
		correction:
			corrections.length > 0
				? corrections.map(({ text, date }) => ({ '@type': 'CorrectionComment', text, datePublished: date }))
				: undefined,
		license: site.config.licence.url,
		isAccessibleForFree: true,
	};
}

/** @returns the way to a page as BreadcrumbList, for the graph of that page. */
export function breadcrumbs(site: Site, crumbs: readonly Crumb[]): object {
	return {
		'@type': 'BreadcrumbList',
		itemListElement: crumbs.map(({ name, path }, index) => ({
			'@type': 'ListItem',
			position: index + 1,
			name,
			item: url(site.config, path),
		})),
	};
}

/** @returns the graph as JSON in which nothing can end the script element it stands in. */
export function serializeJsonLd(graph: readonly object[]): string {
	const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': graph });
	return json.replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
