/** What a schema says of its fields, for messages: their names, examples and kinds. */
import * as z from 'zod';

/** @returns the schema of a value by its path, without what makes it optional. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
	return unwrap(fieldAt(schema, path));
}

/** @returns the schema of a value by its path, as it was declared. */
export function fieldAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
	return path.reduce<z.ZodType | undefined>((parent, part) => {
		const inner = unwrap(parent);
		const field: unknown =
			inner instanceof z.ZodArray ? inner.element : inner instanceof z.ZodObject ? inner.shape[String(part)] : undefined;
		return field instanceof z.ZodType ? field : undefined;
	}, schema);
}

/** @returns the names of a map's fields. */
export function keysOf(schema: z.ZodType | undefined): string[] {
	return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** @returns the names of the fields a map cannot be without. */
export function requiredKeysOf(schema: z.ZodType): string[] {
	return keysOf(schema).filter((key) => !(fieldAt(schema, [key]) instanceof z.ZodOptional));
}

/** @returns how a field is written, by way of example; of an item of a list, the whole list. */
export function exampleOf(schema: z.ZodType, path: readonly PropertyKey[]): string | undefined {
	const examples = fieldAt(schema, typeof path.at(-1) === 'number' ? path.slice(0, -1) : path)?.meta()?.['examples'];
	return Array.isArray(examples) && typeof examples[0] === 'string' ? examples[0] : undefined;
}

/** @returns whether a schema is a list of texts. */
export function isTextList(schema: z.ZodType | undefined): boolean {
	return schema instanceof z.ZodArray && schema.element instanceof z.ZodString;
}

function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
	if (!(schema instanceof z.ZodOptional)) return schema;
	const inner: unknown = schema.unwrap();
	return inner instanceof z.ZodType ? inner : undefined;
}
