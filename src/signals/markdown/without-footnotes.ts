import type { ElementContent } from 'hast';

/** @returns nodes without the references to footnotes in them, which lead nowhere once a text is quoted elsewhere. */
export function withoutFootnotes(nodes: readonly ElementContent[]): ElementContent[] {
	return nodes.flatMap((node): ElementContent[] => {
		if (node.type !== 'element') return [node];
		const isReference =
			node.tagName === 'sup' && node.children.some((child) => child.type === 'element' && 'dataFootnoteRef' in child.properties);
		return isReference ? [] : [{ ...node, children: withoutFootnotes(node.children) }];
	});
}
