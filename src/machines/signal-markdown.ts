/** A signal as Markdown with its facts in front of it. */
import { signalId } from '../feeds/id.ts';
import { fieldLines, type FieldMap } from '../signals/serialize.ts';
import type { Signal } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { formatDay } from '../site/format.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { words } from '../site/words.ts';
import { evidenceUrl } from './signal-json.ts';

/**
 * @returns frontmatter in YAML, then the author's Markdown with absolute addresses. Of a withdrawn signal, that it was withdrawn, and
 * why, stands in the place of its text.
 */
export function serializeMarkdown(site: Site, signal: Signal): string {
	const { withdrawn } = signal;
	if (withdrawn) {
		const page = url(site.config, paths.signal(signal.slug));
		const text = words.machine.withdrawn(formatDay(dayOf(withdrawn.date)), escapeMarkdown(withdrawn.reason), page);
		return document(facts(site, signal), `${text}\n`);
	}
	const { body, summary } = site.markdown(signal);
	return document(facts(site, signal, summary), body);
}

/**
 * @returns text as Markdown that shows it as it is, on one line. An address becomes a link by itself, and a backslash in it a part of it, so
 * that none is put there; it ends for us at what could close or open anything.
 */
export function escapeMarkdown(text: string): string {
	return text
		.split(/(https?:\/\/[^\s\\`[\]<>]+)/)
		.map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\`*_[\]<>#&~|!]/g, String.raw`\$&`)))
		.join('')
		.replace(/\s+/g, ' ');
}

function facts(site: Site, signal: Signal, summary = ''): FieldMap {
	const { config } = site;
	const at = (path: string) => url(config, path);
	const { slug, follows, withdrawn } = signal;
	const some = <T>(items: readonly T[]) => (items.length === 0 ? undefined : items);
	return {
		id: signalId(config, signal),
		title: signal.title,
		score: signal.score,
		band: signal.band.label,
		category: signal.category.label,
		tags: signal.tags.map(({ label }) => label),
		published: signal.date,
		updated: signal.updated,
		language: config.language,
		authors: some(signal.authors),
		publisher: config.publisher.name,
		license: config.licence.url,
		canonical: at(paths.signal(slug)),
		json: at(paths.signalJson(slug)),
		withdrawn: withdrawn && { ...withdrawn },
		summary: summary === '' ? undefined : summary,
		follows: follows === undefined ? undefined : at(paths.signal(follows)),
		sources: some(signal.sources.map((source) => ({ ...source }))),
		updates: some(signal.updates.map((update) => ({ ...update }))),
		scores: some(signal.scores.map((change) => ({ ...change }))),
		watch: withdrawn ? undefined : some(signal.watch.map((forecast) => ({ ...forecast, evidence: evidenceUrl(site, forecast.evidence) }))),
	};
}

function document(fields: FieldMap, body: string): string {
	const lines = Object.entries(fields).flatMap(([name, value]) => fieldLines(name, value));
	return `---\n${lines.map((line) => `${line}\n`).join('')}---\n${body === '' ? '' : `\n${body}`}`;
}
