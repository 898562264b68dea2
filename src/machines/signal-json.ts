/** A signal as data. */
import { feedHtml } from '../feeds/html.ts';
import { signalId } from '../feeds/id.ts';
import type { Signal } from '../signals/signal.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { digestOf, withDigest } from './digest.ts';
import type { SignalJson } from './shape.ts';

/** @returns the text of a signal's JSON file. */
export function serializeSignalJson(site: Site, signal: Signal): string {
	return withDigest(site, paths.signalJson(signal.slug), `${JSON.stringify(signalJson(site, signal))}\n`);
}

/** @returns hex SHA-256 of that text. */
export function signalDigest(site: Site, signal: Signal): string {
	return digestOf(site, paths.signalJson(signal.slug), () => serializeSignalJson(site, signal));
}

/** Of a withdrawn signal stays what is known about it; what it says is left to its page, which says beside it that it is withdrawn. */
function signalJson(site: Site, signal: Signal): SignalJson {
	const { config } = site;
	const at = (path: string) => url(config, path);
	const { slug, category, withdrawn } = signal;
	const follows = signal.follows === undefined ? undefined : site.signal(signal.follows);
	const { date, updated, title, score, band, authors, images, sources, updates, scores } = signal;
	return {
		$schema: at(paths.signalSchema),
		id: signalId(config, signal),
		slug,
		url: at(paths.signal(slug)),
		markdown: at(paths.signalMarkdown(slug)),
		language: config.language,
		title,
		score,
		band: band.label,
		category: { slug: category.slug, label: category.label, url: at(paths.category(category.slug)) },
		tags: signal.tags.map((tag) => ({ slug: tag.slug, label: tag.label, url: at(paths.tag(tag.slug)) })),
		date,
		updated,
		authors: [...authors],
		publisher: { name: config.publisher.name, url: site.url },
		license: { name: config.licence.name, url: config.licence.url },
		...(withdrawn || signal.take.text === '' ? {} : { summary: signal.take.text }),
		...(withdrawn ? {} : { content: { html: html(site, signal), words: signal.words } }),
		images: withdrawn ? [] : images.map(({ name, width, height }) => ({ url: at(paths.signalFile(slug, name)), width, height })),
		sources: [...sources],
		updates: [...updates],
		scores: [...scores],
		...(withdrawn ? {} : { watch: signal.watch.map((forecast) => ({ ...forecast, evidence: evidenceUrl(site, forecast.evidence) })) }),
		...(follows ? { follows: { id: signalId(config, follows), url: at(paths.signal(follows.slug)) } } : {}),
		...(withdrawn ? { withdrawn } : {}),
	};
}

/** @returns the address of a forecast's evidence: as it is, or that of the signal it names. */
export function evidenceUrl(site: Site, evidence: string | undefined): string | undefined {
	if (evidence === undefined || evidence.startsWith('https://')) return evidence;
	return url(site.config, paths.signal(evidence));
}

function html(site: Site, signal: Signal): string {
	const lead = site.lead(signal, 'absolute');
	const parts = [lead === '' ? '' : `<p>${lead}</p>`, site.body(signal, 'absolute')].filter((part) => part !== '');
	return feedHtml(parts.join('\n'), url(site.config, paths.signal(signal.slug)));
}
