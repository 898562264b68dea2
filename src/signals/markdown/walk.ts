/**
 * Walks trees of mdast and hast as `unist-util-visit` does, only without its tests of types and its names for traces, which take longer
 * than what is done with most nodes. Recurses, as what makes the trees does.
 */
import type { Element, Nodes as HastNodes } from 'hast';
import type { Nodes as MdastNodes } from 'mdast';

/** What a visitor returns so that what a node holds is passed over. */
export const skip = Symbol('skip');

type Visitor<Visited, Node> = (node: Visited, index: number | undefined, parent: Node | undefined) => typeof skip | undefined;

interface Walkable<Node> {
	readonly type: string;
	readonly children?: readonly Node[];
}

/** Calls a visitor for every node of a Markdown tree, in the order of the text, parents before what they hold. */
export function walkMarkdown(tree: MdastNodes, visitor: Visitor<MdastNodes, MdastNodes>): void {
	walk<MdastNodes>(tree, visitor, undefined, undefined);
}

/** Calls a visitor for every element of an HTML tree, in the order of the text, parents before what they hold. */
export function walkElements(tree: HastNodes, visitor: Visitor<Element, HastNodes>): void {
	const visit: Visitor<HastNodes, HastNodes> = (node, index, parent) =>
		node.type === 'element' ? visitor(node, index, parent) : undefined;
	walk<HastNodes>(tree, visit, undefined, undefined);
}

function walk<Node extends Walkable<Node>>(
	node: Node,
	visitor: Visitor<Node, Node>,
	index: number | undefined,
	parent: Node | undefined,
): void {
	if (visitor(node, index, parent) === skip || !node.children) return;
	// By index, as a visitor may put something else in the place of a node.
	for (let at = 0; at < node.children.length; at += 1) {
		const child = node.children[at];
		if (child) walk(child, visitor, at, node);
	}
}
