/** HTML of feeds as Markdown that passes our own checks. */
import type { Element, ElementContent, Root } from 'hast';
import { toText } from 'hast-util-to-text';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { writeMarkdown } from './markdown-writer.ts';
import { replaceRaised } from './raised.ts';

/**
 * @param base address the page or feed lies at, for relative links; undefined where it is not known
 * @returns Markdown with the text, its structure and its links. Images become links to them: they would show readers to another
 * server. Scripts, styles and forms are gone; headings start at the second level.
 */
export function htmlToMarkdown(html: string, base: string | undefined): string {
	const clean = parse(html);
	shiftHeadings(clean);
	resolveAddresses(clean, base);
	return writeMarkdown(toMarkdown.runSync(clean));
}

/** @returns the text of HTML on one line. */
export function htmlToText(html: string): string {
	return toText(parse(html)).replace(/\s+/g, ' ').trim();
}

function parse(html: string): Root {
	const tree = sanitizer.runSync(fragment.parse(html));
	replaceRaised(tree);
	return tree;
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
	// In the query of an address braces stay braces, and two would mark a blank.
	return url.href.replaceAll('{', '%7B').replaceAll('}', '%7D');
}
