import type { Root as HastRoot } from 'hast';
import { remark } from 'remark';
import rehypeHighlight from 'rehype-highlight';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { collectDestinations } from '../destinations.ts';
import { fileStart, type LocalProblem, type Place } from '../problem.ts';
import type { Heading, Take } from '../signal.ts';
import { rehypeDirection } from './rehype-direction.ts';
import { rehypeHeadingIds } from './rehype-heading-ids.ts';
import {
	childrenOf,
	countWords,
	idsOf,
	isEmpty,
	isParagraph,
	plainText,
	sectionsOf,
	startOf,
	takeParagraph,
	takeTitle,
	type Section,
} from './outline.ts';
import { portableMarkdown, type Parsed, type Span } from './portable.ts';
import { withoutFootnotes } from './without-footnotes.ts';
import { rehypeHeadingLinks } from './rehype-heading-links.ts';
import { plainLanguages, rehypeListingLimits } from './rehype-listing-limits.ts';
import { rehypeMarks } from './rehype-marks.ts';
import { rehypeTables } from './rehype-tables.ts';
import { rehypeTaskLabels } from './rehype-task-labels.ts';
import { remarkAddresses, type ImageUse, type PageLink } from './remark-addresses.ts';
import { remarkBlanks } from './remark-blanks.ts';
import { remarkBodyRules } from './remark-body-rules.ts';
import { remarkReferences } from './remark-references.ts';
import { remarkSparingAutolinks } from './remark-sparing-autolinks.ts';
import { remarkTexts } from './remark-texts.ts';
import { problemsOf, report } from './report.ts';
import { sanitizeSchema } from './sanitize-schema.ts';
import { checkStructure } from './structure.ts';
import { checkTree } from './tree-limits.ts';

export interface RenderOptions {
	readonly houseSections: readonly string[];
	/** Words the renderer puts into a body. */
	readonly words: { readonly footnotes: string; readonly backToText: string; readonly table: string };
}

export interface RenderedBody {
	/** HTML with marks, without what became the title or the lead. */
	readonly html: string;
	/** The body as Markdown with marks, without what became the title. */
	readonly markdown: string;
	/** The summary as Markdown with marks. Empty when there is none. */
	readonly summary: string;
	/** Inline HTML with marks of what the page prints above the body: the summary, or a first paragraph. Empty when there is neither. */
	readonly lead: string;
	/** Text of a first level-1 heading and its place. */
	readonly title: ({ readonly text: string } & Place) | undefined;
	readonly take: Take;
	readonly headings: readonly Heading[];
	/** Every id in the HTML, for links to a part of the page. */
	readonly ids: readonly string[];
	/** Level-2 headings with their places, and whether nothing follows them. */
	readonly sections: readonly Section[];
	readonly links: readonly PageLink[];
	readonly images: readonly ImageUse[];
	readonly words: number;
	/** Whether the text shows nothing but headings and lines. */
	readonly isEmpty: boolean;
	readonly problems: readonly LocalProblem[];
	/** Whether the text exceeds a limit, which is its only problem then, and was not rendered. */
	readonly isRefused: boolean;
}

/** Renders Markdown the one way every page, feed and file shows it. */
export interface MarkdownRenderer {
	/** @param firstLine line of the file the body starts on */
	body(markdown: string, firstLine: number, summary: ({ readonly markdown: string } & Place) | undefined): RenderedBody;
}

/** @returns a renderer whose processors are frozen: nothing can add a plugin to them later. */
export function createRenderer(options: RenderOptions): MarkdownRenderer {
	const destinations: Span[] = [];
	const markdown = remark().use(remarkGfm).use(remarkSparingAutolinks).use(collectDestinations, destinations).freeze();
	const rules = unified().use(remarkBodyRules).use(remarkBlanks).use(remarkAddresses).use(remarkReferences).use(remarkTexts).freeze();
	const html = unified()
		.use(remarkRehype, {
			clobberPrefix: 'note-',
			footnoteLabel: options.words.footnotes,
			footnoteLabelProperties: { className: ['vh'] },
			footnoteBackLabel: (note, again) => `${options.words.backToText} ${note + 1}${again > 1 ? `-${again}` : ''}`,
		})
		.use(rehypeHeadingIds, { houseSections: options.houseSections })
		.use(rehypeHeadingLinks)
		.use(rehypeListingLimits)
		.use(rehypeHighlight, { plainText: plainLanguages })
		.use(rehypeTables, { label: options.words.table })
		.use(rehypeTaskLabels)
		.use(rehypeDirection)
		.use(rehypeMarks)
		.use(rehypeSanitize, sanitizeSchema)
		.use(rehypeStringify)
		.freeze();

	const parse = (text: string): Parsed | LocalProblem => {
		const fault = checkStructure(text);
		if (fault) return fault;
		destinations.length = 0;
		const tree = markdown.parse(text);
		return checkTree(tree) ?? { text, tree, destinations: [...destinations] };
	};

	return {
		body(text, firstLine, summary) {
			const parsed = parse(text);
			if ('code' in parsed) return refused(shift([parsed], firstLine));
			const parsedSummary = parse(summary?.markdown ?? '');
			if ('code' in parsedSummary) return refused([{ ...parsedSummary, ...inSummary(parsedSummary, summary) }]);
			const [{ tree }, { tree: summaryTree }] = [parsed, parsedSummary];
			const file = new VFile({ value: text, data: { firstLine } });
			const summaryFile = new VFile({ value: summary?.markdown ?? '', data: { firstLine: summary?.line ?? 1 } });
			rules.runSync(tree, file);
			const title = takeTitle(tree);
			const portable = portableMarkdown(parsed, title?.position?.end.offset);
			const sections = sectionsOf(tree);
			const isBodyEmpty = isEmpty(tree.children);
			const rendered = html.runSync(tree, file);
			const ids = idsOf(rendered);
			const lead = summary ? undefined : takeParagraph(tree, rendered);
			const stringify = (children: HastRoot['children']) => html.stringify({ type: 'root', children });

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

			return {
				html: stringify(rendered.children),
				markdown: portable,
				summary: portableMarkdown(parsedSummary).trim(),
				lead: summary ? summaryHtml : lead?.isLead === true ? stringify(lead.children) : '',
				title: shift(title && [{ text: plainText(title), ...startOf(title) }], firstLine)[0],
				take: summary
					? { html: summaryHtml, text: plainText(summaryTree), isLead: true }
					: lead
						? { html: stringify(withoutFootnotes(lead.children)), text: lead.text, isLead: lead.isLead }
						: noTake,
				headings: file.data.headings ?? [],
				ids,
				sections: shift(sections, firstLine),
				links: [
					...shift(file.data.links, firstLine),
					...(summaryFile.data.links ?? []).map((link) => ({ ...link, ...inSummary(link, summary) })),
				],
				images: shift(file.data.images, firstLine),
				words: countWords(plainText(tree)) + countWords(plainText(summaryTree)),
				isEmpty: isBodyEmpty,
				problems: [
					...problemsOf(file, firstLine),
					...problemsOf(summaryFile, 1).map((problem) => ({ ...problem, ...inSummary(problem, summary) })),
				],
				isRefused: false,
			};
		},
	};
}

const noTake: Take = { html: '', text: '', isLead: false };

function refused(problems: readonly LocalProblem[]): RenderedBody {
	return {
		html: '',
		markdown: '',
		summary: '',
		lead: '',
		title: undefined,
		take: noTake,
		headings: [],
		ids: [],
		sections: [],
		links: [],
		images: [],
		words: 0,
		isEmpty: false,
		problems,
		isRefused: true,
	};
}

declare module 'vfile' {
	interface DataMap {
		headings: Heading[];
		links: PageLink[];
		images: ImageUse[];
		/** Line of the file that the text starts on, for messages that name another line. */
		firstLine: number;
	}
}

/** YAML folds lines and drops indentation, so that only places on the first line of a summary are known. */
function inSummary({ line, column }: Place, summary: Place = fileStart): Place {
	return { line: summary.line, column: line === 1 ? summary.column + column - 1 : summary.column };
}

/** Moves places counted from the start of a body to where it starts in its file. */
function shift<T extends Place>(places: readonly T[] | undefined, firstLine: number): T[] {
	return (places ?? []).map((place) => ({ ...place, line: place.line + firstLine - 1 }));
}
