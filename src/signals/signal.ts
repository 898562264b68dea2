/**
 * What the domain knows about one signal once its file was read, checked and resolved against the vocabulary.
 * Instants are ISO 8601 in UTC with seconds (`2026-05-19T16:01:00Z`) and days `2026-05-19`, so that they compare by code unit.
 */

/** An instant in UTC: `2026-05-19T16:01:00Z`. */
export type Instant = string;

/** A calendar day: `2026-05-19`. */
export type Day = string;

/** A named range of scores, from its lower bound to the next band's. */
export interface Band {
	/** 0 for the lowest band; the index in the site configuration. */
	readonly rank: number;
	readonly label: string;
	/** Lower bound, inclusive. */
	readonly from: number;
	/** Highest score of the band, inclusive, for people: 3.9. */
	readonly to: number;
}

/** One entry of `categories.yml`. */
export interface Category {
	readonly slug: string;
	readonly label: string;
	readonly description: string;
}

/** A tag as shown: registered in `tags.yml`, or labelled by its most frequent spelling. */
export interface Tag {
	readonly slug: string;
	readonly label: string;
	readonly description?: string | undefined;
}

export interface Source {
	readonly url: string;
	readonly title?: string | undefined;
	readonly publisher?: string | undefined;
	readonly date?: Day | undefined;
	/** A copy kept by an archive. */
	readonly archive?: string | undefined;
}

export interface Update {
	readonly date: Instant;
	readonly kind: 'correction' | 'update';
	readonly text: string;
}

/** One step of a signal's score history. */
export interface ScoreChange {
	readonly date: Instant;
	readonly from: number;
	readonly to: number;
	readonly why: string;
}

/** A forecast of *What to Watch Next* as data. */
export interface Forecast {
	readonly what: string;
	readonly by: Day;
	readonly status: 'open' | 'happened' | 'missed' | 'dropped';
	readonly resolved?: Day | undefined;
	/** An https URL or the slug of a signal. */
	readonly evidence?: string | undefined;
}

export interface Withdrawal {
	readonly date: Instant;
	readonly reason: string;
}

/** A heading of the body, in document order. */
export interface Heading {
	readonly depth: number;
	readonly id: string;
	readonly text: string;
}

/** A signal without its body: all that lists, feeds' heads and checks need. */
export interface Signal {
	/** The file's base name; the last part of its URL. */
	readonly slug: string;
	/** Stable identity for feeds and JSON; the slug unless the author set another. */
	readonly id: string;
	/** Path of the file below the content folder, `/` separated: `signals/2026/05/x.md`. */
	readonly file: string;
	readonly title: string;
	readonly score: number;
	readonly band: Band;
	readonly category: Category;
	readonly date: Instant;
	/** The latest of `date`, `updated`, `updates`, `scores` and `withdrawn`. */
	readonly updated: Instant;
	readonly tags: readonly Tag[];
	readonly take: Take;
	readonly sources: readonly Source[];
	readonly authors: readonly string[];
	/** Newest first. */
	readonly updates: readonly Update[];
	/** Oldest first. */
	readonly scores: readonly ScoreChange[];
	readonly watch: readonly Forecast[];
	/** Slug of the signal this one continues. */
	readonly follows?: string | undefined;
	readonly withdrawn?: Withdrawal | undefined;
	readonly aliases: readonly string[];
	readonly headings: readonly Heading[];
	/** Words of the body, take included. */
	readonly words: number;
	/** Images the body shows, published beside its page. */
	readonly images: readonly SignalImage[];
	/** Hash of what lists show of it, as its file says it; changes when, and only when, that may. */
	readonly listDigest: string;
	/** Hex SHA-256 of the file's bytes and of the images it shows: changes when, and only when, its page's own content may. */
	readonly digest: string;
}

/** The take: one paragraph that says what happened and why it counts. */
export interface Take {
	/** Inline HTML, sanitised, without footnote references. Addresses are still marked: only `Site.take` gives HTML that may be printed. Empty when there is none. */
	readonly html: string;
	/** The same as plain text. */
	readonly text: string;
	/** Whether a signal's page prints it above the body. False when it is only quoted from a section of the body, for lists. */
	readonly isLead: boolean;
}

export interface SignalImage {
	/** File name beside the Markdown file. */
	readonly name: string;
	/** Path below the content folder. */
	readonly file: string;
	/** CSS pixels. */
	readonly width: number;
	readonly height: number;
}
