import { destinationsOf } from './destinations.ts';
import type { EditableYaml } from './edit-fields.ts';
import { applyEdits, readForEditing, type Edit, type EditableFile } from './edit.ts';
import { splitFrontmatter } from './frontmatter.ts';
import type { LocalProblem } from './problem.ts';
import { serializeScalar } from './serialize.ts';

/** A signal's text with the places of its fields. */
export interface SourceText extends EditableYaml {
	/** Offset of the body. */
	readonly bodyStart: number;
}

/** A signal's file about to be changed. */
export interface SourceFile extends EditableFile, SourceText {}

/** @returns a signal's file with the places of its fields, or why they cannot be read. */
export function readSource(location: string): SourceFile | { readonly problems: readonly LocalProblem[] } {
	const file = readForEditing(location);
	if ('problems' in file) return file;
	const split = splitFrontmatter(file.text);
	if ('problems' in split) return split;
	const { yaml, body } = split;
	return yaml.value === undefined ? yaml : { ...file, yaml, bodyStart: file.text.length - body.length };
}

/** @returns the text of a field of the frontmatter by its dotted path, or undefined when there is none. */
export function fieldText({ yaml }: EditableYaml, path: string): string | undefined {
	let value = yaml.value;
	for (const name of path.split('.'))
		value = typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
	return typeof value === 'string' ? value : undefined;
}

/**
 * @param rewrite an address to another, or undefined to leave it
 * @returns the edits that change addresses in the body and in the summary
 */
export function rewriteAddresses(source: SourceText, rewrite: (address: string) => string | undefined): Edit[] {
	return [...inMarkdown(source.text.slice(source.bodyStart), source.bodyStart, rewrite), ...inSummary(source, rewrite)];
}

function inMarkdown(markdown: string, offset: number, rewrite: (address: string) => string | undefined): Edit[] {
	return destinationsOf(markdown).flatMap(({ address, start, end }) => {
		const text = rewrite(address);
		return text === undefined || text === address ? [] : [{ start: start + offset, end: end + offset, text }];
	});
}

/** Where a summary is written with escapes or over several lines, it is written anew. */
function inSummary(source: SourceText, rewrite: (address: string) => string | undefined): Edit[] {
	const summary = fieldText(source, 'summary');
	const span = source.yaml.spans.get('summary');
	if (summary === undefined || !span) return [];
	const edits = inMarkdown(summary, 0, rewrite);
	if (edits.length === 0) return [];
	const at = source.text.slice(span.start, span.end).indexOf(summary);
	if (at !== -1) return edits.map((edit) => ({ ...edit, start: edit.start + span.start + at, end: edit.end + span.start + at }));
	return [{ ...span, text: serializeScalar(applyEdits(summary, edits), true) }];
}
