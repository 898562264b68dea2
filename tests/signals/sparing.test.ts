import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Root } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import { unified, type Processor } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { remarkSparingAutolinks } from '../../src/signals/markdown/remark-sparing-autolinks.ts';
import { skip, walkElements, walkMarkdown } from '../../src/signals/markdown/walk.ts';
import { corpusDir } from '../helpers/corpus.ts';
import { listTree } from '../helpers/tree.ts';

const plain = remark().use(remarkGfm).freeze();
const sparing = remark().use(remarkGfm).use(remarkSparingAutolinks).freeze();

/** Pieces of what addresses are made of, and of what may stand around or inside them. */
const pieces = [
	...[
		'@',
		'www.',
		'WWW.',
		'http://',
		'HTTPS://',
		'mailto:',
		'xmpp:',
		'://',
		'www',
		'http:',
		'a',
		'b.c',
		'example.org',
		'/p',
		'?q=1',
		'_',
		'-',
		'.',
	],
	...[' ', '\n', '\n\n', '[', ']', '](', '(', ')', '[^1]', '![', '<', '>', '`', '*', '**', '~~', '\\', '|', '\n|-|-|\n', '- ', '> ', '# '],
	...[
		'&#64;',
		'&commat;',
		'&#x77;ww.x.org',
		'h&#116;tp://x.org',
		'[r]: https://x.org/a@b\n',
		'[x](https://x.org/)',
		'<m@x.org>',
		'<a href="m@x.org">',
	],
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));

describe('looking for bare addresses only in texts that may hold one', () => {
	it('makes the same tree, places included', () => {
		fc.assert(
			fc.property(text, (markdown) => {
				expect(sparing.parse(markdown)).toEqual(plain.parse(markdown));
			}),
			{ numRuns: 5000 },
		);
	});

	it('makes the same tree of everything in the corpus of good content', () => {
		const files = listTree(path.join(corpusDir, 'good')).filter((file) => file.endsWith('.md'));
		expect(files.length).toBeGreaterThan(5);
		for (const file of files) {
			const markdown = readFileSync(path.join(corpusDir, 'good', file), 'utf8');
			expect(sparing.parse(markdown), file).toEqual(plain.parse(markdown));
		}
	});

	it('finds them in one text as in the next, whatever the one before held', () => {
		const texts = ['Nothing here.', 'Write to a@example.org.', 'Or not.', 'See www.example.org and https://example.org/.'];
		for (const markdown of [...texts, ...texts.toReversed()]) expect(sparing.parse(markdown), markdown).toEqual(plain.parse(markdown));
	});

	// Should a later version of the library name its parts otherwise, the tree would be the same, and everything half as fast.
	it('tries none at any word of a text without an address, and each where one may be', () => {
		const tried: string[] = [];
		const counted = <T extends { readonly name?: string | undefined; readonly tokenize: (...rest: never[]) => unknown }>(
			construct: T,
		): T => ({
			...construct,
			tokenize(this: unknown, ...rest: never[]) {
				if (construct.name?.endsWith('Autolink') === true) tried.push(construct.name);
				return construct.tokenize.call(this, ...rest);
			},
		});
		const counting = remark()
			.use(remarkGfm)
			.use(function (this: Processor) {
				const data = this.data();
				data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? []).flat().map(({ transforms, ...extension }) => ({
					...extension,
					transforms: (transforms ?? []).map((transform) =>
						Object.defineProperty(
							(tree: Root) => {
								tried.push(transform.name);
								return transform(tree);
							},
							'name',
							{ value: transform.name },
						),
					),
				}));
				data.micromarkExtensions = (data.micromarkExtensions ?? []).map(({ text = {}, ...extension }) => ({
					...extension,
					text: Object.fromEntries(Object.entries(text).map(([code, constructs]) => [code, [constructs ?? []].flat().map(counted)])),
				}));
			})
			.use(remarkSparingAutolinks)
			.freeze();
		counting.parse('However, words with a hundred wants: [here](/signals/x/), says @somebody.');
		expect(tried).toEqual([]);
		counting.parse('Who? b@example.org, www.example.org, http://example.org');
		expect(new Set(tried)).toEqual(new Set(['emailAutolink', 'protocolAutolink', 'wwwAutolink', 'transformGfmAutolinkLiterals']));
	});
});

describe('walking a tree', () => {
	it('visits what unist-util-visit does, in the same order, and passes over the same', () => {
		const toHast = unified().use(remarkRehype).freeze();
		fc.assert(
			fc.property(text, fc.constantFrom('paragraph', 'emphasis', 'link', 'list', 'none'), (markdown, passed) => {
				const tree: Root = plain.parse(markdown);
				const [ours, theirs]: [unknown[], unknown[]] = [[], []];
				walkMarkdown(tree, (node, index, parent) => {
					ours.push([node, index, parent]);
					return node.type === passed ? skip : undefined;
				});
				visit(tree, (node, index, parent) => {
					theirs.push([node, index, parent]);
					return node.type === passed ? SKIP : undefined;
				});
				expect(ours).toEqual(theirs);

				const html = toHast.runSync(tree);
				const [elements, expected]: [unknown[], unknown[]] = [[], []];
				walkElements(html, (node, index, parent) => {
					elements.push([node, index, parent]);
					return node.tagName === 'p' ? skip : undefined;
				});
				visit(html, 'element', (node, index, parent) => {
					expected.push([node, index, parent]);
					return node.tagName === 'p' ? SKIP : undefined;
				});
				expect(elements).toEqual(expected);
			}),
		);
	});
});
