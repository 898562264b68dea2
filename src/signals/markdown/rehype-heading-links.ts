import type { ElementContent, Root } from 'hast';
import { skip, walkElements } from './walk.ts';

/** Makes every heading a link to itself, so that its address can be copied. One that holds a link of its author's stays as it is. */
export function rehypeHeadingLinks() {
	return (tree: Root): void => {
		walkElements(tree, (node) => {
			const { id, className } = node.properties;
			// The heading of the footnotes is hidden, and what is hidden must not take the focus.
			if (!/^h[2-6]$/.test(node.tagName) || typeof id !== 'string' || className !== undefined || node.children.length === 0)
				return undefined;
			if (!holdsLink(node.children))
				node.children = [{ type: 'element', tagName: 'a', properties: { href: `#${id}` }, children: node.children }];
			return skip;
		});
	};
}

function holdsLink(nodes: readonly ElementContent[]): boolean {
	return nodes.some((node) => node.type === 'element' && (node.tagName === 'a' || holdsLink(node.children)));
}
