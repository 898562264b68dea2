import type { LocalProblem } from './problem.ts';
import { signalSchema } from './schema.ts';
import { keysOf } from './schema-fields.ts';

/**
 * Warns when a body starts with what was meant for the frontmatter: fields, then a line of `---`. It happens when a fence is pasted
 * twice, or stands inside a value; the fields would be published as text.
 */
export function secondFrontmatter(body: string, bodyLine: number): LocalProblem[] {
	const lines = body.split('\n', 100);
	const first = lines.findIndex((line) => line.trim() !== '' && line !== '---');
	const fields = new Set(keysOf(signalSchema));
	const isField = (line: string) => fields.has(/^([a-z]+):(?: |$)/.exec(line)?.[1] ?? '');
	if (first === -1 || !isField(lines[first] ?? '')) return [];
	const end = lines.findIndex((line, index) => index > first && !isField(line) && !/^(?:\s+\S|- )/.test(line));
	if (lines[end] !== '---') return [];
	return [
		{
			code: 'frontmatter/second',
			severity: 'warning',
			line: bodyLine + first,
			column: 1,
			message: 'The frontmatter was closed before this, so these fields are text of the signal.',
			hint: 'Keep all fields between the first line of --- and the second, or remove these.',
		},
	];
}
