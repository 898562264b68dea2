import { describe, expect, it } from 'vitest';
import { applyFixes } from '../../src/signals/apply-fixes.ts';
import { applyEdits } from '../../src/signals/edit.ts';
import { signalText } from '../helpers/make-content.ts';

describe('applyFixes', () => {
	const text = signalText({ summary: "'See [it](/signals/old/).'" });

	it('makes the edits and tells them', () => {
		const { edits, fixed } = applyFixes(text, [{ kind: 'link', from: '/signals/old/', to: '/signals/new/' }], 'signal');
		expect(applyEdits(text, edits)).toBe(text.replace('old', 'new'));
		expect(fixed).toEqual([{ line: 8, before: '/signals/old/', after: '/signals/new/' }]);
	});

	it('never leaves a file that cannot be read', () => {
		expect(() => applyFixes(text, [{ kind: 'link', from: '/signals/old/', to: "/it's/" }], 'signal')).toThrow('unreadable');
	});
});
