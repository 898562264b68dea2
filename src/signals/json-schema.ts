/**
 * What an author may write, as JSON Schema (2020-12) for editors. Made from the Zod schemas, so that there is one definition; what
 * JSON Schema cannot say (days that do not exist, rules between fields) is left to `signals check`.
 */
import * as z from 'zod';
import { signalSchema } from './schema.ts';
import { categorySchema, tagSchema, type Vocabulary } from './vocabulary.ts';
import { parseYaml } from './yaml.ts';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * The frontmatter of a signal.
 * @param vocabulary with it, categories other than its own are refused, and its categories and tags are proposed
 */
export function signalJsonSchema(vocabulary?: Pick<Vocabulary, 'categories' | 'tags'>): JsonSchema {
	const schema = toJsonSchema(signalSchema);
	allowBlanks(schema);
	if (!vocabulary) return schema;
	const { category, tags } = schema.properties ?? {};
	// A list that could not be read refuses nothing.
	if (typeof category === 'object' && vocabulary.categories.length > 0) Object.assign(category, categoryKeywords(vocabulary.categories));
	if (typeof tags === 'object' && typeof tags.items === 'object' && !Array.isArray(tags.items)) {
		// An example of the whole list would be proposed instead of those of its items.
		delete tags.examples;
		tags.items.examples = vocabulary.tags.map(({ label }) => label);
	}
	return schema;
}

/** `categories.yml`. */
export function categoriesJsonSchema(): JsonSchema {
	return toJsonSchema(z.array(categorySchema).min(1));
}

/** `tags.yml`. */
export function tagsJsonSchema(): JsonSchema {
	return toJsonSchema(z.array(tagSchema));
}

function toJsonSchema(schema: z.ZodType): JsonSchema {
	return z.toJSONSchema(schema, {
		io: 'input',
		override: ({ zodSchema, jsonSchema }) => {
			const meta = zodSchema instanceof z.ZodType ? zodSchema.meta() : undefined;
			if (meta?.description !== undefined) jsonSchema['markdownDescription'] = meta.description;
			if (Array.isArray(meta?.['examples'])) jsonSchema.examples = meta['examples'].map(yamlValue);
		},
	});
}

/** The schema gives examples as YAML, the way messages quote them; JSON Schema wants the values. */
function yamlValue(example: unknown) {
	const { value } = parseYaml(String(example));
	return z.json().parse(JSON.parse(JSON.stringify(value)));
}

/**
 * A blank stands where any other text would be refused; `signals check` tells of those that are left. The keywords of one kind of
 * value say nothing of the others, so that a number may have a pattern for the text in its place.
 */
function allowBlanks(schema: JsonSchema): void {
	for (const part of [...Object.values(schema.properties ?? {}), schema.items, ...(schema.anyOf ?? [])].flat())
		if (typeof part === 'object') allowBlanks(part);
	if (schema.type === 'number')
		Object.assign(schema, { type: ['number', 'string'], pattern: blank, patternErrorMessage: 'Write a number without quotes.' });
	else if (schema.enum) {
		schema.anyOf = [{ enum: schema.enum }, { pattern: blank }];
		delete schema.enum;
	} else if (schema.pattern !== undefined) schema.pattern += `|${blank}`;
}

/** As long as it likes, over lines, too. */
const blank = String.raw`^\{\{[\s\S]*\}\}$`;

/** Labels are proposed; slugs are as good, and case does not matter. */
function categoryKeywords(categories: Vocabulary['categories']): JsonSchema {
	const labels = categories.map(({ label }) => label);
	const names = new Set(categories.flatMap(({ slug, label }) => [slug, label.toLowerCase()]));
	return {
		anyOf: [
			{ enum: labels, enumDescriptions: categories.map(({ description }) => description) },
			{ pattern: `^(${[...names].map(inAnyCase).join('|')})$|${blank}` },
		],
		errorMessage: `There is no such category. The categories are ${labels.join(', ')}.`,
	};
}

/** Regular expressions of JSON Schema have no flag for it. */
function inAnyCase(text: string): string {
	return [...text]
		.map((character) =>
			character.toUpperCase() === character
				? character.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`)
				: `[${character}${character.toUpperCase()}]`,
		)
		.join('');
}
