/** The two lists that keep the vocabulary clean: `categories.yml` and `tags.yml`. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { spellingOf } from './field-rules.ts';
import { limits } from './limits.ts';
import { fileStart, type LocalProblem, type Problem } from './problem.ts';
import type { Category } from './signal.ts';
import { reservedTagSlugs, slugPattern, tagSlug } from './slug.ts';
import { decodeText } from './text-file.ts';
import { validate } from './validate.ts';
import { parseYaml } from './yaml.ts';

export interface RegisteredTag {
	readonly slug: string;
	readonly label: string;
	readonly description?: string | undefined;
	readonly aliases: readonly string[];
}

export interface Vocabulary {
	readonly categories: readonly Category[];
	readonly tags: readonly RegisteredTag[];
	readonly problems: readonly Problem[];
}

const text = z.string().refine((value) => value.trim() !== '', { params: { kind: 'empty', hint: 'Write a text.' }, error: 'is empty' });
const categorySchema = z.strictObject({
	slug: z
		.string()
		.refine((value) => slugPattern.test(value), {
			params: { kind: 'slug', hint: 'Use lower-case letters, digits and single hyphens.' },
			error: 'is not a slug',
		}),
	label: text,
	description: text,
});
const tagSchema = z.strictObject({
	slug: z
		.string()
		.refine((value) => value !== '' && tagSlug(value) === value, {
			params: { kind: 'slug', hint: 'Use lower-case letters, digits and single hyphens.' },
			error: 'is not a tag slug',
		}),
	label: text,
	description: text.optional(),
	aliases: z.array(text).optional(),
});

/** @param show turns a path below the content folder into what its author calls it */
export function readVocabulary(contentDir: string, show: (file: string) => string): Vocabulary {
	const categories = readList(contentDir, 'categories.yml', categorySchema, true);
	const tags = readList(contentDir, 'tags.yml', tagSchema, false);
	const problems: Problem[] = [
		...[
			...categories.problems,
			...duplicates(
				categories.data.map(({ slug, label }) => [slug, label]),
				'categories',
			),
		].map((problem) => ({ ...problem, file: show('categories.yml') })),
		...[
			...tags.problems,
			...reserved(tags.data),
			...duplicates(
				tags.data.map(({ slug, label, aliases = [] }) => [slug, label, ...aliases]),
				'tags',
			),
		].map((problem) => ({ ...problem, file: show('tags.yml') })),
	];
	return { categories: categories.data, tags: tags.data.map((tag) => ({ ...tag, aliases: tag.aliases ?? [] })), problems };
}

function readList<S extends z.ZodType>(
	contentDir: string,
	name: string,
	item: S,
	isRequired: boolean,
): { data: z.output<S>[]; problems: LocalProblem[] } {
	const location = path.join(contentDir, name);
	const area = name.replace('.yml', '');
	if (!existsSync(location)) {
		const problem: LocalProblem = {
			code: `${area}/missing`,
			severity: 'error',
			...fileStart,
			message: `There is no ${name}.`,
			hint: 'Create it with a list of slug, label and description.',
		};
		return { data: [], problems: isRequired ? [problem] : [] };
	}
	const decoded = decodeText(readFileSync(location), limits.vocabulary);
	if ('problems' in decoded) return { data: [], problems: [...decoded.problems] };
	const yaml = parseYaml(decoded.text);
	if (yaml.problems.length > 0) return { data: [], problems: [...yaml.problems] };
	if (yaml.value === null && !isRequired) return { data: [], problems: [] };
	const result = validate(z.array(item), yaml, area);
	if ('problems' in result)
		return {
			data: [],
			problems: result.problems.map((problem) => ({ ...problem, code: `${area}/${problem.code.split('/')[1] ?? 'value'}` })),
		};
	return { data: result.data, problems: [] };
}

/** A spelling may lead to one entry only. */
function duplicates(entries: readonly (readonly string[])[], area: string): LocalProblem[] {
	const owners = new Map<string, number>();
	return entries.flatMap((names, index) => {
		const clash = names.find((name) => (owners.get(spellingOf(name)) ?? index) !== index);
		for (const name of names) if (!owners.has(spellingOf(name))) owners.set(spellingOf(name), index);
		if (clash === undefined) return [];
		return [
			{
				code: `${area}/duplicate`,
				severity: 'error',
				...fileStart,
				field: `${index}`,
				message: `"${clash}" stands for two entries of the list.`,
				hint: 'Keep it in one of them.',
			},
		];
	});
}

function reserved(tags: readonly { slug: string }[]): LocalProblem[] {
	return tags.flatMap(({ slug }, index) =>
		reservedTagSlugs.has(slug)
			? [
					{
						code: 'tags/slug',
						severity: 'error',
						...fileStart,
						field: `${index}.slug`,
						message: `"${slug}" is a reserved name.`,
						hint: 'Choose another slug.',
					} as const,
				]
			: [],
	);
}
