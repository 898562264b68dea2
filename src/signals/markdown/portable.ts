/**
 * The author's own Markdown, made fit to stand anywhere: addresses that depend on where it is published are marked, and what no page
 * shows is left out. Nothing else of it changes.
 */
import type { Nodes, Root } from 'mdast';
import { applyEdits, type Edit } from '../edit.ts';
import { markLink, marks } from './marks.ts';
import { keyOf, usedReferences } from './used-references.ts';
import { skip, walkMarkdown } from './walk.ts';

/** A part of a text. Offsets are UTF-16 code units. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

export interface Parsed {
	readonly text: string;
	readonly tree: Root;
	/** Where addresses of links, images and definitions stand, in order. */
	readonly destinations: readonly Span[];
}

/**
 * @param parsed after the rules were run, which give each link the path that it means
 * @param from offset behind what is left out at the start
 * @returns Markdown that renders to the same HTML, but for its addresses; empty, or ending in one line end and no blank line
 */
export function portableMarkdown({ text, tree, destinations }: Parsed, from = 0): string {
	const { used, images } = usedReferences(tree);
	const edits: Edit[] = [];
	walkMarkdown(tree, (node) => {
		const span = spanOf(node);
		if (!span) return undefined;
		const isDefinition = node.type === 'definition' || node.type === 'footnoteDefinition';
		if (node.type === 'html' || (isDefinition && !used.has(keyOf(node)))) {
			edits.push({ ...span, text: node.type === 'definition' ? emptyDefinition(text) : emptyComment });
			return skip;
		}
		if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return undefined;
		const isImage = node.type === 'image' || (node.type === 'definition' && images.has(keyOf(node)));
		const address = isImage ? marks.image + node.url : markLink(node.url);
		// An address stands behind everything else of a link that holds one; written out as text, a link has none.
		const place = destinations.findLast(({ start, end }) => start >= span.start && end <= span.end);
		if (place && address !== node.url) edits.push({ ...place, text: escapeAddress(address) });
		return undefined;
	});

	const kept = edits.filter(({ start }) => start >= from).map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
	const body = applyEdits(text.slice(from), kept)
		.replace(/^(?:[ \t]*\n)+/, '')
		.replace(/\n+$/, '');
	return body === '' ? '' : `${body}\n`;
}

/** What stands where something was, so that the lists and paragraphs around it do not become one. */
const emptyComment = '<!---->';
function emptyDefinition(text: string): string {
	let label = '-';
	while (text.includes(`[${label}]`)) label += '-';
	return `[${label}]: #`;
}

function spanOf({ position }: Nodes): Span | undefined {
	const [start, end] = [position?.start.offset, position?.end.offset];
	return start === undefined || end === undefined ? undefined : { start, end };
}

/** Markdown reads escapes and character references in an address, and ends it at a space or an unmatched parenthesis. */
function escapeAddress(address: string): string {
	return address.replace(/[\\()<>]|&(?=#?\w+;)/g, String.raw`\$&`).replace(/\s/g, encodeURIComponent);
}
