import type { ElementContent, Root as HastRoot } from 'hast';
import type { Heading as HeadingNode, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { remark } from 'remark';
import rehypeHighlight from 'rehype-highlight';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { fileStart, type LocalProblem, type Place } from '../problem.ts';
import type { Heading, Take } from '../signal.ts';
import { rehypeHeadingIds } from './rehype-heading-ids.ts';
import { withoutFootnotes } from './without-footnotes.ts';
import { rehypeMarks } from './rehype-marks.ts';
import { rehypeTables } from './rehype-tables.ts';
import { rehypeTaskLabels } from './rehype-task-labels.ts';
import { remarkAddresses, type ImageUse, type InternalLink } from './remark-addresses.ts';
import { remarkBodyRules } from './remark-body-rules.ts';
import { problemsOf, report } from './report.ts';
import { sanitizeSchema } from './sanitize-schema.ts';

export interface RenderOptions {
	readonly houseSections: readonly string[];
	/** Words the renderer puts into a body. */
	readonly words: { readonly footnotes: string; readonly backToText: string; readonly table: string };
}

export interface RenderedBody {
	/** HTML with marks, without what became the title or the lead. */
	readonly html: string;
	/** Inline HTML with marks of what the page prints above the body: the summary, or a first paragraph. Empty when there is neither. */
	readonly lead: string;
	/** Text of a first level-1 heading and its place. */
	readonly title: ({ readonly text: string } & Place) | undefined;
	readonly take: Take;
	readonly headings: readonly Heading[];
	/** Level-2 headings with their places, and whether nothing follows them. */
	readonly sections: readonly Section[];
	readonly links: readonly InternalLink[];
	readonly images: readonly ImageUse[];
	readonly words: number;
	readonly problems: readonly LocalProblem[];
}

export interface Section extends Place {
	readonly text: string;
	readonly isEmpty: boolean;
}

/** Renders Markdown the one way every page, feed and file shows it. */
export interface MarkdownRenderer {
	/** @param firstLine line of the file the body starts on */
	body(markdown: string, firstLine: number, summary: ({ readonly markdown: string } & Place) | undefined): RenderedBody;
}

/** @returns a renderer whose processors are frozen: nothing can add a plugin to them later. */
export function createRenderer(options: RenderOptions): MarkdownRenderer {
	const markdown = remark().use(remarkGfm).freeze();
	const rules = unified().use(remarkBodyRules).use(remarkAddresses).freeze();
	const html = unified()
		.use(remarkRehype, {
			clobberPrefix: 'note-',
			footnoteLabel: options.words.footnotes,
			footnoteLabelProperties: { className: ['vh'] },
			footnoteBackLabel: (note, again) => `${options.words.backToText} ${note + 1}${again > 1 ? `-${again}` : ''}`,
		})
		.use(rehypeHeadingIds, { houseSections: options.houseSections })
		.use(rehypeHighlight)
		.use(rehypeTables, { label: options.words.table })
		.use(rehypeTaskLabels)
		.use(rehypeMarks)
		.use(rehypeSanitize, sanitizeSchema)
		.use(rehypeStringify)
		.freeze();

	return {
		body(text, firstLine, summary) {
			const file = new VFile(text);
			const tree = markdown.parse(file);
			rules.runSync(tree, file);
			const title = takeTitle(tree);
			const sections = sectionsOf(tree);
			const rendered = html.runSync(tree, file);
			const lead = summary ? undefined : takeParagraph(tree, rendered);
			const stringify = (children: HastRoot['children']) => html.stringify({ type: 'root', children });

			const summaryFile = new VFile(summary?.markdown ?? '');
			const summaryTree = markdown.parse(summaryFile);
			rules.runSync(summaryTree, summaryFile);
			if (summary && !isParagraph(summaryTree, summaryFile)) {
				report(
					summaryFile,
					summaryTree.children[1] ?? summaryTree,
					'summary/paragraph',
					'error',
					'The summary must be one paragraph of inline Markdown.',
					'Move lists, headings, images and further paragraphs into the body.',
				);
			}
			const summaryHtml = stringify(childrenOf(html.runSync(summaryTree, summaryFile).children[0]));

			const shiftBody = <T extends Place>(places: readonly T[] = []) => shift(places, { line: firstLine, column: 1 });
			return {
				html: stringify(rendered.children),
				lead: summary ? summaryHtml : lead?.isLead === true ? stringify(lead.children) : '',
				title: title && { text: plainText(title), ...(shiftBody([startOf(title)])[0] ?? fileStart) },
				take: summary
					? { html: summaryHtml, text: plainText(summaryTree), isLead: true }
					: lead
						? { html: stringify(withoutFootnotes(lead.children)), text: lead.text, isLead: lead.isLead }
						: noTake,
				headings: file.data.headings ?? [],
				sections: shiftBody(sections),
				links: [...shiftBody(file.data.links), ...(summaryFile.data.links ?? []).map((link) => ({ ...link, ...inSummary(link, summary) }))],
				images: shiftBody(file.data.images),
				words: countWords(plainText(tree)) + countWords(plainText(summaryTree)),
				problems: [
					...problemsOf(file, firstLine),
					...problemsOf(summaryFile, 1).map((problem) => ({ ...problem, ...inSummary(problem, summary) })),
				],
			};
		},
	};
}

const noTake: Take = { html: '', text: '', isLead: false };

declare module 'vfile' {
	interface DataMap {
		headings: Heading[];
		links: InternalLink[];
		images: ImageUse[];
	}
}

/** Takes a first level-1 heading out of the tree. */
function takeTitle(tree: Root): HeadingNode | undefined {
	const [first] = tree.children;
	if (first?.type !== 'heading' || first.depth !== 1) return undefined;
	tree.children.shift();
	return first;
}

function sectionsOf(tree: Root): Section[] {
	return tree.children.flatMap((node, index) => {
		if (node.type !== 'heading' || node.depth !== 2) return [];
		const next = tree.children[index + 1];
		return [{ ...startOf(node), text: plainText(node), isEmpty: next === undefined || (next.type === 'heading' && next.depth <= 2) }];
	});
}

/**
 * Finds the first paragraph of a body. One before any heading is the lead and leaves the HTML, since the page prints it above;
 * one inside a section stays where it is and is only quoted.
 */
function takeParagraph(tree: Root, rendered: HastRoot): { children: ElementContent[]; text: string; isLead: boolean } | undefined {
	const index = tree.children.findIndex((node) => node.type === 'paragraph' && plainText(node) !== '');
	const paragraph = tree.children[index];
	if (!paragraph) return undefined;
	const isLead = tree.children.slice(0, index).every(({ type }) => type !== 'heading');
	const at = rendered.children.findIndex(
		(node) => node.type === 'element' && node.position?.start.offset === paragraph.position?.start.offset,
	);
	const children = childrenOf(rendered.children[at]);
	if (isLead && at !== -1) rendered.children.splice(at, 1);
	return { children, text: plainText(paragraph), isLead };
}

function childrenOf(node: HastRoot['children'][number] | undefined): ElementContent[] {
	return node?.type === 'element' ? node.children : [];
}

function isParagraph(tree: Root, file: VFile): boolean {
	return tree.children.length === 1 && tree.children[0]?.type === 'paragraph' && !file.data.images?.length;
}

function startOf(node: HeadingNode): Place {
	return { line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
}

function plainText(node: Parameters<typeof toString>[0]): string {
	return toString(node, { includeImageAlt: false, includeHtml: false }).replace(/\s+/g, ' ').trim();
}

function countWords(text: string): number {
	return text.match(/\S+/g)?.length ?? 0;
}

/** YAML folds lines and drops indentation, so that only places on the first line of a summary are known. */
function inSummary({ line, column }: Place, summary: Place = fileStart): Place {
	return { line: summary.line, column: line === 1 ? summary.column + column - 1 : summary.column };
}

/** Moves places counted from the start of a fragment to where the fragment starts in its file. */
function shift<T extends Place>(places: readonly T[], start: Place): T[] {
	return places.map((place) => ({
		...place,
		line: place.line + start.line - 1,
		column: place.column + (place.line === 1 ? start.column - 1 : 0),
	}));
}
