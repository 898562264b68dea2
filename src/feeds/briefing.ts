/** The weeks that are over, as entries of a feed of their own. */
import { type Briefing, briefingOf, byCategory } from '../site/briefing.ts';
import { lowerHeadings } from '../site/embedded-html.ts';
import { formatCount, formatScore, formatSignals, formatSpan } from '../site/format.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { finishedWeeks, type Week } from '../site/weeks.ts';
import { words } from '../site/words.ts';
import type { Signal } from '../signals/signal.ts';
import { signalContent } from './content.ts';
import type { Entry } from './entry.ts';
import { feedHtml } from './html.ts';
import { briefingId } from './id.ts';
import { escapeXml, stripIllegal } from './xml.ts';

/** @returns the newest weeks that are over, `limit` at most. */
export function briefingEntries(site: Site, limit: number): Entry[] {
	return finishedWeeks(site)
		.slice(0, limit)
		.map((week) => createEntry(site, briefingOf(site, week)));
}

function createEntry(site: Site, briefing: Briefing): Entry {
	const { week, first } = briefing;
	return {
		id: briefingId(site.config, week),
		url: url(site.config, paths.briefing(week.id)),
		title: words.briefings.weekOfYear(week.number, week.year),
		summary: stripIllegal(first ? first.title : words.briefings.allWithdrawn),
		html: stripIllegal(content(site, briefing)),
		published: week.end,
		updated: week.updated,
		authors: [stripIllegal(site.config.publisher.name)],
		signal: undefined,
	};
}

function content(site: Site, briefing: Briefing): string {
	const { week, first, next, rest, more } = briefing;
	const { briefings } = words;
	if (!first) return paragraph(escapeXml(briefings.allWithdrawn));
	const parts = [
		paragraph(escapeXml(words.list([formatSpan(week.from, week.to), formatSignals(week.signals.length), length(briefing)]))),
		heading(2, titleLink(site, first)),
		lowerHeadings(signalContent(site, first), 1),
		...(next.length > 0 ? [heading(2, escapeXml(briefings.next))] : []),
		...next.flatMap((signal) => [
			heading(3, titleLink(site, signal)),
			paragraph(escapeXml(words.feed.scoreLine(formatScore(signal.score), signal.band.label, signal.category.label))),
			signal.take.html === '' ? '' : paragraph(feedHtml(site.take(signal, 'absolute'), url(site.config, paths.signal(signal.slug)))),
		]),
		...(rest.length > 0 ? [heading(2, escapeXml(briefings.rest))] : []),
		...byCategory(site, rest).flatMap(({ category, signals }) => [
			heading(3, escapeXml(category.label)),
			`<ul>\n${signals.map((signal) => `<li>${formatScore(signal.score)} ${titleLink(site, signal)}</li>`).join('\n')}\n</ul>`,
		]),
		more > 0 ? paragraph(link(weekUrl(site, week), briefings.email.moreOnline(formatCount(more)))) : '',
	];
	return parts.filter((part) => part !== '').join('\n');
}

function length({ words: count, minutes }: Briefing): string {
	return words.briefings.length(formatCount(count), minutes);
}

function titleLink(site: Site, { slug, title }: Signal): string {
	return link(url(site.config, paths.signal(slug)), title);
}

function weekUrl(site: Site, { id }: Week): string {
	return url(site.config, paths.briefing(id));
}

function heading(level: 2 | 3, html: string): string {
	return `<h${level}>${html}</h${level}>`;
}

function paragraph(html: string): string {
	return `<p>${html}</p>`;
}

function link(address: string, text: string): string {
	return `<a href="${escapeXml(address)}">${escapeXml(text)}</a>`;
}
