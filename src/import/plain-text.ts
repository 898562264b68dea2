/** Plain text of feeds as Markdown that shows it as it is. */
import type { List, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { writeMarkdown } from './markdown-writer.ts';

/** @returns Markdown in which empty lines separate paragraphs, lines with bullets or numbers are lists, and addresses are links. */
export function textToMarkdown(text: string): string {
	const children = text
		.replace(/\r\n?/g, '\n')
		.split(/\n[ \t]*\n+/)
		.flatMap(blocksOf);
	return writeMarkdown({ type: 'root', children });
}

/** One line with a bullet or number is no list yet: a sentence may start so. */
function blocksOf(text: string): RootContent[] {
	const parts = text.split(/\n(?=[ \t]*(?:[-*•]|\d{1,9}[.)])[ \t])/);
	const items = parts.flatMap((part) => itemOf(part) ?? []);
	if (items.length < 2) return paragraphs([text]);
	const intro = parts.slice(0, parts.length - items.length);
	const list = listOf(items);
	return list ? [...paragraphs(intro), list] : paragraphs(parts);
}

interface Item {
	/** Undefined after a bullet. */
	readonly number: number | undefined;
	readonly text: string;
}

function itemOf(part: string): Item | undefined {
	const [, mark = '', text] = /^\s*([-*•]|\d{1,9}(?=[.)]))[.)]?[ \t]+(.*)$/s.exec(part) ?? [];
	return text === undefined ? undefined : { number: /^\d/.test(mark) ? Number(mark) : undefined, text };
}

/** @returns undefined for numbers that do not follow each other: Markdown would count on its own. */
function listOf(items: readonly Item[]): List | undefined {
	const start = items[0]?.number;
	const isInOrder = items.every(({ number }, index) => number === (start === undefined ? undefined : start + index));
	if (!isInOrder) return undefined;
	const children = items.map(({ text }) => ({ type: 'listItem' as const, spread: false, children: paragraphs([text]) }));
	return { type: 'list', ordered: start !== undefined, start: start ?? null, spread: false, children };
}

function paragraphs(texts: readonly string[]): Paragraph[] {
	return texts
		.map((text) => text.trim().replace(/\s+/g, ' '))
		.filter((text) => text !== '')
		.map((text) => ({ type: 'paragraph', children: withLinks(text) }));
}

/** Addresses in plain text stay links. */
function withLinks(text: string): PhrasingContent[] {
	return text.split(/(https?:\/\/[^\s<>"]*[\p{L}\p{N}/])/u).flatMap((value, index): PhrasingContent[] => {
		if (value === '') return [];
		const node: PhrasingContent = { type: 'text', value };
		return index % 2 === 1 && URL.canParse(value) ? [{ type: 'link', url: value, children: [node] }] : [node];
	});
}
