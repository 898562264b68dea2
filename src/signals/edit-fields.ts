/** Edits of single fields in YAML that an author wrote, in whatever style: on one line in brackets, or a line for each item. */
import type { Edit } from './edit.ts';
import { fieldLines, serializeScalar, serializeValue, type FieldMap } from './serialize.ts';
import type { Span, YamlValue } from './yaml.ts';

/** A text and the YAML in it. `text` is the whole file, whose offsets `yaml.spans` counts. */
export interface EditableYaml {
	readonly text: string;
	readonly yaml: YamlValue;
}

/** @returns the edit that puts another scalar in the place of a value. */
export function replaceValue({ yaml }: EditableYaml, path: string, value: string): Edit {
	return { ...spanOf(yaml, path), text: serializeScalar(value) };
}

/**
 * @param path of the map; the empty path is the frontmatter itself
 * @param value YAML on one line
 * @returns the edit that adds a field at the end of a map
 */
export function addField(source: EditableYaml, path: string, name: string, value: string): Edit {
	const { text, yaml } = source;
	const { start, end } = spanOf(yaml, path);
	if (text[start] === '{') return insert(lastChildEnd(source, path) ?? start + 1, `${isEmpty(yaml, path) ? ' ' : ', '}${name}: ${value}`);
	return insert(lineEnd(text, lastChildEnd(source, path) ?? end), `\n${' '.repeat(columnOf(text, start))}${name}: ${value}`);
}

/** @returns the edit that adds texts at the end of a list. */
export function addItems(source: EditableYaml, path: string, items: readonly string[]): Edit {
	const { text, yaml } = source;
	const { start, end } = spanOf(yaml, path);
	const values = items.map((item) => serializeScalar(item));
	if (text[start] === '[' && isEmpty(yaml, path)) return { start, end, text: `[${values.join(', ')}]` };
	const last = lastChildEnd(source, path) ?? end;
	if (text[start] === '[') return insert(last, values.map((value) => `, ${value}`).join(''));
	return insert(lineEnd(text, last), values.map((value) => `\n${' '.repeat(columnOf(text, start))}- ${value}`).join(''));
}

/** @returns the edit that adds a map at the end of a list of maps; where nothing is, a list of it alone. */
export function addEntry(source: EditableYaml, path: string, entry: FieldMap): Edit {
	const { text, yaml } = source;
	if (path === '' && (yaml.value ?? undefined) === undefined) {
		const { start, end } = yaml.spans.get('') ?? { start: 0, end: 0 };
		if (start < end) return { start, end, text: entryLines(entry, 0) };
		return insert(text.length, `${/[^\n]$/.test(text) ? '\n' : ''}${entryLines(entry, 0)}\n`);
	}
	const { start, end } = spanOf(yaml, path);
	const last = lastChildEnd(source, path);
	if (text[start] === '[') return last === undefined ? replaceEntries(source, path, entry) : insert(last, `, ${serializeValue(entry)}`);
	const at = Math.min(text.length, lineEnd(text, last ?? end) + 1);
	const lines = entryLines(entry, columnOf(text, start));
	return insert(at, `${text[at - 1] === '\n' ? '' : '\n'}${lines}\n`);
}

/** @returns the edit that leaves a single map in a list. */
export function replaceEntries({ text, yaml }: EditableYaml, path: string, entry: FieldMap): Edit {
	const span = spanOf(yaml, path);
	return {
		...span,
		text: text[span.start] === '[' ? `[${serializeValue(entry)}]` : entryLines(entry, columnOf(text, span.start)).trimStart(),
	};
}

/** @returns the edits that remove items of a list, with what joins them; without any item, the list is empty. */
export function removeItems(source: EditableYaml, path: string, indexes: readonly number[]): Edit[] {
	const { text, yaml } = source;
	const list = spanOf(yaml, path);
	const items = childrenOf(yaml, path).map((name) => ({ start: spanOf(yaml, name).start, end: valueEnd(source, name) }));
	const removed = items.flatMap((item, index) => (indexes.includes(index) ? [{ ...item, index }] : []));
	if (removed.length === items.length) return [{ ...list, text: '[]' }];
	if (text[list.start] !== '[') return removed.map(({ start, end }) => wholeLines(text, start, end));
	// With an item goes the comma after it; of the last ones, the comma before them.
	const kept = items.findLastIndex((_, index) => !indexes.includes(index));
	return [
		...removed.filter(({ index }) => index < kept).map(({ start, index }) => ({ start, end: items[index + 1]?.start ?? start, text: '' })),
		...(kept === items.length - 1 ? [] : [{ start: items[kept]?.end ?? list.start, end: items.at(-1)?.end ?? list.end, text: '' }]),
	];
}

function spanOf(yaml: YamlValue, path: string): Span {
	const span = yaml.spans.get(path);
	if (!span) throw new RangeError(`There is no value ${path}.`);
	return span;
}

/** The end of a value without comments that follow it, which a span of several lines includes. */
function valueEnd(source: EditableYaml, path: string): number {
	const { start, end } = spanOf(source.yaml, path);
	const opening = source.text[start] ?? '';
	return '[{"\''.includes(opening) ? end : (lastChildEnd(source, path) ?? end);
}

function lastChildEnd(source: EditableYaml, path: string): number | undefined {
	const last = childrenOf(source.yaml, path).at(-1);
	return last === undefined ? undefined : valueEnd(source, last);
}

/** A map as an item of a list that starts in some column, from 0; no line end after it. */
function entryLines(entry: FieldMap, column: number): string {
	const lines = Object.entries(entry).flatMap(([name, value]) => fieldLines(name, value));
	return lines.map((line, index) => `${' '.repeat(column)}${index === 0 ? '- ' : '  '}${line}`).join('\n');
}

function isEmpty(yaml: YamlValue, path: string): boolean {
	return childrenOf(yaml, path).length === 0;
}

/** The paths of the values directly inside a list or map, in the order of the file. */
function childrenOf({ spans }: YamlValue, path: string): string[] {
	return [...spans.keys()].filter((name) => name !== '' && parentOf(name) === path);
}

function parentOf(path: string): string {
	return path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '';
}

function insert(at: number, text: string): Edit {
	return { start: at, end: at, text };
}

function wholeLines(text: string, start: number, end: number): Edit {
	return { start: start - columnOf(text, start), end: Math.min(text.length, lineEnd(text, end) + 1), text: '' };
}

function lineEnd(text: string, offset: number): number {
	const end = text.indexOf('\n', offset);
	return end === -1 ? text.length : end;
}

/** From 0. */
function columnOf(text: string, offset: number): number {
	return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
