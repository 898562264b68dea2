import type { Element, Root } from 'hast';
import { skip, walkElements } from './walk.ts';

export interface TableOptions {
	/** Name of the region for assistive technology, which then says that it scrolls. */
	readonly label: string;
}

/** Puts every table into a region that scrolls by itself and can be reached by keyboard (WCAG 2.1.1, 1.4.10). */
export function rehypeTables({ label }: TableOptions) {
	return (tree: Root): void => {
		let number = 0;
		walkElements(tree, (node, index, parent) => {
			if (node.tagName !== 'table' || index === undefined || !parent || !('children' in parent)) return undefined;
			number += 1;
			const region: Element = {
				type: 'element',
				tagName: 'div',
				properties: { className: ['table'], role: 'region', tabIndex: 0, ariaLabel: `${label} ${number}` },
				children: [node],
			};
			parent.children[index] = region;
			return skip;
		});
	};
}
