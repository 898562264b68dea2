import { describe, expect, it } from 'vitest';
import { exitCodeFor } from '../../src/cli/report.ts';
import type { Problem } from '../../src/signals/problem.ts';

const problem = (code: Problem['code'], severity: Problem['severity']): Problem => ({
	code,
	severity,
	file: 'content/signals/x.md',
	line: 1,
	column: 1,
	message: 'x',
});
const error = problem('score/range', 'error');
const warning = problem('house/source-missing', 'warning');
const bug = problem('file/bug', 'error');

describe('the exit code of a report', () => {
	it.each([
		['no problem', [], false, 0],
		['a warning', [warning], false, 0],
		['a warning with --strict', [warning], true, 1],
		['an error', [warning, error], false, 1],
		['a file that brings out a bug, whatever else there is', [warning, error, bug], false, 70],
	])('of %s', (_name, problems, isStrict, code) => {
		expect(exitCodeFor(problems, isStrict)).toBe(code);
	});
});
