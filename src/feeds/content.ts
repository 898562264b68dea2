/** @file An entry's content as HTML: everything its page says, in an order that reads well in any feed reader. */
import type { Signal, Source, Update, Withdrawal } from '../signals/signal.ts';
import { formatDay, formatScore } from '../site/format.ts';
import { dayOf } from '../signals/time.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { feedHtml } from './html.ts';
import { words } from '../site/words.ts';
import { escapeXml } from './xml.ts';

/** @returns score line, take, notices, body, sources and a link to the page. */
export function signalContent(site: Site, signal: Signal): string {
	const page = url(site.config, paths.signal(signal.slug));
	const lead = site.lead(signal, 'absolute');
	return lines([
		`<p>${escapeXml(words.feed.scoreLine(formatScore(signal.score), signal.band.label, signal.category.label))}</p>`,
		lead === '' ? '' : `<p>${feedHtml(lead, page)}</p>`,
		...signal.updates.map(updateContent),
		feedHtml(site.body(signal, 'absolute'), page),
		sourceList(signal.sources),
		`<p>${link(page, words.feed.readOn(site.config.title))}</p>`,
	]);
}

/** @returns that a signal was withdrawn, when and why. Its text is not repeated. */
export function withdrawalContent(site: Site, signal: Signal, withdrawal: Withdrawal): string {
	return lines([
		`<p><strong>${escapeXml(words.feed.withdrawnNotice(formatDay(dayOf(withdrawal.date))))}</strong> ${escapeXml(withdrawal.reason)}</p>`,
		signalLink(site, signal),
	]);
}

/** @returns one correction or update, as a paragraph. */
export function updateContent({ kind, date, text }: Update): string {
	return `<p><strong>${escapeXml(words.feed.notice(words.feed.kinds[kind], formatDay(dayOf(date))))}</strong> ${escapeXml(text)}</p>`;
}

/** @returns a paragraph with a link to the signal's page, by its title. */
export function signalLink(site: Site, signal: Signal): string {
	return `<p>${link(url(site.config, paths.signal(signal.slug)), words.feed.openSignal(signal.title))}</p>`;
}

function sourceList(sources: readonly Source[]): string {
	if (sources.length === 0) return '';
	return lines([`<h2>${escapeXml(words.feed.sources)}</h2>`, '<ol>', ...sources.map(sourceItem), '</ol>']);
}

function sourceItem({ url: address, title, publisher, date, archive }: Source): string {
	const parts = [
		link(address, title ?? address),
		publisher === undefined ? '' : escapeXml(publisher),
		date === undefined ? '' : formatDay(date),
		archive === undefined ? '' : link(archive, words.feed.archived),
	];
	return `<li>${parts.filter((part) => part !== '').join(', ')}</li>`;
}

function link(address: string, text: string): string {
	return `<a href="${escapeXml(address)}">${escapeXml(text)}</a>`;
}

function lines(parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join('\n');
}
