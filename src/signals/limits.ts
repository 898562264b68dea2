/**
 * Sizes above which a file is refused before anything parses it, the same on every machine: the cost of parsing YAML and
 * Markdown grows faster than their length.
 */
export const limits = {
	/** Bytes of a signal's file. */
	file: 256 * 1024,
	/** Bytes of `categories.yml` and of `tags.yml`. */
	vocabulary: 1024 * 1024,
	/** UTF-16 code units of the frontmatter. */
	frontmatter: 16 * 1024,
	/** Code points. */
	title: 200,
	/** Code points. */
	summary: 1000,
	/** Code points of any other text field. */
	text: 2000,
	/** Code points of a tag. */
	tag: 60,
	/** Bytes of a tag's slug in UTF-8: file systems hold names of 255. */
	tagSlug: 200,
	/** Bytes of a slug in UTF-8. */
	slug: 80,
	/** Items of any list in the frontmatter. */
	items: 64,
	/** Bytes of an image. */
	image: 5 * 1024 * 1024,
	/** What parsing and rendering one file may take: a backstop, since the limits of a body are met long before. */
	budget: { seconds: 5, mebibytes: 256 },
	/** What a body may hold. Chosen by measurement so that the costliest file within them renders in about a second. */
	body: {
		lines: 10_000,
		/** UTF-16 code units of one line. */
		line: 20_000,
		/** UTF-16 code units between two empty lines. */
		block: 64 * 1024,
		/** Markers of quotes and list items at the start of one line. */
		markersInLine: 16,
		/** Columns that a quote or list item is indented. */
		indentation: 100,
		/** Levels of the parsed text, counted as Markdown's syntax tree has them: a list inside a list is four. */
		depth: 100,
		/** Level-1 headings included. */
		headings: 200,
		/** Links, definitions and footnotes. */
		links: 1000,
		/** Cells of all tables, columns times rows. */
		cells: 5000,
	},
	/** How often markup may occur between two empty lines, and in all: each one can make the parser look again at all before it. */
	markup: {
		/** Runs of *, _ or ~ that can open or close emphasis. */
		emphasis: { inBlock: 2000, inBody: 4000 },
		/** Characters with a meaning in Markdown. */
		characters: { inBlock: 12_000, inBody: 40_000 },
		openBrackets: { inBlock: 2000, inBody: 6000 },
		closeBrackets: { inBlock: 2000, inBody: 6000 },
		images: { inBlock: 300, inBody: 1000 },
		footnotes: { inBlock: 1000, inBody: 2000 },
		/** `<!` and `<?`, which run to an end that may not be there. */
		declarations: { inBlock: 500, inBody: 2000 },
		pipes: { inBlock: 6000, inBody: 8000 },
		/** What may be an address without being marked as one. */
		addresses: { inBlock: 2000, inBody: 4000 },
		/** Markers of quotes and list items. */
		containers: { inBlock: 1000, inBody: 2000 },
		/** Lines of = or - alone. */
		underlines: { inBlock: 200, inBody: 500 },
		/** In one run. */
		backticks: 64,
	},
	/** What exceeds these is shown in one colour, which is no fault. UTF-16 code units. */
	listing: {
		/** Of one listing. */
		highlighted: 5000,
		/** Of all listings of a body. */
		highlightedInAll: 20_000,
	},
	/** Pixels of an image, as its header says. */
	imagePixels: 40_000_000,
} as const;
