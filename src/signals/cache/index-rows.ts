/** Entries as a line of the index holds them: what occurs again and again is written once, and stands in the rows by its number. */
import type { PageLink } from '../markdown/remark-addresses.ts';
import { nothing, type Entry, type Facts, type Place, type SiteLinks } from './entry.ts';

export interface Segment {
	readonly strings: readonly string[];
	readonly rows: readonly Row[];
}

/** Of a signal that can be published, what each has; of any, the rest by name. */
type Row = readonly [key: string, rest: Rest | 0, facts?: FactsRow, place?: PlaceRow];
type FactsRow = readonly [
	score: number,
	category: number,
	date: string,
	tags: readonly number[],
	origins: readonly number[],
	listDigest: string,
];
type PlaceRow = readonly [pack: number, offset: number, slimLength: number, textsLength: number, slimCrc: number, textsCrc: number];
type Rest = Partial<Omit<Entry, 'facts' | 'origins' | 'siteLinks' | 'listDigest' | 'place'>> & {
	readonly facts?: Omit<Facts, 'score' | 'category' | 'date' | 'tags'>;
	readonly siteLinks?: SiteLinksRow;
};
type SiteLinksRow = readonly [origin: number, ...links: (readonly [path: string, fragment: string, line: number, column: number])[]];

/** @param entries by the hash of their file's bytes */
export function encodeEntries(entries: Iterable<readonly [key: string, entry: Entry]>): Segment {
	const numbers = new Map<string, number>();
	const numberOf = (text: string) => {
		const number = numbers.get(text) ?? numbers.size;
		numbers.set(text, number);
		return number;
	};
	const rows = Array.from(entries, ([key, entry]): Row => {
		if (!entry.facts) return [key, restOf(entry)];
		const { score, category, date, tags, ...facts } = entry.facts;
		const rest = restOf(entry, facts, entry.siteLinks && [numberOf(entry.siteLinks.origin), ...entry.siteLinks.links.map(linkRow)]);
		const row: FactsRow = [score, numberOf(category), date, tags.map(numberOf), entry.origins.map(numberOf), entry.listDigest];
		if (!entry.place) return [key, rest, row];
		const { pack, offset, slimLength, textsLength, slimCrc, textsCrc } = entry.place;
		return [key, rest, row, [numberOf(pack), offset, slimLength, textsLength, slimCrc, textsCrc]];
	});
	return { strings: [...numbers.keys()], rows };
}

/** Only what there is. */
function restOf(
	{ problems, partial, links, images, mentions, lastDay }: Entry,
	facts: Rest['facts'] = {},
	siteLinks?: SiteLinksRow,
): Rest | 0 {
	const rest: Rest = {
		...(problems.length > 0 && { problems }),
		...(partial && { partial }),
		...(links.length > 0 && { links }),
		...(siteLinks && { siteLinks }),
		...(images.length > 0 && { images }),
		...(mentions.length > 0 && { mentions }),
		...(lastDay !== undefined && { lastDay }),
		...(Object.values(facts).some((value) => value !== undefined) && { facts }),
	};
	return Object.keys(rest).length === 0 ? 0 : rest;
}

/**
 * @param segment as it was encoded
 * @param share gives equal texts of all segments as one
 * @param take receives each entry
 */
export function decodeEntries(
	{ strings, rows }: Segment,
	share: (text: string) => string,
	take: (key: string, entry: Entry) => void,
): void {
	const texts = strings.map(share);
	const textAt = (number: number) => texts[number] ?? '';
	for (const [key, rest, row, place] of rows) {
		const { facts, siteLinks, ...others } = rest === 0 ? empty : rest;
		if (!row) {
			take(key, { ...nothing, ...others });
			continue;
		}
		const [score, category, date, tags, origins, listDigest] = row;
		take(key, {
			problems: others.problems ?? nothing.problems,
			facts: { score, category: textAt(category), date, tags: tags.map(textAt), ...facts },
			partial: undefined,
			links: others.links ?? nothing.links,
			origins: origins.length === 0 ? nothing.origins : origins.map(textAt),
			siteLinks: siteLinks && siteLinksOf(siteLinks, textAt),
			images: others.images ?? nothing.images,
			mentions: others.mentions ?? nothing.mentions,
			listDigest,
			lastDay: others.lastDay,
			place: place && placeOf(place, textAt),
		});
	}
}

const empty: Rest = {};

function linkRow({ path, fragment, line, column }: PageLink): SiteLinksRow[1] {
	return [path, fragment, line, column];
}

function siteLinksOf([number, ...rows]: SiteLinksRow, textAt: (number: number) => string): SiteLinks {
	const origin = textAt(number);
	return { origin, links: rows.map(([path, fragment, line, column]) => ({ origin, path, fragment, line, column })) };
}

function placeOf([pack, offset, slimLength, textsLength, slimCrc, textsCrc]: PlaceRow, textAt: (number: number) => string): Place {
	return { pack: textAt(pack), offset, slimLength, textsLength, slimCrc, textsCrc };
}
