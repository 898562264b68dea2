import type { Root } from 'hast';
import { markLink, marks } from './marks.ts';
import { isImageName } from './remark-addresses.ts';
import { walkElements } from './walk.ts';

/** Marks every address that depends on where the HTML is published; see `marks`. */
export function rehypeMarks() {
	return (tree: Root): void => {
		walkElements(tree, ({ tagName, properties }) => {
			const { href, src } = properties;
			if (tagName === 'a' && typeof href === 'string') properties['href'] = markLink(href);
			else if (tagName === 'img' && typeof src === 'string' && isImageName(src)) {
				Object.assign(properties, {
					src: marks.image + src,
					width: marks.width + src,
					height: marks.height + src,
					loading: 'lazy',
					decoding: 'async',
				});
			}
			return undefined;
		});
	};
}
