import { removeItems, replaceValue, type EditableYaml } from './edit-fields.ts';
import { editLinks } from './edit-links.ts';
import { applyEdits, type Edit } from './edit.ts';
import type { Fix } from './fix.ts';
import { splitFrontmatter } from './frontmatter.ts';
import { placeAt } from './text-file.ts';
import { parseYaml } from './yaml.ts';

/** One change, as its author is told. */
export interface Fixed {
	/** Of the file as it was, from 1. */
	readonly line: number;
	/** What stood there, as written. */
	readonly before: string;
	/** What takes its place; undefined where it is removed. */
	readonly after: string | undefined;
}

/**
 * Works out the edits that make fixes to a file, and nothing else. A file with errors of syntax is left alone: what was meant by it
 * is not certain.
 *
 * @param text as `decodeText` gives it: a signal, or a list of the vocabulary
 * @param fixes at most one for each field
 * @returns what is changed, in the order of the file
 * @throws Error when the file could not be read with the edits made, which is a bug
 */
export function applyFixes(
	text: string,
	fixes: readonly Fix[],
	kind: 'signal' | 'vocabulary',
): { readonly edits: readonly Edit[]; readonly fixed: readonly Fixed[] } {
	const source = parse(text, kind);
	if (!source) return { edits: [], fixed: [] };
	const changes = fixes.flatMap((fix) => changesFor(source, fix));
	const edits = [...changes.flatMap(({ edit }) => edit ?? []), ...removals(source, fixes)];
	if (!parse(applyEdits(text, edits), kind)) throw new Error('A fix would make the file unreadable.');
	return { edits, fixed: changes.map(({ fixed }) => fixed).sort((a, b) => a.line - b.line) };
}

function parse(text: string, kind: 'signal' | 'vocabulary'): EditableYaml | undefined {
	const split = kind === 'signal' ? splitFrontmatter(text) : { yaml: parseYaml(text) };
	if ('problems' in split || split.yaml.problems.some(({ severity }) => severity === 'error')) return undefined;
	return { text, yaml: split.yaml };
}

/** Without an edit where `removals` makes it. */
interface FixChange {
	readonly edit?: Edit;
	readonly fixed: Fixed;
}

function changesFor(source: EditableYaml, fix: Fix): FixChange[] {
	const { text, yaml } = source;
	if (fix.kind === 'link') {
		return editLinks(text, ({ means }) => (means === fix.from ? fix.to : undefined)).map((edit) => ({
			edit,
			fixed: {
				line: placeAt(text, edit.start).line,
				// A summary over several lines is written anew as a whole.
				before: edit.text === fix.to ? text.slice(edit.start, edit.end) : fix.from,
				after: fix.to,
			},
		}));
	}
	const span = yaml.spans.get(fix.field);
	if (!span) return [];
	const [line, before] = [placeAt(text, span.start).line, text.slice(span.start, span.end)];
	if (fix.kind === 'remove') return [{ fixed: { line, before, after: undefined } }];
	const edit = valueEdit(source, fix.field, fix.value, before);
	return [{ edit, fixed: { line, before, after: edit.text } }];
}

/** Text in quotes stays in quotes, so that its author can go on as before. */
function valueEdit(source: EditableYaml, field: string, value: string | number, before: string): Edit {
	const edit = replaceValue(source, field, String(value));
	if (typeof value === 'number') return { ...edit, text: String(value) };
	return /^["']/.test(before) ? { ...edit, text: JSON.stringify(value) } : edit;
}

function removals(source: EditableYaml, fixes: readonly Fix[]): Edit[] {
	const items = new Map<string, number[]>();
	for (const fix of fixes) {
		const [, list, index] = /^(.*)\.(\d+)$/.exec(fix.kind === 'remove' && source.yaml.spans.has(fix.field) ? fix.field : '') ?? [];
		if (list !== undefined) items.set(list, [...(items.get(list) ?? []), Number(index)]);
	}
	return [...items].flatMap(([list, indexes]) => removeItems(source, list, indexes));
}
