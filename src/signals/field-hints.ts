/** What to write where a field is missing, empty or of the wrong kind. */
import * as z from 'zod';
import { exampleOf, fieldAt, isTextList, keysOf, schemaAt } from './schema-fields.ts';

/** For a field of an item, which has no example of its own. */
export function partHint(schema: z.ZodType, [top = '', ...path]: readonly PropertyKey[]): string | undefined {
	const example = exampleOf(schema, [top]);
	return example === undefined ? undefined : `Add ${String(path.at(-1))}, as in ${String(top)}: ${example}`;
}

/** For a field without a value. */
export function emptyHint(schema: z.ZodType, path: readonly PropertyKey[]): string | undefined {
	const name = String(path.at(-1));
	if (fieldAt(schema, path) instanceof z.ZodOptional) return `Give ${name} a value, or remove it.`;
	return isTextList(schemaAt(schema, path)) ? `Write ${name}: [] for none.` : undefined;
}

/** @returns how the value is written as the kind it should have been, if it can be. */
export function typeHint(expected: string, input: unknown, schema: z.ZodType | undefined): string | undefined {
	if (
		expected === 'string' &&
		(typeof input === 'number' || typeof input === 'boolean') &&
		schema?.safeParse(String(input)).success === true
	)
		return `Put it in quotes: "${input}".`;
	if (expected === 'number' && typeof input === 'string') {
		const plain = input
			.trim()
			.replace(',', '.')
			.replace(/^0+(?=\d)/, '');
		return /^\d+(?:\.\d+)?$/.test(plain) && schema?.safeParse(Number(plain)).success === true
			? `Write ${Number(plain)} without quotes, leading zeros or commas.`
			: undefined;
	}
	if (expected === 'boolean') return 'Write true, or leave the field out.';
	if (typeof input !== 'string') return undefined;
	if (expected === 'array' && isTextList(schema)) {
		if (/^\[[^[\]]*\]$/.test(input)) return `Remove the quotes: ${input}.`;
		return /[[\]{}#:"'\n]/.test(input) ? undefined : `Write [${input}].`;
	}
	const [, key = '', value = ''] = /^(\w+):(\S.*)$/.exec(input) ?? [];
	return expected === 'object' && keysOf(schema).includes(key) ? `Write a space after the colon: ${key}: ${value}` : undefined;
}
