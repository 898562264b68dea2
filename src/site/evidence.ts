import { href, paths } from './routes.ts';
import type { Site } from './site.ts';
import { words } from './words.ts';

/** @returns the link to a forecast's evidence, an https URL or the slug of a signal, with a name that tells it from other evidence. */
export function evidenceLink(site: Site, evidence: string): { href: string; label: string } {
	if (evidence.startsWith('https://')) return { href: evidence, label: `${words.signal.evidence}${words.colon}${hostOf(evidence)}` };
	const title = site.signal(evidence)?.title ?? evidence;
	return { href: href(site.config, paths.signal(evidence)), label: `${words.signal.evidence}${words.colon}${title}` };
}

/** @returns the host of a URL without `www.`, or the text itself when it is none. */
export function hostOf(address: string): string {
	return URL.parse(address)?.hostname.replace(/^www\./, '') ?? address;
}
