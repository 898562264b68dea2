import type { Fix } from './fix.ts';
import type { ProblemCode } from './problem-codes.ts';

/** A fault in the content, told to its author: where it is, what is wrong and what to write instead. */
export interface Problem {
	/** Stable name, `area/name`. */
	readonly code: ProblemCode;
	readonly severity: 'error' | 'warning';
	/** As the author knows it: `content/signals/2026/05/x.md`. */
	readonly file: string;
	/** From 1. */
	readonly line: number;
	/** From 1, in UTF-16 code units. */
	readonly column: number;
	/** Dotted path of the frontmatter field, `sources.0.url`, where there is one. */
	readonly field?: string | undefined;
	/** What happened and why, one or two full sentences. */
	readonly message: string;
	/** What to do. */
	readonly hint?: string | undefined;
	/** What to change, where there is one right answer. */
	readonly fix?: Fix | undefined;
}

/** A problem of a file whose name is not known to the code that found it. */
export type LocalProblem = Omit<Problem, 'file'>;

/** A place in a file; both from 1. */
export interface Place {
	readonly line: number;
	readonly column: number;
}

/** The first character of a file. */
export const fileStart: Place = { line: 1, column: 1 };

/** Orders problems by file, line, column, then code. */
export function compareProblems(a: Problem, b: Problem): number {
	return compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.code, b.code) || compare(a.message, b.message);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** A file is no longer what it was when it was checked. */
export class ContentChangedError extends Error {
	override name = 'ContentChangedError';
}

/** Loading found errors: the content cannot be published. */
export class ContentError extends Error {
	readonly problems: readonly Problem[];

	constructor(problems: readonly Problem[]) {
		const errors = problems.filter(({ severity }) => severity === 'error');
		const lines = errors.slice(0, 20).map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
		if (errors.length > lines.length) lines.push(`and ${errors.length - lines.length} more`);
		super(`The content has ${errors.length} error(s).\n${lines.join('\n')}`);
		this.name = 'ContentError';
		this.problems = problems;
	}
}
