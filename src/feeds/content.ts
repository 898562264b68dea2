/** @file An entry's content as HTML: everything its page says, in an order that reads well in any feed reader. */
import type { Forecast, ScoreChange, Signal, Source, Update, Withdrawal } from '../signals/signal.ts';
import { formatDay, formatScore } from '../site/format.ts';
import { dayOf } from '../signals/time.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { feedHtml } from './html.ts';
import { words } from '../site/words.ts';
import { escapeXml } from './xml.ts';

/** @returns score line, take, notices, body, forecasts, score history, sources and a link to the page. */
export function signalContent(site: Site, signal: Signal): string {
	const page = url(site.config, paths.signal(signal.slug));
	const lead = site.lead(signal, 'absolute');
	return lines([
		`<p>${escapeXml(words.feed.scoreLine(formatScore(signal.score), signal.band.label, signal.category.label))}</p>`,
		lead === '' ? '' : `<p>${feedHtml(lead, page)}</p>`,
		...signal.updates.map(updateContent),
		feedHtml(site.body(signal, 'absolute'), page),
		list(
			words.signal.forecasts,
			'ul',
			signal.watch.map((forecast) => forecastItem(site, forecast)),
		),
		list(words.signal.history, 'ul', signal.scores.map(scoreItem)),
		list(words.feed.sources, 'ol', signal.sources.map(sourceItem)),
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

function list(heading: string, element: 'ol' | 'ul', items: readonly string[]): string {
	return items.length === 0 ? '' : lines([`<h2>${escapeXml(heading)}</h2>`, `<${element}>`, ...items, `</${element}>`]);
}

function forecastItem(site: Site, { what, by, status, resolved, evidence }: Forecast): string {
	const { due, status: names, resolved: settled } = words.signal;
	const state = [names[status], `${due} ${formatDay(by)}`, resolved === undefined ? '' : `${settled} ${formatDay(resolved)}`].filter(
		(part) => part !== '',
	);
	const isSlug = evidence !== undefined && site.signal(evidence) !== undefined;
	const proof = evidence === undefined ? '' : link(isSlug ? url(site.config, paths.signal(evidence)) : evidence, words.signal.evidence);
	return `<li>${escapeXml(what)} (${[escapeXml(words.list(state)), proof].filter((part) => part !== '').join(', ')})</li>`;
}

function scoreItem({ date, from, to, why }: ScoreChange): string {
	return `<li>${escapeXml(`${formatDay(dayOf(date))}: ${words.signal.change(formatScore(from), formatScore(to))} ${why}`)}</li>`;
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
