import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createExcerptReader, excerptOf, type Excerpt } from '../../src/signals/excerpt.ts';
import { makeContent, makeFolder } from '../helpers/make-content.ts';

describe('an excerpt', () => {
	it.each([
		['the line with its place', 'a: 1\nscore: 11\nb: 2', 2, 8, ['score: 11', '       ^']],
		['the end of a line', 'tags: [a, b', 1, 12, ['tags: [a, b', '           ^']],
		['lines that end in CR, LF or both', 'a\rb\r\nc\nhere', 4, 1, ['here', '^']],
		['a file that begins with a byte-order mark', '\uFEFFscore: 1\n', 1, 1, ['score: 1', '^']],
		['tabs as two spaces', '\ttitle: x', 1, 2, ['  title: x', '  ^']],
		['what would command a terminal or hide text as �', 'a\u001B[2J\u202Eb', 1, 7, ['a�[2J�b', '      ^']],
		['joined emoji as they are', 'x 👩‍🔬: y', 1, 8, ['x 👩‍🔬: y', '       ^']],
	])('shows %s', (_name, text, line, column, expected) => {
		expect(withCaret(excerptOf(text, { line, column }))).toEqual(expected);
	});

	it.each([
		['at its start', 1, ['0123456789…', '^']],
		['in its middle', 51, ['…5678901234…', '      ^']],
		['at its end', 100, ['…0123456789', '          ^']],
	])('cuts a long line around a place %s', (_name, column, expected) => {
		expect(withCaret(excerptOf('0123456789'.repeat(10), { line: 1, column }, 10))).toEqual(expected);
	});

	it('is there only where there is something to see', () => {
		expect(excerptOf('\uFEFF---\ntitle: x\n--- \n', { line: 1, column: 1 })).toBeUndefined();
		expect(excerptOf('---\ntitle: x\n--- \n', { line: 3, column: 1 })).toBeUndefined();
		expect(excerptOf('a\n\n', { line: 2, column: 1 })).toBeUndefined();
		expect(excerptOf('a\n', { line: 9, column: 1 })).toBeUndefined();
	});

	it('is read from regular files of the content folder alone', () => {
		const folder = makeContent('-- signals/x.md --\ntitle: x\n');
		const outside = path.join(makeFolder(), 'secret.md');
		writeFileSync(outside, 'secret\n');
		symlinkSync(outside, path.join(folder, 'signals/link.md'));
		mkdirSync(path.join(folder, 'signals/folder.md'));
		const read = createExcerptReader(folder, 'content');
		const textOf = (file: string) => read({ file, line: 1, column: 1 })?.text;
		expect(textOf('content/signals/x.md')).toBe('title: x');
		expect(['link', 'folder', 'none'].map((name) => textOf(`content/signals/${name}.md`))).toEqual([undefined, undefined, undefined]);
		expect(textOf('elsewhere/signals/x.md')).toBeUndefined();
	});
});

function withCaret(excerpt: Excerpt | undefined): string[] {
	return excerpt ? [excerpt.text, `${' '.repeat(excerpt.caret)}^`] : [];
}
