import { styleText } from 'node:util';
import type { Problem } from '../signals/problem.ts';
import type { Output } from './command.ts';

/** @returns a problem on one line: `content/signals/x.md:4:8 error score/range: score is 11, but … Write …` */
export function formatProblem({ file, line, column, severity, code, message, hint }: Problem, isTerminal = false): string {
	const color = (format: Parameters<typeof styleText>[0], text: string) =>
		isTerminal ? styleText(format, text, { validateStream: false }) : text;
	const place = color('bold', `${printable(file)}:${line}:${column}`);
	return `${place} ${color(severity === 'error' ? 'red' : 'yellow', severity)} ${color('dim', `${code}:`)} ${printable(hint === undefined ? message : `${message} ${hint}`)}`;
}

/** Prints every problem, then how many there are. */
export function reportProblems(problems: readonly Problem[], signals: number, out: Output, isStrict = false): void {
	for (const problem of problems) out.write(`${formatProblem(problem, out.isTTY === true)}\n`);
	const errors = problems.filter(({ severity }) => severity === 'error').length;
	const warnings = problems.length - errors;
	const found =
		problems.length === 0
			? 'no problems'
			: [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : ''].filter(Boolean).join(', ');
	const note = isStrict && errors === 0 && warnings > 0 ? ' With --strict, warnings are failures.' : '';
	out.write(`${count(signals, 'signal')} checked: ${found}.${note}\n`);
}

/** @returns a number and a noun: `1 signal`, `2 signals`. */
export function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Content is printed as text, never as commands to the terminal. */
function printable(text: string): string {
	return text.replace(/[\u0000-\u001F\u007F-\u009F]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
