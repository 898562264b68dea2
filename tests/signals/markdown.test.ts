import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { marks, resolveMarks } from '../../src/signals/markdown/marks.ts';

const cases = path.join(import.meta.dirname, '../fixtures/markdown');
const renderer = createRenderer({
	houseSections: ['Technical Context', 'Why It Matters', 'What to Watch Next'],
	words: { footnotes: 'Notes', backToText: 'Back to the text, note', table: 'Table' },
});
const destination = { base: '/base/', page: '', image: (name: string) => ({ src: `/base/signals/x/${name}`, width: 640, height: 480 }) };

describe('rendering Markdown: a folder for each case', () => {
	for (const name of readdirSync(cases)) {
		it(name.replaceAll('-', ' '), async () => {
			const { html, lead, take, title, problems } = renderer.body(readFileSync(path.join(cases, name, 'input.md'), 'utf8'), 1, undefined);
			const shown = [
				title && `title: ${title.text}`,
				`lead: ${resolveMarks(lead, destination)}`,
				`take: ${resolveMarks(take.html, destination)}`,
				`text: ${take.text}`,
				'',
				resolveMarks(html, destination).trim(),
				...problems.map(
					({ code, severity, line, column, message, hint }) => `\n${line}:${column} ${severity} ${code}: ${message} ${hint ?? ''}`,
				),
			];
			await expect(`${shown.filter((part) => part !== undefined).join('\n')}\n`).toMatchFileSnapshot(path.join(cases, name, 'output.html'));
		});
	}

	it('gives each file the same HTML whatever was rendered before it', () => {
		const text = 'Lead.\n\n## A\n\nText.[^1]\n\n[^1]: Note.\n';
		const first = renderer.body(text, 1, undefined);
		renderer.body('## A\n\n## A\n', 1, undefined);
		expect(renderer.body(text, 1, undefined)).toEqual(first);
	});

	it('reports places in a summary from where it stands in the file', () => {
		const { problems } = renderer.body('Body.\n', 20, { markdown: 'See [x](javascript:x).', line: 8, column: 11 });
		expect(problems).toMatchObject([{ code: 'link/scheme', line: 8, column: 15 }]);
	});

	it('refuses a summary that is more than one paragraph', () => {
		for (const markdown of ['One.\n\nTwo.', '- item', '## Heading', '![x](a.png)']) {
			expect(renderer.body('Body.\n', 20, { markdown, line: 8, column: 11 }).problems, markdown).toMatchObject([
				{ code: 'summary/paragraph', line: 8 },
			]);
		}
	});

	it('tells the first hundred problems of a kind', () => {
		const { problems } = renderer.body(`${'<b>x\n\n'.repeat(300)}[x](javascript:x)\n`, 1, undefined);
		expect(Map.groupBy(problems, ({ code }) => code).get('body/raw-html')).toHaveLength(100);
		expect(problems.at(-1)?.code).toBe('link/scheme');
	});

	it('lets no author write a mark', () => {
		const { html, lead } = renderer.body('&#1;&#2;&#3; \\&#1;\n\n`&#1;`\n', 1, undefined);
		for (const mark of Object.values(marks)) expect(html + lead).not.toContain(mark);
	});
});
