import GithubSlugger from 'github-slugger';
import type { Root } from 'hast';
import { toText } from 'hast-util-to-text';
import type { VFile } from 'vfile';
import type { Heading } from '../signal.ts';
import { tagSlug } from '../slug.ts';
import { withoutFootnotes } from './without-footnotes.ts';
import { walkElements } from './walk.ts';

export interface HeadingIdOptions {
	/** Level-2 headings with an id of their own, so that a link to the section works in every signal. */
	readonly houseSections: readonly string[];
}

/**
 * Gives every heading an id that is unique in the page and stable while its text is: the slug of a house section, and
 * `h-<slug>` for all others, which keeps them apart from the ids of the page around the body. Lists them in `file.data.headings`.
 */
export function rehypeHeadingIds({ houseSections }: HeadingIdOptions) {
	const houseIds = new Map(houseSections.map((name) => [name.toLowerCase(), tagSlug(name)]));
	return (tree: Root, file: VFile): void => {
		const slugger = new GithubSlugger();
		const taken = new Set<string>();
		const headings: Heading[] = [];
		walkElements(tree, (node) => {
			const depth = /^h([2-6])$/.exec(node.tagName)?.[1];
			if (depth === undefined || node.properties['id'] !== undefined) return undefined;
			const text = toText({ ...node, children: withoutFootnotes(node.children) }).trim();
			const house = depth === '2' ? houseIds.get(text.toLowerCase()) : undefined;
			const id =
				house !== undefined && !taken.has(house) ? house : `h-${slugger.slug(tagSlug(text) === '' ? 'section' : text.normalize('NFC'))}`;
			taken.add(id);
			node.properties['id'] = id;
			headings.push({ depth: Number(depth), id, text });
			return undefined;
		});
		file.data['headings'] = headings;
	};
}
