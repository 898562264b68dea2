/** How readers reach the publisher. */
import type { SiteConfig } from './config.ts';

/** @returns the contact as a link: an https URL as it is, anything else as an e-mail address. */
export function contactHref({ publisher }: Pick<SiteConfig, 'publisher'>): string {
	return publisher.contact.startsWith('https://') ? publisher.contact : `mailto:${publisher.contact}`;
}
