import type { Root } from 'hast';
import { toText } from 'hast-util-to-text';
import { walkElements } from './walk.ts';

/** Names the box of each task-list item by its text, since a disabled box has no label of its own (WCAG 4.1.2). */
export function rehypeTaskLabels() {
	return (tree: Root): void => {
		walkElements(tree, (node) => {
			if (node.tagName !== 'li') return undefined;
			walkElements(node, (box) => {
				if (box.tagName === 'input' && box.properties['ariaLabel'] === undefined)
					box.properties['ariaLabel'] = toText(node).trim().split('\n', 1)[0] ?? '';
				return undefined;
			});
			return undefined;
		});
	};
}
