import type { Node } from 'unist';
import type { VFile } from 'vfile';
import type { LocalProblem } from '../problem.ts';

/** Adds a message to a virtual file, at a node. `code` is `source/rule`. */
export function report(file: VFile, node: Node, code: string, severity: LocalProblem['severity'], reason: string, note: string): void {
	const [source, ruleId] = code.split('/', 2);
	const message = file.message(reason, { place: node.position, source, ruleId });
	message.fatal = severity === 'error';
	message.note = note;
}

/**
 * @param firstLine line of the file the Markdown starts on
 * @returns the messages of a virtual file as problems. A language that is not highlighted is none.
 */
export function problemsOf(file: VFile, firstLine: number): LocalProblem[] {
	return file.messages
		.filter(({ source }) => source !== 'rehype-highlight')
		.map((message) => {
			return {
				code: `${message.source ?? 'body'}/${message.ruleId ?? 'markdown'}`,
				severity: message.fatal === true ? 'error' : 'warning',
				line: (message.line ?? 1) + firstLine - 1,
				column: message.column ?? 1,
				message: message.reason,
				hint: message.note,
			};
		});
}
