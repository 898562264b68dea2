import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemCode, problemCodes } from '../../src/signals/problem-codes.ts';
import { codesIn, corpusCases } from '../helpers/corpus.ts';

/** Tests that make what no file of the corpus can hold. */
const making = ['corpus-made.test.ts', 'parse-all.test.ts'];

describe('codes of problems', () => {
	it('each have a case, and each case has a code that is registered', () => {
		const made = making.flatMap((file) => {
			const text = readFileSync(path.join(import.meta.dirname, file), 'utf8');
			// In a line that expects something, or in a report that is expected; elsewhere a code may be mentioned for any reason.
			const expectations = text.split('\n').map((line) => (line.includes('.toEqual(') ? line.replaceAll("'", ' error ') : line));
			return [...expectations.join('\n').matchAll(/(?:error|warning) ([a-z]+\/[a-z-]+)\b/g)].map(([, code = '']) => code);
		});
		const seen = new Set([...corpusCases().flatMap(({ expected }) => codesIn(expected)), ...made]);
		expect([...seen].sort()).toEqual(Object.keys(problemCodes).sort());
	});

	it('are area/name in lower case, in order, each with its meaning', () => {
		const codes = Object.keys(problemCodes);
		expect(codes).toEqual(codes.toSorted());
		for (const [code, meaning] of Object.entries(problemCodes)) {
			expect(code).toMatch(/^[a-z]+\/[a-z]+(?:-[a-z]+)*$/);
			expect(meaning).toMatch(/^[A-Z].*\.$/);
		}
	});

	it('cannot be made up by a rule', () => {
		expect(problemCode('score', 'range')).toBe('score/range');
		expect(() => problemCode('score', 'colour')).toThrow('not registered');
		expect(() => problemCode('__proto__', 'x')).toThrow('not registered');
	});
});
