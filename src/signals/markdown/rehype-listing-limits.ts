import type { Root } from 'hast';
import { toText } from 'hast-util-to-text';
import { limits } from '../limits.ts';
import { walkElements } from './walk.ts';

/** Leaves long listings of code in one colour: some grammars of the highlighter take the cube of their length. Runs before it. */
export function rehypeListingLimits() {
	return (tree: Root): void => {
		let total = 0;
		walkElements(tree, (node, _, parent) => {
			const { className } = node.properties;
			if (node.tagName !== 'code' || !Array.isArray(className) || parent?.type !== 'element' || parent.tagName !== 'pre') return undefined;
			const { length } = toText(node, { whitespace: 'pre' });
			total += length;
			if (length > limits.listing.highlighted || total > limits.listing.highlightedInAll) className.push('no-highlight');
			return undefined;
		});
	};
}

/** Names of a language whose grammar takes the cube of a listing's length, however short. */
export const plainLanguages = ['markdown', 'md', 'mkdown', 'mkd'];
