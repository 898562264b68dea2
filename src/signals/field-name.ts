/**
 * @param path of a value in the frontmatter, from the top; items of lists by their index
 * @returns what messages call it, counting as people do: `title`, `tag 2`, `url of source 1`
 */
export function fieldName(path: readonly PropertyKey[]): string {
	const [list, index, ...rest] = path;
	if (list === undefined) return 'The frontmatter';
	if (typeof index !== 'number') return path.map(String).join('.');
	const item = `${items.get(String(list)) ?? String(list)} ${index + 1}`;
	return rest.length === 0 ? item : `${rest.map(String).join('.')} of ${item}`;
}

/** @param field dotted path, `sources.0.url` */
export function fieldNameOf(field: string): string {
	return fieldName(field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)));
}

/** What one item of a list is called. */
const items = new Map([
	['tags', 'tag'],
	['sources', 'source'],
	['authors', 'author'],
	['updates', 'update'],
	['scores', 'score change'],
	['watch', 'forecast'],
	['aliases', 'alias'],
]);
