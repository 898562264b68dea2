import * as z from 'zod';
import { fieldName } from './field-name.ts';
import { emptyHint, partHint, typeHint } from './field-hints.ts';
import { didYouMean, nearest } from './nearest.ts';
import { fixValue } from './fix.ts';
import { problemCode } from './problem-codes.ts';
import { fileStart, type LocalProblem, type Place } from './problem.ts';
import { exampleOf, fieldAt, keysOf, requiredKeysOf, schemaAt } from './schema-fields.ts';
import type { YamlValue } from './yaml.ts';

/**
 * Validates a YAML value against a schema and turns what is wrong into problems with places.
 */
export function validate<S extends z.ZodType>(schema: S, yaml: YamlValue, naming = frontmatterNaming): { data: z.output<S> } | Invalid {
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
		issue.path.some((_, index) => yaml.unread.has(pathOf(issue.path.slice(0, index + 1)))) ||
		yaml.unread.has('') ||
		(issue.code !== 'unrecognized_keys' && issue.input === undefined && misspelt.has(pathOf(issue.path)));
	return { problems: issues.filter((issue) => !isTold(issue)).flatMap((issue) => explain(issue, schema, yaml, naming)), misspelt };
}

/** How the values of a file are called. */
export interface Naming {
	/** @returns the first part of the codes of problems at a path. */
	readonly areaOf: (path: readonly PropertyKey[]) => string;
	/** @returns what messages call the value at a path. */
	readonly nameOf: (path: readonly PropertyKey[]) => string;
}

const frontmatterNaming: Naming = {
	areaOf: (path) => path.find((part) => typeof part === 'string') ?? 'frontmatter',
	nameOf: fieldName,
};

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

function explain(issue: z.core.$ZodIssue, schema: z.ZodType, yaml: YamlValue, { areaOf, nameOf }: Naming): LocalProblem[] {
	const field = pathOf(issue.path);
	const name = nameOf(issue.path);
	const place = placeOf(yaml, issue.path);
	const problem = (kind: string, message: string, hint: string | undefined, at: Place = place, of = field): LocalProblem => ({
		code: problemCode(areaOf(issue.path), kind),
		severity: 'error',
		...at,
		...(of === '' ? {} : { field: of }),
		message,
		hint,
	});
	const example = () => {
		const text = exampleOf(schema, issue.path);
		const key = issue.path.findLast((part) => typeof part === 'string');
		return text === undefined ? undefined : `Write ${key === undefined ? '' : `${key}: `}${text}`;
	};

	const withFix = (found: LocalProblem): LocalProblem[] => [{ ...found, ...fixValue(fieldAt(schema, issue.path), field, issue.input) }];

	switch (issue.code) {
		case 'unrecognized_keys':
			return issue.keys.map((key) => {
				const of = field === '' ? key : `${field}.${key}`;
				const allowed = keysOf(schemaAt(schema, issue.path));
				const meant = nearest(key, allowed);
				return problem(
					'unknown-key',
					`There is no field "${key}"${field === '' ? '' : ` in ${name}`}.`,
					didYouMean(meant) ?? `The fields are ${allowed.join(', ')}.`,
					yaml.keys.get(of) ?? place,
					of,
				);
			});
		case 'invalid_type': {
			const told = typeof issue.input === 'number' ? asText(issue.input, fieldAt(schema, issue.path)) : undefined;
			if (told) return explain({ ...told, path: issue.path }, schema, yaml, { areaOf, nameOf });
			if (issue.input === undefined) return [problem('missing', `${name} is missing.`, example() ?? partHint(schema, issue.path))];
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
			return withFix(
				problem(
					'type',
					`${name} must be ${nouns[issue.expected] ?? issue.expected}, but is ${describe(issue.input)}.`,
					typeHint(issue.expected, issue.input, schemaAt(schema, issue.path)) ??
						example() ??
						(field === '' ? 'Write one field on each line, as in score: 7.5.' : undefined) ??
						`Write ${nouns[issue.expected] ?? 'a value'}.`,
				),
			);
		}
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
			return [problem('value', sentence(name, issue.message), 'Write one of the two.')];
		case 'too_small':
			return [problem('empty', `${name} is empty.`, example() ?? 'Write at least one item.')];
		case 'too_big':
			return issue.origin === 'string'
				? [problem('length', `${name} has more than ${String(issue.maximum)} characters.`, 'Shorten it.')]
				: [problem('length', `${name} has more than ${String(issue.maximum)} items.`, 'Shorten the list.')];
		case 'custom': {
			const { kind = 'value', hint }: Readonly<Record<string, unknown>> = issue.params ?? {};
			const isRequired = !(fieldAt(schema, issue.path) instanceof z.ZodOptional);
			const advice = kind === 'empty' && isRequired ? 'Write a text.' : hint;
			return withFix(problem(String(kind), sentence(name, issue.message), typeof advice === 'string' ? advice : undefined));
		}
		default:
			return [problem('value', `${name}: ${issue.message}.`, example())];
	}
}

/** @returns what would be wrong with a number if it were text, as the digits of a date are meant to be. */
function asText(input: number, schema: z.ZodType | undefined): z.core.$ZodIssueCustom | undefined {
	const issue = schema?.safeParse(String(input), { reportInput: true }).error?.issues[0];
	return issue?.code === 'custom' ? issue : undefined;
}

/** @param message that says of its subject what is wrong with it, or a sentence with a subject of its own */
function sentence(name: string, message: string): string {
	const text = /^["A-Z0-9]/.test(message) ? message : `${name} ${message}`;
	return /[.?]$/.test(text) ? text : `${text}.`;
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

/** The value's own place, or its nearest parent's. A missing field is reported where the map it is missing from starts. */
function placeOf(yaml: YamlValue, path: readonly PropertyKey[]): Place {
	for (let length = path.length; length > 0; length -= 1) {
		const place = yaml.places.get(pathOf(path.slice(0, length)));
		if (place) return place;
	}
	return fileStart;
}
