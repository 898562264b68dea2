/** HTML of feeds as Markdown that passes our own checks. */
import type { Element, ElementContent, Root } from 'hast';
import type { PhrasingContent, Root as MarkdownRoot, RootContent } from 'mdast';
import { toText } from 'hast-util-to-text';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { unified, type Processor } from 'unified';
import { visit } from 'unist-util-visit';

/**
 * @param base address the page or feed lies at, for relative links; undefined where it is not known
 * @returns Markdown with the text, its structure and its links. Images become links to them: they would show readers to another
 * server. Scripts, styles and forms are gone; headings start at the second level.
 */
export function htmlToMarkdown(html: string, base: string | undefined): string {
	const parsed = fragment.parse(html);
	const clean = sanitizer.runSync(parsed);
	shiftHeadings(clean);
	resolveAddresses(clean, base);
	const tree = toMarkdown.runSync(clean);
	return stringify(tree);
}

/** @returns text as Markdown that shows it as it is: empty lines separate paragraphs. */
export function textToMarkdown(text: string): string {
	const children = text
		.replace(/\r\n?/g, '\n')
		.split(/\n[ \t]*\n+/)
		.map((paragraph) => paragraph.trim().replace(/\s+/g, ' '))
		.filter((paragraph) => paragraph !== '')
		.map((paragraph): RootContent => ({ type: 'paragraph', children: withLinks(paragraph) }));
	return stringify({ type: 'root', children });
}

/** Addresses in plain text stay links. */
function withLinks(text: string): PhrasingContent[] {
	return text.split(/(https?:\/\/[^\s<>"]*[\p{L}\p{N}/])/u).flatMap((value, index): PhrasingContent[] => {
		if (value === '') return [];
		const node: PhrasingContent = { type: 'text', value };
		return index % 2 === 1 && URL.canParse(value) ? [{ type: 'link', url: value, children: [node] }] : [node];
	});
}

/** @returns the text of HTML on one line. */
export function htmlToText(html: string): string {
	return toText(sanitizer.runSync(fragment.parse(html)))
		.replace(/\s+/g, ' ')
		.trim();
}

const fragment = unified().use(rehypeParse, { fragment: true }).freeze();

const dropped = [
	'script',
	'style',
	'template',
	'noscript',
	'iframe',
	'object',
	'embed',
	'svg',
	'math',
	'form',
	'select',
	'textarea',
	'title',
	'head',
];
const sanitizer = unified()
	.use(rehypeSanitize, { ...defaultSchema, strip: dropped })
	.freeze();

const toMarkdown = unified().use(rehypeRemark, { newlines: false }).freeze();

const writer = remark()
	.use(remarkGfm)
	.use({ settings: { bullet: '-', rule: '-', emphasis: '*', fences: true, listItemIndent: 'one' } })
	.use(escapeBraces)
	.freeze();

/** Two braces would mark a blank. */
function escapeBraces(this: Processor): void {
	const data = this.data();
	(data.toMarkdownExtensions ??= []).push({ unsafe: [{ character: '{', after: '\\{', inConstruct: 'phrasing' }] });
}

function stringify(tree: MarkdownRoot): string {
	return writer.stringify(tree).trim();
}

function shiftHeadings(tree: Root): void {
	const headings: Element[] = [];
	visit(tree, 'element', (node) => {
		if (/^h[1-6]$/.test(node.tagName)) headings.push(node);
	});
	const shift = Math.max(0, 2 - Math.min(...headings.map(({ tagName }) => Number(tagName[1]))));
	for (const heading of headings) heading.tagName = `h${Math.min(6, Number(heading.tagName[1]) + shift)}`;
}

/** Only addresses that the rules for links allow stay; what stands in a link without one is plain text. */
function resolveAddresses(tree: Root, base: string | undefined): void {
	visit(tree, 'element', (node, index, parent) => {
		if (!parent || index === undefined || (node.tagName !== 'a' && node.tagName !== 'img')) return undefined;
		const isImage = node.tagName === 'img';
		const written = node.properties[isImage ? 'src' : 'href'];
		const address = typeof written === 'string' ? publicAddress(written, base) : undefined;
		const alt = typeof node.properties['alt'] === 'string' ? node.properties['alt'].trim() : '';
		const children: ElementContent[] = isImage ? (alt === '' ? [] : [{ type: 'text', value: alt }]) : node.children;
		const isInLink = parent.type === 'element' && parent.tagName === 'a';
		if (address === undefined || children.length === 0 || (isImage && isInLink)) {
			parent.children.splice(index, 1, ...children);
			return index;
		}
		node.tagName = 'a';
		node.properties = { href: address };
		node.children = children;
		return undefined;
	});
}

function publicAddress(address: string, base: string | undefined): string | undefined {
	const url = URL.parse(address.trim(), base);
	if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol) || url.username !== '' || url.password !== '') return undefined;
	return url.href;
}
