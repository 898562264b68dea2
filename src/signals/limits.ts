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
} as const;
