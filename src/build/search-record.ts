/** A signal as the search index takes it: a page of its words alone, with what it can be narrowed to and ordered by. */
import { escapeXml } from '../feeds/xml.ts';
import type { Signal } from '../signals/signal.ts';
import { weightOf } from '../site/band.ts';
import { formatInstant, formatScore } from '../site/format.ts';
import { paths } from '../site/routes.ts';
import { encodeFacts } from '../site/search-facts.ts';
import type { Site } from '../site/site.ts';

export interface SearchRecord {
	/** Path of the signal's page, without the base: the index may move with the site. */
	readonly url: string;
	readonly html: string;
}

/**
 * Depends on the signal and the configuration alone, so that a record stays as it is when others change. The facts come first, because
 * text of an author can imitate what follows them, and what the index notes of it.
 * @returns what the page says, in the same order: take, updates, body, forecasts, sources, and at the end authors, tags and category
 */
export function searchRecord(site: Site, signal: Signal): SearchRecord {
	const { slug, title, score, date, category, tags } = signal;
	const weighed = String(Math.round(score * 10)).padStart(3, '0');
	const facts = encodeFacts({
		score,
		written: formatScore(score),
		weight: weightOf(site.bands, signal.band),
		band: signal.band.label,
		date,
		when: formatInstant(date),
	});
	const minimums = site.bands.filter(({ rank, from }) => rank > 0 && score >= from).map(({ from }) => String(from));
	const text = textOf(site, signal);
	return {
		url: paths.signal(slug),
		html: [
			`<html lang="${escapeXml(site.config.language)}"><body data-pagefind-body><i id="${facts}"></i>`,
			// A title found among the words, too, would stand at the start of every excerpt.
			property('meta', 'title', title),
			property('filter', 'category', `${category.slug} ${category.label}`),
			...tags.map((tag) => property('filter', 'tag', `${tag.slug} ${tag.label}`)),
			...minimums.map((from) => property('filter', 'min', from)),
			// Tells the browser which scores the results of one index have, in tenths, before any of them is loaded.
			property('filter', 'score', String(Math.round(score * 10))),
			property('filter', 'year', date.slice(0, 4)),
			// Equal values stay in the order of pages; each order falls back on the other.
			property('sort', 'date', `${date} ${weighed}`),
			property('sort', 'score', `${weighed} ${date}`),
			text,
			// The index drops a page without a single word.
			/[\p{L}\p{N}]/u.test(text.replace(/<[^>]*>/g, '')) ? '' : paragraph([slug]),
			'</body></html>',
		].join('\n'),
	};
}

function textOf(site: Site, signal: Signal): string {
	return [
		`<p>${site.lead(signal)}</p>`,
		...signal.updates.map(({ text }) => paragraph([text])),
		site.body(signal),
		...signal.watch.map(({ what }) => paragraph([what])),
		// Sources repeat the words of a text, which makes them neither a better match nor a better excerpt.
		'<div data-pagefind-weight="0.2">',
		...signal.sources.map(({ title, publisher }) => paragraph([title, publisher])),
		paragraph([...signal.authors, ...signal.tags.map(({ label }) => label), signal.category.label]),
		'</div>',
	].join('\n');
}

/** @param name as the index calls it; an attribute of its own holds the value, which then may be any text */
function property(kind: 'meta' | 'filter' | 'sort', name: string, value: string): string {
	return `<i data-pagefind-${kind}="${name}[title]" title="${escapeXml(value)}"></i>`;
}

function paragraph(texts: readonly (string | undefined)[]): string {
	const written = texts.filter((text) => text !== undefined);
	return written.length === 0 ? '' : `<p>${escapeXml(written.join(', '))}</p>`;
}
