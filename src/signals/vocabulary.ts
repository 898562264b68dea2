/** The two lists that keep the vocabulary clean: `categories.yml` and `tags.yml`. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { spellingOf } from './field-rules.ts';
import { limits } from './limits.ts';
import { fileStart, type LocalProblem, type Place, type Problem } from './problem.ts';
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

const text = z
	.string()
	.max(limits.text)
	.refine((value) => value.trim() !== '', { params: { kind: 'empty', hint: 'Write a text.' }, error: 'is empty' });
const categorySchema = z.strictObject({
	slug: z.string().refine((value) => slugPattern.test(value) && value.length <= limits.slug, {
		params: { kind: 'slug', hint: 'Use lower-case letters, digits and single hyphens.' },
		error: 'is not a slug',
	}),
	label: text,
	description: text,
});
const tagSchema = z.strictObject({
	slug: z.string().refine((value) => value !== '' && tagSlug(value) === value && Buffer.byteLength(value) <= limits.tagSlug, {
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
	const named = (file: string, problems: readonly LocalProblem[]) => problems.map((problem): Problem => ({ ...problem, file: show(file) }));
	return {
		categories: categories.data,
		tags: tags.data.map((tag) => ({ ...tag, aliases: tag.aliases ?? [] })),
		problems: [
			...named('categories.yml', [...categories.problems, ...sameSpellings(categories, 'categories')]),
			...named('tags.yml', [...tags.problems, ...reservedNames(tags), ...sameSpellings(tags, 'tags'), ...sameAddresses(tags)]),
		],
	};
}

interface List<T> {
	readonly data: readonly T[];
	readonly problems: readonly LocalProblem[];
	/** @returns the place of a field, `2.slug`. */
	readonly placeOf: (field: string) => Place;
}

function readList<S extends z.ZodType>(contentDir: string, name: string, item: S, isRequired: boolean): List<z.output<S>> {
	const location = path.join(contentDir, name);
	const area = name.replace('.yml', '');
	const failed = (...problems: LocalProblem[]): List<z.output<S>> => ({ data: [], problems, placeOf: () => fileStart });
	const status = statSync(location, { throwIfNoEntry: false });
	if (!status && !isRequired) return failed();
	if (!status?.isFile()) {
		const hint = 'Create the file with a list of slug, label and description.';
		return failed({ code: `${area}/missing`, severity: 'error', ...fileStart, message: `There is no file ${name}.`, hint });
	}
	const decoded = decodeText(readFileSync(location), limits.vocabulary);
	if ('problems' in decoded) return failed(...decoded.problems);
	const yaml = parseYaml(decoded.text);
	if (yaml.problems.some(({ severity }) => severity === 'error')) return failed(...yaml.problems);
	if (yaml.value === null && !isRequired) return failed();
	const result = validate(isRequired ? z.array(item).min(1) : z.array(item), yaml, area);
	if ('problems' in result)
		return failed(...result.problems.map((problem) => ({ ...problem, code: `${area}/${problem.code.split('/')[1] ?? 'value'}` })));
	return { data: result.data, problems: yaml.problems, placeOf: (field) => yaml.places.get(field) ?? fileStart };
}

interface Named {
	readonly slug: string;
	readonly label: string;
	readonly aliases?: readonly string[] | undefined;
}

/** The names of an entry, each with its field. */
function namesOf({ slug, label, aliases = [] }: Named, index: number): [name: string, field: string][] {
	return [
		[slug, `${index}.slug`],
		[label, `${index}.label`],
		...aliases.map((alias, at): [string, string] => [alias, `${index}.aliases.${at}`]),
	];
}

/** A spelling leads to one entry only. */
function sameSpellings({ data, placeOf }: List<Named>, area: string): LocalProblem[] {
	const owners = new Map<string, Named>();
	return data.flatMap((entry, index) =>
		namesOf(entry, index).flatMap(([name, field]): LocalProblem[] => {
			const owner = owners.get(spellingOf(name)) ?? entry;
			owners.set(spellingOf(name), owner);
			if (owner === entry) return [];
			const message = `"${name}" stands for "${owner.label}" already.`;
			return [{ code: `${area}/duplicate`, severity: 'error', ...placeOf(field), field, message, hint: 'Keep it in one of the two.' }];
		}),
	);
}

/** The address of an alias redirects to one tag only, and is no tag's own. */
function sameAddresses({ data, placeOf }: List<Named>): LocalProblem[] {
	const owners = new Map(data.map((entry) => [entry.slug, entry]));
	return data.flatMap((entry, index) =>
		(entry.aliases ?? []).flatMap((alias, at): LocalProblem[] => {
			const address = tagSlug(alias);
			const owner = owners.get(address) ?? entry;
			owners.set(address, owner);
			if (owner === entry) return [];
			const field = `${index}.aliases.${at}`;
			const message = `The alias "${alias}" would redirect from /tags/${address}/, which is an address of "${owner.label}".`;
			return [
				{
					code: 'tags/duplicate',
					severity: 'error',
					...placeOf(field),
					field,
					message,
					hint: 'Remove it; the label finds the tag as well.',
				},
			];
		}),
	);
}

function reservedNames({ data, placeOf }: List<Named>): LocalProblem[] {
	return data.flatMap((entry, index) =>
		namesOf(entry, index)
			.filter(([name, field]) => !field.endsWith('.label') && reservedTagSlugs.has(tagSlug(name)))
			.map(([name, field]) => ({
				code: 'tags/reserved',
				severity: 'error',
				...placeOf(field),
				field,
				message: `"${name}" is a reserved name.`,
				hint: 'Choose another.',
			})),
	);
}
