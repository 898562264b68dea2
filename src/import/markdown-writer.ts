import type { Root } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import type { Processor } from 'unified';

/** @returns a tree as Markdown; text that looks like Markdown or a blank stays text. */
export function writeMarkdown(tree: Root): string {
	return writer.stringify(tree).trim();
}

const writer = remark()
	.use(remarkGfm)
	.use({ settings: { bullet: '-', rule: '-', emphasis: '*', fences: true, listItemIndent: 'one' } })
	.use(escapeBraces)
	.freeze();

/** Two braces would mark a blank, and two may come to stand side by side that did not in the tree. */
function escapeBraces(this: Processor): void {
	const data = this.data();
	(data.toMarkdownExtensions ??= []).push({ unsafe: [{ character: '{', inConstruct: 'phrasing' }] });
}
