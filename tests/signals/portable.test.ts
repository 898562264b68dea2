import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveMarks } from '../../src/signals/markdown/marks.ts';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { splitFrontmatter } from '../../src/signals/frontmatter.ts';
import { listTree } from '../helpers/tree.ts';

const renderer = createRenderer({ houseSections: [], words: { footnotes: 'Notes', backToText: 'Back to note', table: 'Table' } });

/** Images keep the name they have beside their file, so that the Markdown can be rendered once more. */
const destination = {
	base: 'https://e.example/b/',
	page: 'https://e.example/b/signals/x/',
	image: (name: string) => ({ src: name, width: 1, height: 1 }),
};
const absolute = (text: string) => resolveMarks(text, destination);
const portable = (body: string) => absolute(renderer.body(body, 1, undefined).markdown);

describe('Markdown that may stand anywhere', () => {
	it('has absolute addresses wherever the author wrote one that depends on the place', () => {
		expect(
			portable(
				[
					'Lead with [a page](/about/), [a part](#why), [a file](2026/other.md#why "Title"), [ours](https://e.example/b/x/).',
					'',
					'![alt](./chart.png) [![alt](chart.png)](/signals/y/) [ref][r] ![pic][p] <https://z.example/?a=1&b=2> www.z.example',
					'',
					'`[code](/about/)` and \\[no link](/about/)',
					'',
					'[r]: <new.md>',
					'[p]: chart.png "Chart"',
				].join('\n'),
			),
		).toMatchInlineSnapshot(`
			"Lead with [a page](https://e.example/b/about/), [a part](https://e.example/b/signals/x/#why), [a file](https://e.example/b/signals/other/#why "Title"), [ours](https://e.example/b/x/).

			![alt](chart.png) [![alt](chart.png)](https://e.example/b/signals/y/) [ref][r] ![pic][p] <https://z.example/?a=1&b=2> www.z.example

			\`[code](/about/)\` and \\[no link](/about/)

			[r]: <https://e.example/b/signals/new/>
			[p]: chart.png "Chart"
			"
		`);
	});

	it('keeps what escapes and character references in an address mean', () => {
		const text = String.raw`[a](/x\_\(y/) [b](&#x2F;x&amp;y/) [c](</p q/>) [d](/x?a&amp;amp;b)`;
		expect(portable(text)).toBe(
			String.raw`[a](https://e.example/b/x_\(y/) [b](https://e.example/b/x&y/) [c](<https://e.example/b/p%20q/>) [d](https://e.example/b/x?a\&amp;b)` +
				'\n',
		);
		expectSame(text);
	});

	it('loses its title and what no page shows: comments, addresses and footnotes that nothing uses', () => {
		const text =
			'# Title\n\nLead<!-- secret -->.\n\n<!--\nsecret\n-->\n\n- a\n\n[//]: # (secret)\n\n- b\n\n[unused]: /secret/\n[^n]: secret\n[^m]: Shown.\n\nEnd.[^m]\n';
		const shown = portable(text);
		expect(shown).not.toMatch(/secret|Title/);
		expect(shown).toContain('[^m]: Shown.');
		expectSame(text);
	});

	it('loses what is referred to only by what it loses', () => {
		const text =
			'Text.[^a]\n\n[^a]: Shown, see [^b].\n\n[^b]: Shown, too.\n\n[^c]: secret, see [^d] and [x][l].\n\n[^d]: secret, see [^c] and ![y][i].\n\n[l]: https://secret.example/\n[i]: secret.png\n';
		const shown = portable(text);
		expect(shown).not.toContain('secret');
		expect(shown).toContain('[^b]: Shown, too.');
		expectSame(text);
		const { problems } = renderer.body(text, 1, undefined);
		expect(problems.map(({ code, line }) => `${line} ${code}`)).toEqual([
			'11 link/unused',
			'12 link/unused',
			'7 footnote/unused',
			'9 footnote/unused',
		]);
	});

	it('keeps a summary apart from the body', () => {
		const rendered = renderer.body('Body.\n', 3, { markdown: 'See [x](/about/).', line: 2, column: 10 });
		expect([absolute(rendered.summary), rendered.markdown]).toEqual(['See [x](https://e.example/b/about/).', 'Body.\n']);
	});

	it('renders to the HTML of the page, for every text of the example, the good corpus and the cases of Markdown', () => {
		const root = path.join(import.meta.dirname, '../..');
		const signals = ['content/signals', 'tests/corpus/good/signals'].flatMap((folder) =>
			listTree(path.join(root, folder))
				.filter((file) => file.endsWith('.md'))
				.map((file) =>
					readFileSync(path.join(root, folder, file), 'utf8')
						.replace(/^\uFEFF/, '')
						.replaceAll('\r\n', '\n'),
				),
		);
		const bodies = signals.map((text) => {
			const split = splitFrontmatter(text);
			return 'body' in split ? split.body : '';
		});
		const cases = listTree(path.join(root, 'tests/fixtures/markdown')).filter(
			(file) => file.endsWith('input.md') && !/raw-html|hostile|hidden/.test(file),
		);
		const all = [...bodies, ...cases.map((file) => readFileSync(path.join(root, 'tests/fixtures/markdown', file), 'utf8'))];
		expect(all.length).toBeGreaterThan(50);
		for (const text of all) expectSame(text);
	});
});

function expectSame(text: string): void {
	const first = renderer.body(text, 1, undefined);
	const again = renderer.body(absolute(first.markdown), 1, undefined);
	expect([absolute(again.lead), absolute(again.html)]).toEqual([absolute(first.lead), absolute(first.html)]);
}
