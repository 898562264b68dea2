import { expect, it } from 'vitest';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { parseSignal } from '../../src/signals/parse.ts';
import { signalText } from '../helpers/make-content.ts';

const renderer = createRenderer({ houseSections: [], words: { footnotes: 'Notes', backToText: 'Back', table: 'Table' } });

it.each([
	['without quotes', 'See [x](javascript:x).'],
	['in double quotes', '"See [x](javascript:x)."'],
	['in single quotes', "'See [x](javascript:x).'"],
	['as a folded block', '>\n  See [x](javascript:x).'],
	['as a literal block', '|-\n    See [x](javascript:x).'],
])('a problem in a summary %s is told at its character', (_, summary) => {
	const text = signalText({ summary });
	const before = text.slice(0, text.indexOf('[x]')).split('\n');
	expect(parseSignal(Buffer.from(text), renderer, []).problems).toMatchObject([
		{ code: 'link/scheme', line: before.length, column: (before.at(-1) ?? '').length + 1 },
	]);
});
