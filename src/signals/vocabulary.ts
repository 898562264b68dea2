/** The two lists that keep the vocabulary clean: `categories.yml` and `tags.yml`. */
import { lstatSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { limits } from './limits.ts';
import { problemCode } from './problem-codes.ts';
import { fileStart, type LocalProblem, type Problem } from './problem.ts';
import { readFileStart } from './read-file.ts';
import type { Category } from './signal.ts';
import { slugPattern, tagSlug } from './slug.ts';
import { decodeText, ignorableCharacter } from './text-file.ts';
import { validate } from './validate.ts';
import { reservedNames, sameNames, sameSpellings, type NamedEntries } from './vocabulary-names.ts';
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
	/** What their author calls the two files. */
	readonly categoriesFile: string;
	readonly tagsFile: string;
	readonly problems: readonly Problem[];
}

const text = z
	.string()
	.max(limits.text)
	.refine((value) => value.trim() !== '', { params: { kind: 'empty', hint: 'Write a text.' }, error: 'is empty' });
/** What stands for a tag in signals. */
const name = text.refine((value) => ignorableCharacter(value) === undefined, {
	params: { kind: 'character', hint: 'Delete it.' },
	error: 'holds an invisible character',
});
export const categorySchema = z.strictObject({
	slug: z
		.string()
		.refine((value) => slugPattern.test(value) && value.length <= limits.slug, {
			params: { kind: 'slug', hint: 'Use lower-case letters, digits and single hyphens.' },
			error: 'is not a slug',
		})
		.meta({
			description: 'Part of the address: `/categories/<slug>/`.',
			pattern: slugPattern.source,
			maxLength: limits.slug,
			examples: ['industry'],
		}),
	label: text.meta({ description: 'Name of the category, as readers see it.', examples: ['Industry'] }),
	description: text.meta({ description: 'What belongs into it, in one sentence.', examples: ['Companies and people.'] }),
});
export const tagSchema = z.strictObject({
	slug: z
		.string()
		.refine((value) => value !== '' && tagSlug(value) === value && Buffer.byteLength(value) <= limits.tagSlug, {
			params: { kind: 'slug', hint: 'Use lower-case letters, digits and single hyphens.' },
			error: 'is not a tag slug',
		})
		.meta({ description: 'Part of the address: `/tags/<slug>/`.', minLength: 1, examples: ['open-weights'] }),
	label: name.meta({ description: 'Name of the tag, as readers see it.', examples: ['Open weights'] }),
	description: text.optional().meta({ description: 'What the tag stands for, in one sentence.' }),
	aliases: z.array(name).optional().meta({ description: 'Other spellings that lead to this tag.' }),
});

/** @param show turns a path below the content folder into what its author calls it */
export function readVocabulary(contentDir: string, show: (file: string) => string): Vocabulary {
	const categories = readList(contentDir, 'categories', categorySchema, true, show);
	const tags = readList(contentDir, 'tags', tagSchema, false, show);
	const named = (file: string, problems: readonly LocalProblem[]) => problems.map((problem): Problem => ({ ...problem, file: show(file) }));
	return {
		categories: categories.data,
		categoriesFile: show('categories.yml'),
		tagsFile: show('tags.yml'),
		tags: tags.data.map((tag) => ({ ...tag, aliases: tag.aliases ?? [] })),
		problems: [
			...named('categories.yml', [...categories.problems, ...sameSpellings(categories, 'categories')]),
			...named('tags.yml', [...tags.problems, ...reservedNames(tags), ...sameNames(tags)]),
		],
	};
}

interface List<T> extends NamedEntries<T> {
	readonly problems: readonly LocalProblem[];
}

function readList<S extends z.ZodType>(
	contentDir: string,
	area: 'categories' | 'tags',
	item: S,
	isRequired: boolean,
	show: (file: string) => string,
): List<z.output<S>> {
	const location = path.join(contentDir, `${area}.yml`);
	const failed = (...problems: LocalProblem[]): List<z.output<S>> => ({ data: [], problems, placeOf: () => fileStart });
	const status = lstatSync(location, { throwIfNoEntry: false });
	if (!status && !isRequired) return failed();
	if (!status) {
		const message = `There is no file ${show(`${area}.yml`)}.`;
		const hint = 'Create the file with a list of slug, label and description.';
		return failed({ code: problemCode(area, 'missing'), severity: 'error', ...fileStart, message, hint });
	}
	if (status.isSymbolicLink()) {
		const message = 'Links to other files are not followed.';
		return failed({ code: 'file/symlink', severity: 'error', ...fileStart, message, hint: 'Put the file itself here.' });
	}
	const bytes = readFileStart(location, limits.vocabulary + 1);
	if ('problem' in bytes) return failed(bytes.problem);
	const decoded = decodeText(bytes, limits.vocabulary);
	if ('problems' in decoded) return failed(...decoded.problems);
	const yaml = parseYaml(decoded.text);
	if (yaml.problems.some(({ severity }) => severity === 'error')) return failed(...yaml.problems);
	if (yaml.value === null && !isRequired) return failed();
	const list = (isRequired ? z.array(item).min(1) : z.array(item)).meta({ examples: [examples[area]] });
	const result = validate(list, yaml, {
		areaOf: () => area,
		nameOf: (path) => entryName(path, yaml.value, area),
	});
	if ('problems' in result) return failed(...result.problems);
	return { data: result.data, problems: yaml.problems, placeOf: (field) => yaml.places.get(field) ?? fileStart };
}

/** How an entry is written. */
const examples = {
	categories: '- { slug: industry, label: Industry, description: Companies and people. }',
	tags: '- { slug: open-weights, label: Open weights, aliases: [weights] }',
} as const;

/** @returns what messages call a value of a list: by the slug of its entry, or else by its number. */
function entryName([index, ...field]: readonly PropertyKey[], list: unknown, area: 'categories' | 'tags'): string {
	if (typeof index !== 'number') return `The list of ${area}`;
	const entry: unknown = Array.isArray(list) ? list[index] : undefined;
	const slug = typeof entry === 'object' && entry !== null && 'slug' in entry ? entry.slug : undefined;
	const noun = area === 'categories' ? 'category' : 'tag';
	const owner = typeof slug === 'string' && slug !== '' && field[0] !== 'slug' ? `the ${noun} "${slug}"` : `entry ${index + 1}`;
	const [name, at] = field;
	return name === undefined ? owner : `${typeof at === 'number' ? `alias ${at + 1}` : String(name)} of ${owner}`;
}
