import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/signals/markdown/outline.ts';

describe('the text of Markdown on one line', () => {
	it.each([
		['a line break by two spaces', 'Take one.  \nSecond line.', 'Take one. Second line.'],
		['a line break by a backslash, within emphasis', '*Take one.\\\nSecond* line.', 'Take one. Second line.'],
		['a soft line break', 'Take one.\nSecond line.', 'Take one. Second line.'],
		['emphasis within a word', 'un*believ*able', 'unbelievable'],
		['code', 'Run `a  b`.', 'Run a b.'],
		['an image', 'A ![plan](x.png) b', 'A b'],
		['a footnote', 'A.[^1]\n\n[^1]: Note', 'A.'],
	])('knows %s', (_, markdown, text) => {
		const [paragraph] = remark().use(remarkGfm).parse(markdown).children;
		expect(paragraph && plainText(paragraph)).toBe(text);
	});
});
