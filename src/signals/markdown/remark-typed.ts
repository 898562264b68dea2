import type { Parents } from 'mdast';
import type { VFile } from 'vfile';
import type { ProblemCode } from '../problem-codes.ts';
import { placeInside } from './place-inside.ts';
import { report } from './report.ts';

/**
 * Warns of links, images and headings with a slip in their marks, which Markdown publishes as they are typed.
 * @param text source of the parent, without what is no text of its own
 */
export function findTyped(parent: Parents, text: string, file: VFile): void {
	for (const { form, code, reason, note } of slips) {
		if (code === 'body/heading-space' && parent.type !== 'paragraph') continue;
		for (const { index } of text.matchAll(form).take(mostTold))
			report(file, placeInside(parent, String(file), index), code, 'warning', reason, note);
	}
}

/** @returns whether a line is a heading of a section but for the space after its marks. */
export function lacksSpace(line: string): boolean {
	return /^ {0,3}#{2,6}[\p{L}\u00A0]/u.test(line);
}

interface Slip {
	/** Linear in the length of the text: what repeats excludes how it starts. */
	readonly form: RegExp;
	readonly code: ProblemCode;
	readonly reason: string;
	readonly note: string;
}

const slips: readonly Slip[] = [
	{
		form: /!\[[^[\]]*\]\((?!\s*\{\{)/g,
		code: 'image/syntax',
		reason: 'This image is shown as it is typed.',
		note: 'Write ![what it shows](chart.png), with a name without spaces and the closing parenthesis.',
	},
	{
		// After a word or bracket it is code: `values[0](x)`.
		form: /(?<![\\!\w\])])\[[^[\]]*[^\\[\]]\]\((?!\s*\{\{)/g,
		code: 'link/syntax',
		reason: 'This link is shown as it is typed.',
		note: 'Write [text](https://example.org/page), with %20 for a space in the address and the closing parenthesis.',
	},
	{
		form: /(?<![\\!\w\])])\[(?!(?:sic|\d+|…|\.{3})\])[^[\]]*[^\s\\[\]]\][ \t]+\((?:https?:|www\.)/gi,
		code: 'link/syntax',
		reason: 'This link is shown as it is typed, because a space stands between its text and its address.',
		note: 'Write [text](https://example.org/page), without a space between.',
	},
	{
		form: /\([^()[\]]*\)\[(?:https?:|www\.)/gi,
		code: 'link/syntax',
		reason: 'This link is shown as it is typed, because its brackets and parentheses are swapped.',
		note: 'Write [text](https://example.org/page).',
	},
	{
		form: /(?<=^|\n) {0,3}#{2,6}(?=[\p{L}\u00A0])/gu,
		code: 'body/heading-space',
		reason: 'This heading is shown as it is typed, because no space follows its marks.',
		note: 'Write a space after the last #, as in ## Heading.',
	},
];

/** In one paragraph, of each kind. */
const mostTold = 20;
