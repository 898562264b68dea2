/** A tree as plain text: paragraphs in columns, the address of every link on a line of its own below the paragraph. */
import stringWidth from 'fast-string-width';
import type { Element, ElementContent } from 'hast';
import { columns, wrapListing, wrapText } from './wrap.ts';

/** Numbers the links of one mail. */
export interface LinkCounter {
	count: number;
}

/** @returns blocks, each of one or more lines; between them belongs an empty line. */
export function textBlocks(nodes: readonly ElementContent[], links: LinkCounter, margin = ''): string[][] {
	return nodes.flatMap((node): string[][] => {
		if (node.type === 'text') return node.value.trim() === '' ? [] : [wrapText(node.value, margin)];
		if (node.type !== 'element') return [];
		if (node.tagName === 'ul' || node.tagName === 'ol') return [listLines(node, links, margin)];
		if (node.tagName === 'blockquote') return textBlocks(node.children, links, deeper(margin, '> '));
		if (node.tagName === 'pre') return [wrapListing(plainText(node), `${margin}    `)];
		if (node.tagName === 'table') return [rowsOf(node).flatMap((row) => inlineLines(row, links, margin))];
		if (node.tagName === 'h3') return [underlined(inlineLines(node.children, links, margin), margin)];
		if (node.tagName === 'hr') return [[`${margin}* * *`]];
		return [inlineLines(node.children, links, margin)].filter((lines) => lines.length > 0);
	});
}

/** Tells the sections of a body from its paragraphs. */
function underlined(lines: readonly string[], margin: string): string[] {
	const width = Math.max(0, ...lines.map((line) => stringWidth(line))) - margin.length;
	return width > 0 ? [...lines, margin + '-'.repeat(Math.min(width, columns - margin.length))] : [];
}

function listLines(list: Element, links: LinkCounter, margin: string): string[] {
	const start = Number(list.properties['start'] ?? 1);
	return elementsOf(list).flatMap((item, index) => {
		const mark = list.tagName === 'ol' ? `${start + index}. ` : '- ';
		const inside = deeper(margin, ' '.repeat(mark.length));
		const lines = itemBlocks(item, links, inside).flat();
		if (inside === margin) return [margin + mark.trimEnd(), ...lines];
		return [margin + mark + (lines[0] ?? '').slice(inside.length), ...lines.slice(1)];
	});
}

/** @returns the margin of what a list or quote holds: past the middle of a line it stays as it is, so that there is room for words. */
function deeper(margin: string, by: string): string {
	return margin.length + by.length > columns / 2 ? margin : margin + by;
}

/** An item holds paragraphs and lists, or the text of one. */
function itemBlocks({ children }: Element, links: LinkCounter, margin: string): string[][] {
	const isBlock = (node: ElementContent) => node.type === 'element' && blockElements.has(node.tagName);
	const at = children.findIndex(isBlock);
	const before = at === -1 ? children : children.slice(0, at);
	return [inlineLines(before, links, margin), ...textBlocks(at === -1 ? [] : children.slice(at), links, margin)];
}

const blockElements: ReadonlySet<string> = new Set(['p', 'ul', 'ol', 'blockquote', 'pre', 'table', 'hr', 'h3', 'h4', 'h5', 'h6']);

function inlineLines(nodes: readonly ElementContent[], links: LinkCounter, margin: string): string[] {
	const addresses: string[] = [];
	const said = nodes.map((node) => inlineText(node, links, addresses)).join('');
	return [...said.split('\n').flatMap((line) => wrapText(line, margin)), ...addresses.map((address) => margin + address)];
}

function inlineText(node: ElementContent, links: LinkCounter, addresses: string[]): string {
	if (node.type === 'text') return node.value.replace(/\s+/g, ' ');
	if (node.type !== 'element') return '';
	if (node.tagName === 'br') return '\n';
	if (node.tagName === 'sup') return `(${plainText(node)})`;
	const said = node.children.map((child) => inlineText(child, links, addresses)).join('');
	if (node.tagName === 'del') return `~~${said}~~`;
	const href = node.properties['href'];
	if (node.tagName !== 'a' || typeof href !== 'string') return said;
	links.count += 1;
	addresses.push(`[${links.count}] ${href}`);
	return said.trim() === href ? `[${links.count}]` : `${said} [${links.count}]`;
}

/** @returns each row as its cells with lines between them. */
function rowsOf(table: Element): ElementContent[][] {
	return elementsOf(table)
		.flatMap(elementsOf)
		.map((row) =>
			elementsOf(row).flatMap((cell, index) => (index === 0 ? cell.children : [{ type: 'text', value: ' | ' }, ...cell.children])),
		);
}

function elementsOf({ children }: Element): Element[] {
	return children.filter((child) => child.type === 'element');
}

function plainText(node: ElementContent): string {
	if (node.type === 'text') return node.value;
	return node.type === 'element' ? node.children.map(plainText).join('') : '';
}
