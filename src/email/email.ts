/** The mail of a week that is over. */
import { briefingOf } from '../site/briefing.ts';
import { cutAtWord } from '../site/metadata.ts';
import type { Site } from '../site/site.ts';
import type { Week } from '../site/weeks.ts';
import { words } from '../site/words.ts';
import { chooseContent, type EmailContent } from './content.ts';
import { type EmailHead, serializeEmailHtml } from './html.ts';
import { withBracesApart } from './placeholders.ts';
import { serializeEmailText } from './text.ts';

export interface Email extends EmailHead {
	readonly html: string;
	readonly text: string;
}

/** Code points: what most lists of mails show. */
const subjectLength = 60;
const preheaderLength = 100;

/** The mail that was made last: its files are written one after the other. */
const latest = new WeakMap<Site, { readonly week: Week; readonly email: Email }>();

/** @returns the mail of a week; its text names what its HTML does. */
export function emailOf(site: Site, week: Week): Email {
	const known = latest.get(site);
	if (known?.week === week) return known.email;
	const email = makeEmail(site, week);
	latest.set(site, { week, email });
	return email;
}

function makeEmail(site: Site, week: Week): Email {
	const briefing = briefingOf(site, week);
	const { first } = briefing;
	const { email, ...say } = words.briefings;
	const head = {
		subject: short(first ? email.subject(week.number, first.title) : say.weekOfYear(week.number, week.year), subjectLength),
		preheader: short(first ? first.take.text : say.allWithdrawn, preheaderLength),
	};
	// What is measured is mostly what is sent.
	let last: { readonly content: EmailContent; readonly html: string } | undefined;
	const htmlOf = (content: EmailContent) => {
		if (last?.content !== content) last = { content, html: serializeEmailHtml(site, head, content) };
		return last.html;
	};
	const content = chooseContent(site, briefing, (candidate) => Buffer.byteLength(htmlOf(candidate)));
	return { ...head, html: htmlOf(content), text: serializeEmailText(site, content) };
}

function short(text: string, length: number): string {
	return cutAtWord(withBracesApart(text), length);
}
