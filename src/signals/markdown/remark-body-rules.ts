import type { Root } from 'mdast';
import type { Node } from 'unist';
import type { VFile } from 'vfile';
import { forbiddenCharacter } from '../text-file.ts';
import { isComment } from './outline.ts';
import { placeInside } from './place-inside.ts';
import { report } from './report.ts';
import { walkMarkdown } from './walk.ts';

/**
 * Reports what a body may not hold: raw HTML, a level-1 heading, lines or lists that grow without sense. HTML comments are dropped,
 * with a warning, because authors take them for private.
 */
export function remarkBodyRules() {
	return (tree: Root, file: VFile): void => {
		const [title] = tree.children;
		const opened = new Set<string>();
		walkMarkdown(tree, (node) => {
			if (node.type === 'html') {
				if (isComment(node.value)) {
					report(file, node, 'body/comment', 'warning', 'An HTML comment is dropped; it would not have been private.', 'Remove it.');
				} else {
					const [, end = '', name] = /^<(\/?)([a-z][a-z0-9-]*)/i.exec(node.value.trim()) ?? [];
					const element = name?.toLowerCase();
					if (element !== undefined && end !== '' && opened.has(element)) return undefined;
					if (element !== undefined) opened.add(element);
					report(
						file,
						node,
						'body/raw-html',
						'error',
						`Raw HTML is not published${element === undefined ? '' : `: <${element}>`}.`,
						markdownFor(element),
					);
				}
			} else if ('value' in node || node.type === 'image') {
				const hidden = forbiddenCharacter('value' in node ? node.value : (node.alt ?? ''));
				if (hidden !== undefined)
					report(
						file,
						placeInside(node, String(file), indexOfReference(String(file), node)),
						'body/character',
						'error',
						`The text holds the invisible character ${hidden}, written as a reference.`,
						'Delete it.',
					);
			} else if (node.type === 'heading' && node.depth === 1 && node !== title) {
				report(
					file,
					node,
					'body/heading',
					'error',
					'A level-1 heading is the title of the page, which there already is.',
					'Write ## for a section.',
				);
			}
			return undefined;
		});
	};
}

/** @returns where in the source of a node a character is referred to that must not be published. */
function indexOfReference(source: string, { position }: Node): number {
	const text = source.slice(position?.start.offset, position?.end.offset);
	const references = [...text.matchAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|[a-z]+);/gi)];
	const found = references.find(({ 1: decimal, 2: hex }) => {
		const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
		return code <= 0x10ffff && forbiddenCharacter(String.fromCodePoint(code)) !== undefined;
	});
	// A name such as &ZeroWidthSpace; is not decoded here.
	return (found ?? references.find(({ 1: decimal, 2: hex }) => decimal === undefined && hex === undefined))?.index ?? 0;
}

function markdownFor(element: string | undefined): string {
	const markdown = element === undefined ? undefined : replacements.get(element);
	return markdown === undefined ? 'Write it in Markdown, or put `<` in backticks to show it as text.' : `Write ${markdown}.`;
}

const replacements = new Map(
	Object.entries({
		audio: 'a link: [title](https://example.org/)',
		a: '[text](https://example.org/)',
		b: '**text**',
		blockquote: '> text',
		br: 'a backslash at the end of the line, or an empty line',
		code: '`text`',
		del: '~~text~~',
		em: '*text*',
		h1: '## text',
		h2: '## text',
		center: 'the text alone, without the tag',
		details: '### and a heading, with the text below it',
		div: 'the text alone, without the tag',
		embed: 'a link: [title](https://example.org/)',
		figcaption: 'the caption as a paragraph below the image',
		figure: '![description](image.png), and the caption as a paragraph below it',
		font: 'the text alone, without the tag',
		h3: '### text',
		h4: '#### text',
		iframe: 'a link: [title](https://example.org/)',
		ins: 'the text alone, without the tag',
		kbd: '`text`, in backticks',
		mark: '**text**',
		object: 'a link: [title](https://example.org/)',
		section: 'the text alone, without the tag',
		small: 'the text alone, without the tag',
		span: 'the text alone, without the tag',
		strike: '~~text~~',
		sub: 'the characters themselves, as in H₂O and CO₂',
		summary: '### and a heading',
		sup: 'the characters themselves, as in m² and 10⁶, or a footnote: [^1]',
		u: '*text*',
		video: 'a link: [title](https://example.org/)',
		hr: '---',
		i: '*text*',
		img: '![description](image.png)',
		li: '- text',
		ol: '1. text',
		p: 'an empty line between paragraphs',
		pre: 'three backticks before and after the code',
		s: '~~text~~',
		strong: '**text**',
		table: 'a table with | between its cells',
		ul: '- text',
	}),
);
