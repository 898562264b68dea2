/** The shape of `src/site.config.ts`. */
export interface SiteConfig {
	/** Name of the publication, in the masthead, titles and feeds. */
	title: string;
	/** One sentence: what the publication covers. */
	description: string;
	/** Origin the site is served from, without a path: `https://signals.example`. `--site` overrides it. */
	url: string;
	/** Path the site is served under, with a slash at both ends. `--base` overrides it. */
	base: string;
	/** Language of the interface and, unless stated otherwise, of the content (BCP 47). */
	language: string;
	direction: 'ltr' | 'rtl';
	/**
	 * Authority of feed ids, `tag:<authority>,<year>:signal/<id>` (RFC 4151): a domain or e-mail address the publisher held
	 * in that year. Never change it once the site is published: feed readers would show every entry again.
	 */
	authority: string;
	publisher: {
		name: string;
		/** An e-mail address or an https URL. */
		contact: string;
	};
	/** Licence of the content. */
	licence: { name: string; url: string };
	/** Score bands, lowest first; the first starts at 0. The minimum-score pages stand at the lower bounds of the others. */
	bands: readonly BandConfig[];
	/** The level-2 headings every signal has, in order. */
	houseSections: readonly string[];
	/** House style (sections, a source) is an error instead of a warning. */
	strict: boolean;
	/** Items of a list page, and of each of its archive pages. */
	listLength: number;
	/** Entries of a feed. */
	feedLength: number;
}

export interface BandConfig {
	label: string;
	/** Lower bound, inclusive, at most one decimal. */
	from: number;
	/** One sentence for the about page. */
	meaning: string;
}
