import * as z from 'zod';
import { nearest } from './nearest.ts';
import { fileStart, type LocalProblem, type Place } from './problem.ts';
import { exampleOf, fieldAt, isTextList, keysOf, requiredKeysOf, schemaAt } from './schema-fields.ts';
import type { YamlValue } from './yaml.ts';

/**
 * Validates a YAML value against a schema and turns what is wrong into problems with places.
 * @param area first part of the codes of problems at the top level: `frontmatter`
 */
export function validate<S extends z.ZodType>(schema: S, yaml: YamlValue, area: string): { data: z.output<S> } | Invalid {
	const result = schema.safeParse(yaml.value, { reportInput: true });
	if (result.success) return { data: result.data };
	const { issues } = result.error;
	const misspelt = new Set(
		issues.flatMap((issue) =>
			issue.code === 'unrecognized_keys'
				? issue.keys.map((key) => pathOf([...issue.path, nearest(key, keysOf(schemaAt(schema, issue.path))) ?? key]))
				: [],
		),
	);
	const isTold = (issue: z.core.$ZodIssue) =>
		issue.code !== 'unrecognized_keys' && issue.input === undefined && misspelt.has(pathOf(issue.path));
	return { problems: issues.filter((issue) => !isTold(issue)).flatMap((issue) => explain(issue, schema, yaml, area)), misspelt };
}

export interface Invalid {
	readonly problems: LocalProblem[];
	/** Paths of fields that an unknown key most likely meant: what is wrong with the key is told, that the field is missing is not. */
	readonly misspelt: ReadonlySet<string>;
}

/** @returns the fields of a map that are valid by themselves, for checks that need no more than one of them. */
export function validFields<S extends z.ZodObject>(schema: S, value: unknown): Partial<z.output<S>> {
	const values = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
	const fields = keysOf(schema).flatMap((name) => {
		const result = values.has(name) ? fieldAt(schema, [name])?.safeParse(values.get(name)) : undefined;
		return result?.success === true ? [[name, result.data] as const] : [];
	});
	return Object.fromEntries(fields) as Partial<z.output<S>>;
}

function pathOf(path: readonly PropertyKey[]): string {
	return path.map(String).join('.');
}

function explain(issue: z.core.$ZodIssue, schema: z.ZodType, yaml: YamlValue, area: string): LocalProblem[] {
	const field = pathOf(issue.path);
	const name = field === '' ? 'The frontmatter' : field;
	const place = placeOf(yaml, issue.path);
	const problem = (kind: string, message: string, hint: string | undefined, at: Place = place, of = field): LocalProblem => ({
		code: `${areaOf(issue.path, area)}/${kind}`,
		severity: 'error',
		...at,
		...(of === '' ? {} : { field: of }),
		message,
		hint,
	});
	const example = () => {
		const text = exampleOf(schema, issue.path);
		return text === undefined ? undefined : `Write ${String(issue.path.findLast((part) => typeof part === 'string'))}: ${text}`;
	};

	switch (issue.code) {
		case 'unrecognized_keys':
			return issue.keys.map((key) => {
				const of = field === '' ? key : `${field}.${key}`;
				const allowed = keysOf(schemaAt(schema, issue.path));
				const meant = nearest(key, allowed);
				return problem(
					'unknown-key',
					`There is no field "${key}"${field === '' ? '' : ` in ${field}`}.`,
					meant === undefined ? `The fields are ${allowed.join(', ')}.` : `Did you mean ${meant}?`,
					yaml.keys.get(of) ?? place,
					of,
				);
			});
		case 'invalid_type':
			if (issue.input === undefined) return [problem('missing', `${name} is missing.`, example())];
			if (issue.input === null)
				return [
					problem(
						'empty',
						`${name} is empty.`,
						emptyHint(schema, issue.path) ??
							example() ??
							(field === '' ? `Write at least ${requiredKeysOf(schema).join(', ')}.` : 'Give it a value, or leave it out.'),
					),
				];
			return [
				problem(
					'type',
					`${name} must be ${nouns[issue.expected] ?? issue.expected}, but is ${describe(issue.input)}.`,
					typeHint(issue.expected, issue.input, schemaAt(schema, issue.path)) ??
						example() ??
						`Write ${nouns[issue.expected] ?? 'a value'}.`,
				),
			];
		case 'invalid_value':
			if (issue.input === undefined) return [problem('missing', `${name} is missing.`, `Write one of ${issue.values.join(', ')}.`)];
			return [
				problem(
					'value',
					`${name} is ${describe(issue.input)}, which is not one of its values.`,
					`Write one of ${issue.values.join(', ')}.`,
				),
			];
		case 'invalid_union':
			if (issue.input === undefined) return [problem('missing', `${name} is missing.`, example())];
			return [problem('value', `${issue.message}.`, 'Write one of the two.')];
		case 'too_small':
			return [problem('empty', `${name} is empty.`, 'Write at least one item.')];
		case 'too_big':
			return [problem('length', `${name} has more than ${String(issue.maximum)} items.`, 'Shorten the list.')];
		case 'custom': {
			const { kind = 'value', hint } = issue.params ?? {};
			const message = /^["A-Z0-9]/.test(issue.message) ? issue.message : `${name} ${issue.message}`;
			return [problem(String(kind), /[.?]$/.test(message) ? message : `${message}.`, typeof hint === 'string' ? hint : undefined)];
		}
		default:
			return [problem('value', `${name}: ${issue.message}.`, example())];
	}
}

const nouns: Record<string, string> = {
	string: 'text',
	number: 'a number',
	boolean: 'true or false',
	array: 'a list',
	object: 'a map of fields',
};

function describe(input: unknown): string {
	if (typeof input === 'string') return `the text "${input.length > 40 ? `${input.slice(0, 40)}…` : input}"`;
	if (typeof input === 'number') return `the number ${input}`;
	if (typeof input === 'boolean') return String(input);
	if (input === null) return 'empty';
	return Array.isArray(input) ? 'a list' : 'a map of fields';
}

function emptyHint(schema: z.ZodType, path: readonly PropertyKey[]): string | undefined {
	const name = String(path.at(-1));
	if (fieldAt(schema, path) instanceof z.ZodOptional) return `Give ${name} a value, or remove it.`;
	return isTextList(schemaAt(schema, path)) ? `Write ${name}: [] for none.` : undefined;
}

function typeHint(expected: string, input: unknown, schema: z.ZodType | undefined): string | undefined {
	if (expected === 'string' && (typeof input === 'number' || typeof input === 'boolean')) return `Put it in quotes: "${input}".`;
	if (expected === 'number' && typeof input === 'string') {
		const plain = input
			.trim()
			.replace(',', '.')
			.replace(/^0+(?=\d)/, '');
		return /^\d+(?:\.\d+)?$/.test(plain) ? `Write ${Number(plain)} without quotes, leading zeros or commas.` : undefined;
	}
	if (expected === 'boolean') return 'Write true, or leave the field out.';
	if (expected === 'array' && typeof input === 'string' && isTextList(schema)) return `Write [${input}].`;
	return undefined;
}

/** The value's own place, or its nearest parent's. A missing field is reported where the map it is missing from starts. */
function placeOf(yaml: YamlValue, path: readonly PropertyKey[]): Place {
	for (let length = path.length; length > 0; length -= 1) {
		const place = yaml.places.get(pathOf(path.slice(0, length)));
		if (place) return place;
	}
	return fileStart;
}

function areaOf(path: readonly PropertyKey[], area: string): string {
	const names = path.filter((part) => typeof part === 'string');
	return names[0] ?? area;
}
