import type * as z from 'zod';

/** What to change in a file, where a problem has one right answer. */
export type Fix =
	| { readonly kind: 'value'; /** Dotted path. */ readonly field: string; readonly value: string | number }
	| { readonly kind: 'remove'; /** Dotted path of an item of a list. */ readonly field: string }
	| { readonly kind: 'link'; /** As `PageLink` has it: path and part. */ readonly from: string; readonly to: string };

/**
 * Mends a value that says what is meant in a form that is not read: a number in quotes or with a comma, a date with a space instead
 * of its T, a space before or after a text.
 *
 * @param schema of the field
 * @returns the fix, if the value then is what the field takes
 */
export function fixValue(schema: z.ZodType | undefined, field: string, input: unknown): { fix?: Fix } {
	if (typeof input !== 'string' || !schema) return {};
	const text = input.trim();
	const number = /^\d{1,2}(?:[.,]\d)?$/.test(text) ? [Number(text.replace(',', '.'))] : [];
	const date = text.replace(/^(\d{4}-\d{2}-\d{2})[ t](?=\d)/, '$1T').replace(/z$/, 'Z');
	const value = [...number, text, date].find((candidate) => candidate !== input && schema.safeParse(candidate).success);
	return value === undefined ? {} : { fix: { kind: 'value', field, value } };
}
