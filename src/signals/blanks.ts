/**
 * Blanks: `{{ What happened }}` in a field or in prose marks what the author still has to write. A draft may hold them, anything
 * else may not.
 */
import * as z from 'zod';
import type { LocalProblem } from './problem.ts';
import { fieldAt, schemaAt } from './schema-fields.ts';
import { placeAt } from './text-file.ts';
import type { YamlValue } from './yaml.ts';

/** @returns a blank with a prompt, as it is written. */
export function blank(prompt: string): string {
	return `{{ ${prompt} }}`;
}

/** @returns whether something is still to be written in a text. */
export function hasBlank(text: string): boolean {
	return text.search(blanks) !== -1;
}

export interface Blank {
	/** What it asks for. */
	readonly prompt: string;
	/** Offset in UTF-16 code units. */
	readonly offset: number;
}

/** @returns the blanks of a text in order. */
export function findBlanks(text: string): Blank[] {
	return [...text.matchAll(blanks)].map(({ index, groups }) => ({
		prompt: (groups?.['prompt'] ?? '').trim().replace(/\s+/g, ' '),
		offset: index,
	}));
}

/**
 * The problem that a blank is.
 * @param isDraft whether its severity is that of a draft's
 * @param isMarkdown whether braces can be shown as code where it stands
 */
export function blankProblem(
	prompt: string,
	isDraft: boolean,
	isMarkdown = true,
): Pick<LocalProblem, 'code' | 'severity' | 'message' | 'hint'> {
	const shown = [...prompt].length > longestPrompt ? `${[...prompt].slice(0, longestPrompt - 1).join('')}…` : prompt;
	return {
		code: 'blank/left',
		severity: isDraft ? 'warning' : 'error',
		message: shown === '' ? 'Something is still to be written here.' : `Still to write: ${/[.?!…]$/.test(shown) ? shown : `${shown}.`}`,
		hint: `${
			isDraft
				? 'Put your text in the place of the braces and what is between them.'
				: 'Put your text in the place of the braces, or write draft: true until it is there.'
		} ${isMarkdown ? 'Braces that readers should see belong in backticks.' : 'If readers should see the braces, write only one of each pair.'}`,
	};
}

/** Code points of a prompt that a message quotes. */
const longestPrompt = 120;

/** Braces in a line or paragraph, not escaped. Without a second brace inside: no text of any length is searched twice. */
const blanks = /(?<!\\)\{\{(?<prompt>(?:[^{}\n]|\n(?![ \t]*\n)|[{}](?![{}]))*)\}\}/g;

/** @returns the blanks in the values of a frontmatter, as problems of its fields. */
export function blanksInFields(text: string, yaml: YamlValue, isDraft: boolean): LocalProblem[] {
	return scalarsOf(yaml.value, '').flatMap(([path, value]) => {
		if (!hasBlank(value)) return [];
		const mask = path === 'summary' ? withoutCode : (written: string) => written;
		const { start, end } = yaml.spans.get(path) ?? { start: 0, end: 0 };
		const asked = findBlanks(mask(value));
		const written = findBlanks(mask(text.slice(start, end)));
		// Written with escapes, a blank may stand nowhere as such.
		const offsets = written.length === asked.length ? written.map(({ offset }) => start + offset) : asked.map(() => start);
		return asked.map(({ prompt }, index) => ({
			...placeAt(text, offsets[index] ?? start),
			field: path,
			...blankProblem(prompt, isDraft, path === 'summary'),
		}));
	});
}

export interface FilledFields {
	readonly value: unknown;
	/** Top-level fields that hold a blank: what they say is not the author's yet. */
	readonly blank: ReadonlySet<string>;
}

/**
 * Puts something valid in the place of blanks that a schema refuses, so that a draft can be read: the first of 0, false, a day, an
 * address and the field's own values that fits. An optional field is left out instead, and a list with a
 * blank among its items is empty.
 */
export function fillBlanks(schema: z.ZodType, value: unknown): FilledFields {
	const blank = new Set(
		scalarsOf(value, '')
			.filter(([, text]) => hasBlank(text))
			.map(([path]) => path.split('.', 1)[0] ?? ''),
	);
	return blank.size === 0 ? { value, blank } : { value: fill(schema, value, []), blank };
}

const leftOut = Symbol('left out');

function fill(schema: z.ZodType, value: unknown, path: readonly PropertyKey[]): unknown {
	if (typeof value === 'string') return hasBlank(value) ? standIn(schema, value, path) : value;
	if (Array.isArray(value)) {
		const items = value.map((item, index) => fill(schema, item, [...path, index]));
		return items.includes(leftOut) ? [] : items;
	}
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.map(([name, field]) => [name, fill(schema, field, [...path, name])] as const)
			.filter(([, field]) => field !== leftOut),
	);
}

function standIn(schema: z.ZodType, text: string, path: readonly PropertyKey[]): unknown {
	const field = schemaAt(schema, path);
	// Of a field that does not exist, the schema has its own to say.
	if (!field || field.safeParse(text).success) return text;
	if (typeof path.at(-1) === 'number' || fieldAt(schema, path) instanceof z.ZodOptional) return leftOut;
	const values = field instanceof z.ZodEnum ? field.options : [];
	const fitting = [0, false, '1990-01-01', 'https://blank.invalid/', [], ...values].find((candidate) => field.safeParse(candidate).success);
	return fitting ?? leftOut;
}

function scalarsOf(value: unknown, path: string): [path: string, text: string][] {
	if (typeof value === 'string') return [[path, value]];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, item]) => scalarsOf(item, path === '' ? name : `${path}.${name}`));
}

function withoutCode(markdown: string): string {
	return markdown.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length));
}
