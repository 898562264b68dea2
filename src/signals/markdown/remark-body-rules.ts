import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { forbiddenCharacter } from '../text-file.ts';
import { report } from './report.ts';

/**
 * Reports what a body may not hold: raw HTML, a level-1 heading, lines or lists that grow without sense. HTML comments are dropped,
 * with a warning, because authors take them for private.
 */
export function remarkBodyRules() {
	return (tree: Root, file: VFile): void => {
		const [title] = tree.children;
		const opened = new Set<string>();
		visit(tree, (node) => {
			if (node.type === 'html') {
				if (/^<!--(?:(?!-->)[\s\S])*-->$/.test(node.value.trim())) {
					report(file, node, 'body/comment', 'warning', 'An HTML comment is dropped; it would not have been private.', 'Remove it.');
				} else {
					const [, end = '', name] = /^<(\/?)([a-z][a-z0-9-]*)/i.exec(node.value.trim()) ?? [];
					const element = name?.toLowerCase();
					if (element !== undefined && end !== '' && opened.has(element)) return;
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
						node,
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
		});
	};
}

function markdownFor(element: string | undefined): string {
	const markdown = element === undefined ? undefined : replacements.get(element);
	return markdown === undefined ? 'Write it in Markdown, or put `<` in backticks to show it as text.' : `Write ${markdown}.`;
}

const replacements = new Map(
	Object.entries({
		a: '[text](https://example.org/)',
		b: '**text**',
		blockquote: '> text',
		br: 'a backslash at the end of the line, or an empty line',
		code: '`text`',
		del: '~~text~~',
		em: '*text*',
		h1: '## text',
		h2: '## text',
		h3: '### text',
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
