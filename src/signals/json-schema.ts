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

/** Labels are proposed; slugs are as good, and case does not matter. */
function categoryKeywords(categories: Vocabulary['categories']): JsonSchema {
	const labels = categories.map(({ label }) => label);
	const names = new Set(categories.flatMap(({ slug, label }) => [slug, label.toLowerCase()]));
	return {
		anyOf: [
			{ enum: labels, enumDescriptions: categories.map(({ description }) => description) },
			{ pattern: `^(${[...names].map(inAnyCase).join('|')})$` },
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
