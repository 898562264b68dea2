/** What a body consists of: its title, its take, its sections. */
import type { ElementContent, Root as HastRoot } from 'hast';
import type { Heading as HeadingNode, Nodes, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { VFile } from 'vfile';
import type { Place } from '../problem.ts';
import { isBlankText } from '../text-file.ts';
import { walkElements } from './walk.ts';

export interface Section extends Place {
	readonly text: string;
	readonly isEmpty: boolean;
}

/** Takes a first level-1 heading out of the tree. */
export function takeTitle(tree: Root): HeadingNode | undefined {
	const [first] = tree.children;
	if (first?.type !== 'heading' || first.depth !== 1) return undefined;
	tree.children.shift();
	return first;
}

/** @returns the level-2 headings. */
export function sectionsOf(tree: Root): Section[] {
	return tree.children.flatMap((node, index) => {
		if (node.type !== 'heading' || node.depth !== 2) return [];
		const end = tree.children.findIndex((next, at) => at > index && next.type === 'heading' && next.depth <= 2);
		return [{ ...startOf(node), text: plainText(node), isEmpty: isEmpty(tree.children.slice(index + 1, end === -1 ? undefined : end)) }];
	});
}

/** @returns whether nodes show a reader nothing but headings and lines. */
export function isEmpty(nodes: readonly Nodes[]): boolean {
	return nodes.every((node) => {
		if (node.type === 'heading' || node.type === 'footnoteDefinition') return true;
		if (node.type === 'html') return isComment(node.value);
		if (node.type === 'image' || node.type === 'imageReference') return false;
		return 'children' in node ? isEmpty(node.children) : !('value' in node) || isBlankText(node.value);
	});
}

/**
 * Finds the first paragraph of a body. One before any heading is the lead and leaves the HTML, since the page prints it above;
 * one inside a section stays where it is and is only quoted.
 */
export function takeParagraph(tree: Root, rendered: HastRoot): { children: ElementContent[]; text: string; isLead: boolean } | undefined {
	const index = tree.children.findIndex((node) => node.type === 'paragraph' && plainText(node) !== '');
	const paragraph = tree.children[index];
	if (!paragraph) return undefined;
	const isLead = tree.children.slice(0, index).every(({ type }) => type !== 'heading');
	const at = rendered.children.findIndex(
		(node) => node.type === 'element' && node.position?.start.offset === paragraph.position?.start.offset,
	);
	const children = childrenOf(rendered.children[at]);
	if (isLead && at !== -1) rendered.children.splice(at, 1);
	return { children, text: plainText(paragraph), isLead };
}

/** @returns the children of an element, none for anything else. */
export function childrenOf(node: HastRoot['children'][number] | undefined): ElementContent[] {
	return node?.type === 'element' ? node.children : [];
}

/** @returns whether HTML is one comment and nothing else. */
export function isComment(html: string): boolean {
	return /^<!--(?:(?!-->)[\s\S])*-->$/.test(html.trim());
}

/** @returns every id in a tree, in order. */
export function idsOf(tree: HastRoot): string[] {
	const ids: string[] = [];
	walkElements(tree, ({ properties: { id } }) => {
		if (typeof id === 'string') ids.push(id);
		return undefined;
	});
	return ids;
}

/** @returns whether a text is one paragraph, without an image. */
export function isParagraph(tree: Root, file: VFile): boolean {
	return tree.children.length === 1 && tree.children[0]?.type === 'paragraph' && !file.data.images?.length;
}

/** @returns where a heading starts. */
export function startOf(node: HeadingNode): Place {
	return { line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
}

/** @returns the text of a node on one line, without footnote references and image descriptions. */
export function plainText(node: Nodes): string {
	return rawText(node).replace(/\s+/g, ' ').trim();
}

/** A line break parts words, though it has no text itself. */
function rawText(node: Nodes): string {
	if (node.type === 'break') return '\n';
	return 'children' in node ? node.children.map(rawText).join('') : toString(node, { includeImageAlt: false, includeHtml: false });
}

/** @returns how many runs of anything but white space a text has. */
export function countWords(text: string): number {
	return text.match(/\S+/g)?.length ?? 0;
}
