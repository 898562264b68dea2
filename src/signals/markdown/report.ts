import type { Node } from 'unist';
import type { VFile } from 'vfile';
import { problemCode, type ProblemCode } from '../problem-codes.ts';
import type { LocalProblem } from '../problem.ts';

/** Adds a message to a virtual file, at a node. `code` is `source/rule`. */
export function report(file: VFile, node: Node, code: ProblemCode, severity: LocalProblem['severity'], reason: string, note: string): void {
	const [source, ruleId] = code.split('/', 2);
	const message = file.message(reason, { place: node.position, source, ruleId });
	message.fatal = severity === 'error';
	message.note = note;
}

/**
 * @param firstLine line of the file the Markdown starts on
 * @returns the messages of a virtual file as problems, the first hundred of each kind. A language that is not highlighted is none.
 */
export function problemsOf(file: VFile, firstLine: number): LocalProblem[] {
	return file.messages
		.filter(({ source }) => source !== 'rehype-highlight')
		.filter(firstOfEachRule())
		.map((message) => {
			return {
				code: problemCode(message.source ?? 'body', message.ruleId ?? 'markdown'),
				severity: message.fatal === true ? 'error' : 'warning',
				line: (message.line ?? 1) + firstLine - 1,
				column: message.column ?? 1,
				message: message.reason,
				hint: message.note,
			};
		});
}

/** @returns a filter that lets the first of each rule pass: one file can hold a hundred thousand tags of HTML. */
function firstOfEachRule(): (message: VFile['messages'][number]) => boolean {
	const counts = new Map<string, number>();
	return ({ source, ruleId }) => {
		const count = (counts.get(`${source}/${ruleId}`) ?? 0) + 1;
		counts.set(`${source}/${ruleId}`, count);
		return count <= mostTold;
	};
}

const mostTold = 100;
