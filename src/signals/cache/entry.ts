/**
 * What the cache knows of one file without opening a pack: that which every check and every list of the whole set looks at, in a form that
 * is quick to read ten thousand times.
 */
import { hash } from 'node:crypto';
import { apart } from '../apart.ts';
import { datedFields } from '../dated-fields.ts';
import type { ImageUse, PageLink } from '../markdown/remark-addresses.ts';
import type { ParsedFile, ParsedSignal, PartialSignal, SignalTexts } from '../parse.ts';
import type { LocalProblem } from '../problem.ts';
import type { SignalData } from '../schema.ts';
import type { Day } from '../signal.ts';
import { dayOf } from '../time.ts';

/** What is known of a signal, without its texts. */
export type SlimSignal = Omit<ParsedSignal, keyof SignalTexts>;

/** The short fields of a signal. */
export type Facts = Omit<SignalData, 'title' | 'summary' | 'sources' | 'authors'>;

/** Where the two parts of a signal lie in a pack, one after the other. */
export interface Place {
	readonly pack: string;
	readonly offset: number;
	readonly slimLength: number;
	readonly textsLength: number;
	readonly slimCrc: number;
	readonly textsCrc: number;
}

export interface Entry {
	readonly problems: readonly LocalProblem[];
	/** Of a signal that can be published. */
	readonly facts: Facts | undefined;
	/** What could be read of one that cannot. */
	readonly partial: PartialSignal | undefined;
	/** Links without an origin: they are all to the site. */
	readonly links: readonly PageLink[];
	/** Origins of the other links. */
	readonly origins: readonly string[];
	readonly images: readonly ImageUse[];
	/** Signals whose addresses stand in its texts. */
	readonly mentions: readonly string[];
	/** Hash of what lists show of it: all but its body. Empty when it cannot be published. */
	readonly listDigest: string;
	/** The last of its dates but its own; undefined without any. */
	readonly lastDay: Day | undefined;
	readonly place: Place | undefined;
}

/** @returns what is kept of a file in the index. */
export function entryOf({ parsed, partial, problems }: ParsedFile): Entry {
	if (!parsed) return { ...nothing, problems, partial };
	return {
		...nothing,
		...reachOf(parsed),
		problems,
		facts: factsOf(parsed.data),
		listDigest: listDigestOf(parsed),
		lastDay: lastDayOf(parsed.data),
		mentions: mentionsIn(parsed),
	};
}

function listDigestOf({ data, title, take }: ParsedSignal): string {
	return hash('sha256', JSON.stringify([title, take, data]), 'base64url').slice(0, 22);
}

function factsOf({ score, category, date, tags, ...others }: SignalData): Facts {
	const short: Partial<Facts> = Object.fromEntries(Object.entries(others).filter(([name]) => !longFields.has(name)));
	return { ...short, score, category, date, tags };
}

const longFields: ReadonlySet<string> = new Set(['title', 'summary', 'sources', 'authors'] satisfies (keyof SignalData)[]);

/** @returns the links of a file, those to the site apart, and its images. */
export function reachOf({ links, images }: Pick<PartialSignal, 'links' | 'images'>): Pick<Entry, 'links' | 'origins' | 'images'> {
	return {
		links: links.filter(({ origin }) => origin === undefined),
		origins: [...new Set(links.flatMap(({ origin }) => origin ?? []))],
		images,
	};
}

/** @returns the last of a signal's dates but its own. */
export function lastDayOf(data: Partial<SignalData>): Day | undefined {
	return datedFields(data)
		.map(([, date]) => dayOf(date))
		.sort()
		.at(-1);
}

function mentionsIn({ lead, html, markdown, summary }: SignalTexts): string[] {
	const mentioned = `${lead} ${html} ${markdown} ${summary}`.matchAll(/\/signals\/([a-z0-9-]+)/g);
	return [...new Set(mentioned.map(([, slug = '']) => slug))].map(apart);
}

const none: readonly never[] = [];
const nothing: Entry = {
	problems: none,
	facts: undefined,
	partial: undefined,
	links: none,
	origins: none,
	images: none,
	mentions: none,
	listDigest: '',
	lastDay: undefined,
	place: undefined,
};

/** Entries as a line of the index holds them: what occurs again and again is written once, and stands in the rows by its number. */
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
type Rest = Partial<Omit<Entry, 'facts' | 'origins' | 'listDigest' | 'place'>> & {
	readonly facts?: Omit<Facts, 'score' | 'category' | 'date' | 'tags'>;
};

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
		const rest = restOf(entry, facts);
		const row: FactsRow = [score, numberOf(category), date, tags.map(numberOf), entry.origins.map(numberOf), entry.listDigest];
		if (!entry.place) return [key, rest, row];
		const { pack, offset, slimLength, textsLength, slimCrc, textsCrc } = entry.place;
		return [key, rest, row, [numberOf(pack), offset, slimLength, textsLength, slimCrc, textsCrc]];
	});
	return { strings: [...numbers.keys()], rows };
}

/** Only what there is. */
function restOf({ problems, partial, links, images, mentions, lastDay }: Entry, facts: Rest['facts'] = {}): Rest | 0 {
	const rest: Rest = {
		...(problems.length > 0 && { problems }),
		...(partial && { partial }),
		...(links.length > 0 && { links }),
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
		const { facts, ...others } = rest === 0 ? empty : rest;
		if (!row) {
			take(key, { ...nothing, ...others });
			continue;
		}
		const [score, category, date, tags, origins, listDigest] = row;
		take(key, {
			problems: others.problems ?? none,
			facts: { score, category: textAt(category), date, tags: tags.map(textAt), ...facts },
			partial: undefined,
			links: others.links ?? none,
			origins: origins.length === 0 ? none : origins.map(textAt),
			images: others.images ?? none,
			mentions: others.mentions ?? none,
			listDigest,
			lastDay: others.lastDay,
			place: place && placeOf(place, textAt),
		});
	}
}

const empty: Rest = {};

function placeOf([pack, offset, slimLength, textsLength, slimCrc, textsCrc]: PlaceRow, textAt: (number: number) => string): Place {
	return { pack: textAt(pack), offset, slimLength, textsLength, slimCrc, textsCrc };
}
