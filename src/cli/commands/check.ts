import type { Problem } from '../../signals/problem.ts';
import { openSite } from '../../site/open.ts';
import { exitCodes, readArgs, UsageError, type Command } from '../command.ts';
import { reportProblems } from '../report.ts';
import { contentOptions, openOptions } from '../settings.ts';

export const check: Command = {
	name: 'check',
	summary: 'Tell every problem of the content.',
	help: `signals check [--content DIR] [--as-of INSTANT] [--strict] [--format text|json]

Reads every signal and tells every problem of every file in one run. Writes nothing but its cache.

  --content DIR     folder that holds signals/, categories.yml and tags.yml (default: content)
  --as-of INSTANT   signals dated later are scheduled (default: SOURCE_DATE_EPOCH, else now)
  --strict          warnings are failures, too
  --format FORMAT   text, a line for each problem, or json

Exit codes: 0 no errors, 1 errors, 2 wrong usage.
`,
	async run(args, terminal) {
		const { values } = readArgs(args, { ...contentOptions, format: { type: 'string' } });
		const format = values.format ?? 'text';
		if (format !== 'text' && format !== 'json') throw new UsageError(`--format is "${format}", but must be text or json.`);
		const { problems, content } = await openSite(openOptions(values, terminal));
		const signals = content.slugs.size;
		const ok = isPublishable(problems, values.strict === true);
		if (format === 'json') terminal.out.write(`${JSON.stringify({ ok, signals, problems: problems.map(toJson) }, null, '\t')}\n`);
		else reportProblems(problems, signals, terminal.out, values.strict);
		return ok ? exitCodes.ok : exitCodes.content;
	},
};

/** @returns whether content with these problems may be published. */
export function isPublishable(problems: readonly Problem[], strict: boolean): boolean {
	return strict ? problems.length === 0 : problems.every(({ severity }) => severity !== 'error');
}

/** With the members in a fixed order, and null for what a problem does not have. */
function toJson({
	code,
	severity,
	file,
	line,
	column,
	field = null,
	message,
	hint = null,
}: Omit<Problem, 'field' | 'hint'> & { field?: string | null | undefined; hint?: string | null | undefined }) {
	return { code, severity, file, line, column, field, message, hint };
}
