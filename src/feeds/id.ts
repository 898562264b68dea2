/**
 * Identities in feeds. They rest on the configured authority, an entry's `id` and its date, never on the address a site is served
 * from, so that neither a rename nor a move shows an entry twice.
 */
import { createHash } from 'node:crypto';
import type { Signal } from '../signals/signal.ts';
import type { CalendarWeek } from '../site/calendar.ts';
import type { SiteConfig } from '../site/config.ts';
import type { Correction } from '../site/corrections.ts';

type Authority = Pick<SiteConfig, 'authority'>;

/** @returns a tag URI (RFC 4151), or the signal's own id when that is an absolute URI already, as imported ones are. */
export function signalId({ authority }: Authority, signal: Pick<Signal, 'id' | 'date'>): string {
	return /^[a-z][a-z0-9+.-]*:\S+$/i.test(signal.id) ? signal.id : tagUri(authority, signal);
}

/**
 * @returns a tag URI for one change of a signal. Changes of one instant are told apart by their place in the file, and a correction
 * is not told from an update, so that a new wording or another kind keeps the id.
 */
export function changeId({ authority }: Authority, { signal, kind, date, ordinal }: Omit<Correction, 'text'>): string {
	const change = kind === 'withdrawal' ? kind : 'update';
	return `${tagUri(authority, signal)}/${change}/${date}${ordinal === 1 ? '' : `/${ordinal}`}`;
}

/** @returns a tag URI for the briefing of a week, of the year the week belongs to. */
export function briefingId({ authority }: Authority, { id, year }: Pick<CalendarWeek, 'id' | 'year'>): string {
	return `tag:${authority},${year}:briefing/${id}`;
}

/**
 * @param list path of the list the feed follows
 * @returns a name-based UUID (RFC 9562, version 5). A tag URI would need a year, and a feed has none that never changes.
 */
export function feedId({ authority }: Authority, list: string): string {
	const hash = createHash('sha1').update(urlNamespace).update(`https://${authority}${list}`).digest();
	hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
	hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
	const hex = hash.toString('hex');
	return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** RFC 9562, section 6.6: the name space of URLs. */
const urlNamespace = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

function tagUri(authority: string, { id, date }: Pick<Signal, 'id' | 'date'>): string {
	return `tag:${authority},${date.slice(0, 4)}:signal/${encodeURIComponent(id.toWellFormed())}`;
}
