import { describe, expect, it } from 'vitest';
import type { Outcome, ShownProblem } from '../../src/site/development.ts';
import { problemPage } from '../../src/site/problem-page.ts';

const problem: ShownProblem = {
	code: 'score/range',
	severity: 'error',
	file: 'content/signals/x.md',
	line: 3,
	column: 8,
	message: 'score is 11.',
	excerpt: undefined,
	location: '/home/ä b/content/signals/x.md',
};

describe('the page of problems', () => {
	it('shows why nothing can be read, as text', () => {
		const page = pageOf({ failure: new Error('title: <b>bold</b> & more') });
		expect(page).toContain('<pre>title: &lt;b&gt;bold&lt;/b&gt; &amp; more</pre>');
		expect(page).toContain('<h1>The site cannot be read</h1>');
	});

	it('leads to the place of a problem in the editor', () => {
		expect(pageOf({ problems: [problem] })).toContain('<a href="vscode://file/home/%C3%A4%20b/content/signals/x.md:3:8">');
	});

	it('shows the first hundred errors and as many warnings, and how many more there are', () => {
		const many = (severity: ShownProblem['severity'], length: number) => Array.from({ length }, () => ({ ...problem, severity }));
		const countIn = (page: string) => page.split('<li>').length - 1;
		const page = pageOf({ problems: [...many('error', 101), ...many('warning', 102)] });
		expect(countIn(page)).toBe(200);
		expect(page.match(/and \d+ more/g)).toEqual(['and 1 more', 'and 2 more']);
		expect(countIn(pageOf({ problems: many('error', 100) }))).toBe(100);
		expect(pageOf({ problems: many('error', 100) })).not.toMatch(/and \d+ more/);
	});
});

function pageOf(outcome: Partial<Outcome>): string {
	return problemPage({ version: 1, isShown: false, problems: [], ...outcome });
}
