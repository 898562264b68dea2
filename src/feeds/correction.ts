/** What was said about a signal after it was published, as entries of a feed of their own. */
import { type Correction, corrections } from '../site/corrections.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { signalLink, updateContent, withdrawalContent } from './content.ts';
import { authorsOf, type Entry } from './entry.ts';
import { changeId } from './id.ts';
import { words } from '../site/words.ts';
import { stripIllegal } from './xml.ts';

/** @returns the newest corrections, updates and withdrawals, `limit` at most. */
export function correctionEntries(site: Site, limit: number): Entry[] {
	return corrections(site)
		.slice(0, limit)
		.map((correction) => createEntry(site, correction));
}

function createEntry(site: Site, correction: Correction): Entry {
	const { kind, date, text, signal } = correction;
	const isWithdrawal = kind === 'withdrawal';
	const content = isWithdrawal
		? withdrawalContent(site, signal, { date, reason: text })
		: `${updateContent({ kind, date, text })}\n${signalLink(site, signal)}`;
	return {
		id: changeId(site.config, correction),
		url: `${url(site.config, paths.signal(signal.slug))}${isWithdrawal ? '' : '#updates'}`,
		title: stripIllegal(words.feed.entryTitle(words.feed.kinds[kind], signal.title)),
		summary: stripIllegal(text),
		html: stripIllegal(content),
		published: date,
		updated: date,
		authors: authorsOf(site, signal),
		signal,
	};
}
