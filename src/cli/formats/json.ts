import * as z from 'zod';
import { problemCodes } from '../../signals/problem-codes.ts';
import type { Problem } from '../../signals/problem.ts';
import { isPublishable, type Report } from '../report.ts';

const place = z.int().min(1);

/** What `signals check --format json` prints. Every member is always there. */
export const checkReportSchema = z
	.strictObject({
		ok: z
			.boolean()
			.meta({ description: 'Whether the check passed: no errors and, with --strict, no warnings in the files that were asked for.' }),
		signals: z.int().min(0).meta({ description: 'How many signals were checked, those whose problems are not shown included.' }),
		problems: z
			.array(
				z.strictObject({
					code: z.enum(Object.keys(problemCodes)).meta({ description: 'Stable name of the rule.' }),
					severity: z.enum(['error', 'warning']),
					file: z.string().min(1).meta({ description: 'As the author knows it, content/signals/x.md.' }),
					line: place.meta({ description: 'From 1.' }),
					column: place.meta({ description: 'From 1, in UTF-16 code units.' }),
					field: z.string().min(1).nullable().meta({ description: 'Dotted path of the field, sources.0.url, where there is one.' }),
					message: z.string().min(1).meta({ description: 'What is wrong.' }),
					hint: z.string().min(1).nullable().meta({ description: 'What to do.' }),
				}),
			)
			.meta({ description: 'Ordered by file, line, column and code.' }),
	})
	.meta({ title: 'Report of signals check' });

/** @returns the JSON Schema (2020-12) of that report. */
export function checkReportJsonSchema(): object {
	return z.toJSONSchema(checkReportSchema, { target: 'draft-2020-12' });
}

/** @returns the report as JSON, members in a fixed order. */
export function formatJson(report: Report): string {
	const { problems, signals, isStrict } = report;
	return stringify({ ok: isPublishable(problems, isStrict), signals, problems: problems.map(toJson) } satisfies z.input<
		typeof checkReportSchema
	>);
}

/** @returns JSON without characters that a terminal may take for commands, which JSON allows in text. */
export function stringify(value: unknown): string {
	return `${JSON.stringify(value, null, '\t').replace(/[\u007F-\u009F]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)}\n`;
}

function toJson({ code, severity, file, line, column, field, message, hint }: Problem) {
	return { code, severity, file, line, column, field: field ?? null, message, hint: hint ?? null };
}
