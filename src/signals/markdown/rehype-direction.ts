import type { Root } from 'hast';
import { toText } from 'hast-util-to-text';
import { skip, walkElements } from './walk.ts';

/**
 * Lets lists and quotations with words that are written from right to left take the direction of their text, and what they hold of its own: their markers, their
 * rule and their indentation are then on the side where it begins. The style sheet sets the direction of lines, but not of boxes.
 */
export function rehypeDirection() {
	return (tree: Root): void => {
		walkElements(tree, (node) => {
			if (!boxes.has(node.tagName) || !rightToLeft.test(toText(node))) return undefined;
			walkElements(node, (inner) => {
				if (boxes.has(inner.tagName)) inner.properties['dir'] = 'auto';
				return undefined;
			});
			return skip;
		});
	};
}

const boxes: ReadonlySet<string> = new Set(['ul', 'ol', 'blockquote']);

/** Letters of the blocks that Unicode sets aside for such scripts (Unicode Standard Annex 9, Bidi_Class R and AL). */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
