import { describe, expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';

const record = (isTTY: boolean) => {
	let text = '';
	return { out: { isTTY, columns: 30, write: (part: string) => (text += part) }, text: () => text };
};

describe('progress', () => {
	it('is one line on a terminal, cut to its width and gone at the end', () => {
		const { out, text } = record(true);
		const progress = createProgress(out);
		progress.step('Checking the content');
		progress.step(`Rendering ${'x'.repeat(40)}`);
		progress.clear();
		progress.clear();
		expect(text()).toBe(`\r\u001B[KChecking the content\r\u001B[KRendering ${'x'.repeat(19)}\r\u001B[K`);
	});

	it('is plain lines elsewhere', () => {
		const { out, text } = record(false);
		const progress = createProgress(out);
		progress.step('Checking the content');
		progress.step('Rendering 3 files');
		progress.clear();
		expect(text()).toBe('Checking the content\nRendering 3 files\n');
	});
});
