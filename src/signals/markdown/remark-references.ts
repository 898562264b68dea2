import type { Definition, FootnoteDefinition, Nodes, Parents, Root } from 'mdast';
import type { Node } from 'unist';
import type { VFile } from 'vfile';
import { placeInside } from './place-inside.ts';
import { isComment } from './remark-addresses.ts';
import { findTyped } from './remark-typed.ts';
import { report } from './report.ts';
import { keyOf, usedReferences } from './used-references.ts';
import { walkMarkdown } from './walk.ts';

/**
 * Reports references to nothing, which Markdown publishes as they are typed, and definitions that nothing refers to or that come
 * twice, which it drops. Brackets alone, as in `[sic]` or `values[0][1]`, are no reference.
 */
export function remarkReferences() {
	return (tree: Root, file: VFile): void => {
		const links = new Map<string, Definition>();
		const footnotes = new Map<string, FootnoteDefinition>();
		const notes = new Map<string, MissingNote>();
		const { used } = usedReferences(tree);
		walkMarkdown(tree, (node) => {
			if (node.type === 'definition') define(node, links, file);
			else if (node.type === 'footnoteDefinition') define(node, footnotes, file);
			else if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
				const text = textOf(node, String(file));
				findUndefined(node, text, notes, file);
				findTyped(node, text, file);
			}
			return undefined;
		});
		for (const [label, { place, hasText }] of notes) {
			const note = hasText
				? `Write [^${label}]: with a colon before its text.`
				: `Add a paragraph that starts with [^${label}]: and its text, or write \\[ for a bracket.`;
			report(file, place, 'footnote/undefined', 'error', `There is no footnote [^${label}].`, note);
		}
		for (const node of links.values()) {
			if (used.has(keyOf(node))) continue;
			if (isComment(node)) {
				report(file, node, 'body/comment', 'warning', 'This is a comment, which is dropped; it would not have been private.', 'Remove it.');
				continue;
			}
			report(
				file,
				node,
				'link/unused',
				'warning',
				`The address [${nameOf(node)}] is defined, but no link uses it.`,
				'Remove it, or link to it.',
			);
		}
		for (const node of footnotes.values()) {
			if (used.has(keyOf(node))) continue;
			const note = `Write [^${nameOf(node)}] where it belongs, or remove it.`;
			report(file, node, 'footnote/unused', 'warning', `The footnote [^${nameOf(node)}] is not shown, since nothing refers to it.`, note);
		}
	};
}

function define<T extends Definition | FootnoteDefinition>(node: T, known: Map<string, T>, file: VFile): void {
	const first = known.get(node.identifier);
	if (!first) {
		known.set(node.identifier, node);
		return;
	}
	const [code, name] =
		node.type === 'definition'
			? (['link/duplicate', `The address [${nameOf(node)}]`] as const)
			: (['footnote/duplicate', `The footnote [^${nameOf(node)}]`] as const);
	const line = file.data.firstLine ?? 1;
	const reason = `${name} is already defined on line ${(first.position?.start.line ?? 1) + line - 1}; this one is not shown.`;
	report(file, node, code, 'error', reason, 'Give it another name, or remove it.');
}

/** A footnote that is referred to, told once. */
interface MissingNote {
	/** Of its text, where that is there, or of the first reference. */
	readonly place: Node;
	/** Whether a paragraph starts with it like its text does, only without the colon. */
	readonly hasText: boolean;
}

function findUndefined(parent: Parents, text: string, notes: Map<string, MissingNote>, file: VFile): void {
	if (!text.includes('[')) return;
	const source = String(file);
	for (const { 1: label = '', index } of text.matchAll(/(?<!\\)\[\^([^\s[\]]+)\]/g).take(mostTold)) {
		const hasText = parent.type === 'paragraph' && index === 0 && /^\s+\S/.test(text.slice(label.length + 3));
		const known = notes.get(label);
		if (!known || (hasText && !known.hasText)) notes.set(label, { place: placeInside(parent, source, index), hasText });
	}
	for (const { 1: words = '', 2: label = '', index } of text
		.matchAll(/(?<![\\\w\])])\[(?!\^)((?:\\.|[^\\[\]])+)\]\[((?:\\.|[^\\[\]])*)\]/g)
		.take(mostTold)) {
		const name = label.trim() === '' ? words : label;
		report(
			file,
			placeInside(parent, source, index),
			'link/undefined',
			'warning',
			`There is no address [${name}], so that no link is shown.`,
			`Add a line that starts with [${name}]: and the address, or write \\[ for a bracket.`,
		);
	}
}

/** @returns the source of what is inside a paragraph, with everything that is no text of its own masked by a word, which keeps how a bare address starts. */
function textOf(parent: Parents, source: string): string {
	const start = parent.position?.start.offset ?? 0;
	let masked = '';
	let at = start;
	const mask = (node: Nodes) => {
		if (node.type === 'text' || node.type === 'break') return;
		if (node.type === 'emphasis' || node.type === 'strong' || node.type === 'delete') {
			node.children.forEach(mask);
			return;
		}
		const [from, to] = [node.position?.start.offset ?? at, node.position?.end.offset ?? at];
		const [scheme = ''] = /^(?:https?:|www\.)/i.exec(source.slice(from, to)) ?? [];
		masked += source.slice(at, from) + scheme.padEnd(to - from, 'x');
		at = to;
	};
	parent.children.forEach(mask);
	return masked + source.slice(at, parent.position?.end.offset ?? at);
}

/** In one paragraph. */
const mostTold = 50;

function nameOf({ label, identifier }: Definition | FootnoteDefinition): string {
	return label ?? identifier;
}
