/** A mail as a file that mail programs open and senders take (RFC 5322): the text first, then the HTML. */
import MailComposer from 'nodemailer/lib/mail-composer';
import type { SiteConfig } from '../site/config.ts';
import type { Site } from '../site/site.ts';
import type { Week } from '../site/weeks.ts';
import { emailOf } from './email.ts';
import { placeholders } from './placeholders.ts';

/** @returns the message, the same bytes whenever it is made: its date is the end of the week, its id of the week. */
export async function serializeMessage(site: Site, week: Week): Promise<string> {
	const { config } = site;
	const { subject, html, text } = emailOf(site, week);
	const domain = config.authority.slice(config.authority.lastIndexOf('@') + 1);
	const message = new MailComposer({
		from: { name: config.publisher.name, address: senderOf(config, domain) },
		subject,
		text,
		html,
		date: new Date(week.end),
		messageId: `<briefing.${week.id}.${config.authority.replace('@', '.at.')}@${domain}>`,
		headers: {
			'List-Id': `<briefings.${domain}>`,
			'List-Unsubscribe': `<${placeholders.unsubscribe}>`,
			// RFC 8058: a mail program may unsubscribe its reader by one click.
			'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
		},
		// Quoted-printable never has these two characters side by side (RFC 2045, section 6.7), so that no text can end its part.
		baseBoundary: `=_${week.id}`,
		encoding: 'quoted-printable',
		textEncoding: 'quoted-printable',
		newline: '\r\n',
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	return (await message.compile().build()).toString('utf8');
}

/** A publisher who is reached by a page has no address to send from; whoever sends replaces it anyway. */
function senderOf({ publisher, authority }: SiteConfig, domain: string): string {
	if (!publisher.contact.includes('://')) return publisher.contact;
	return authority.includes('@') ? authority : `briefings@${domain}`;
}
