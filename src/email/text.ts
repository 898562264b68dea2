/** A briefing as the plain text of a mail, in the order of its HTML. */
import { cardTime } from '../site/card.ts';
import { formatCount, formatScore, formatSignals, formatSpan } from '../site/format.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { words } from '../site/words.ts';
import type { Signal } from '../signals/signal.ts';
import { type LinkCounter, textBlocks } from './body-text.ts';
import type { EmailContent } from './content.ts';
import { placeholders, withBracesApart } from './placeholders.ts';
import { columns, wrapText } from './wrap.ts';

/** @returns lines of at most 72 columns, but for addresses, each on a line of its own. */
export function serializeEmailText(site: Site, { briefing, first, next, rest, more }: EmailContent): string {
	const { config } = site;
	const { email, ...say } = words.briefings;
	const { week, words: count, minutes } = briefing;
	const page = url(config, paths.briefing(week.id));
	const links: LinkCounter = { count: 0 };
	const facts =
		week.signals.length > 0 ? [formatSignals(week.signals.length), say.length(formatCount(count), minutes)] : [say.allWithdrawn];
	const blocks = [
		[
			...wrapText(config.title),
			...wrapText(words.list([say.weekOfYear(week.number, week.year), formatSpan(week.from, week.to)])),
			...wrapText(words.list(facts)),
		],
		[...wrapText(email.online), page],
		...(first
			? [
					[line],
					wrapText(say.first),
					story(site, first.signal),
					...textBlocks(first.text, links),
					...(first.isWhole ? [] : [[...wrapText(email.readOn), url(config, paths.signal(first.signal.slug))]]),
				]
			: []),
		...(next.length > 0 ? [[line], wrapText(say.next)] : []),
		...next.flatMap(({ signal, take }) => [story(site, signal), ...textBlocks(take, links)]),
		...(rest.length > 0 ? [[line], wrapText(say.rest)] : []),
		...rest.flatMap(({ category, signals }) => [wrapText(category.label), ...signals.map((signal) => headline(site, signal))]),
		...(more > 0 ? [[...wrapText(email.moreOnline(formatCount(more))), page]] : []),
		[line],
		wrapText(say.end(week.number)),
		wrapText(email.why(config.title)),
	];
	const text = withBracesApart(blocks.map((lines) => lines.join('\n')).join('\n\n'));
	return `${text}\n\n${email.unsubscribe}\n${placeholders.unsubscribe}\n\n${placeholders.postal}\n`;
}

const line = '-'.repeat(columns);

function story(site: Site, signal: Signal): string[] {
	const { score, band, category, title } = signal;
	const meta = words.list([words.briefings.email.bar(formatScore(score), band.label), category.label, cardTime(signal, false) ?? '']);
	return [...wrapText(meta), ...wrapText(title), address(site, signal)];
}

function headline(site: Site, signal: Signal): string[] {
	const score = formatScore(signal.score).padEnd(5);
	return [...wrapText(signal.title, ' '.repeat(5), score), ' '.repeat(5) + address(site, signal)];
}

function address(site: Site, { slug }: Signal): string {
	return url(site.config, paths.signal(slug));
}
