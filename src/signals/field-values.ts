/** Values of fields that come from a command line or another format: the same rules as for those an author writes into a file. */
import * as z from 'zod';
import { categoryFinder, unknownCategory } from './resolve.ts';
import { signalSchema } from './schema.ts';
import { fieldAt } from './schema-fields.ts';
import { indexTags, type TagUse } from './tags.ts';
import { validate } from './validate.ts';
import type { Vocabulary } from './vocabulary.ts';
import { parseYaml, plainValue } from './yaml.ts';

/** A value as it is to be written, or what is wrong with it, in full sentences. */
export type Reading<T> = { readonly value: T } | { readonly fault: string };

export interface FieldValues {
	/** @returns the label of a category, named by label or slug. */
	category(text: string): Reading<string>;
	/** @returns the spelling of a tag: the slug of a registered one, else the spelling that is in use, else the text itself. */
	tag(text: string): Reading<string>;
}

/** @param uses of tags in the signals there are */
export function createFieldValues(vocabulary: Vocabulary, uses: readonly TagUse[]): FieldValues {
	const find = categoryFinder(vocabulary.categories);
	const tags = indexTags(uses, vocabulary.tags);
	const registered = new Set(vocabulary.tags.map(({ slug }) => slug));
	return {
		category(text) {
			const category = find(text.trim());
			if (category) return { value: category.label };
			const { message, hint = '' } = unknownCategory('', text.trim(), vocabulary);
			return { fault: `${message} ${hint}` };
		},
		tag(text) {
			const fault = fieldFault('tags', [text.trim()]);
			if (fault !== undefined) return { fault };
			const tag = tags.resolve(text.trim());
			return { value: registered.has(tag.slug) ? tag.slug : tag.label };
		},
	};
}

/** @returns a score, written as in a file. */
export function readScore(text: string): Reading<number> {
	const value = plainValue(text.trim());
	const fault = fieldFault('score', value);
	return fault === undefined && typeof value === 'number' ? { value } : { fault: fault ?? 'score must be a number.' };
}

/** @returns what is wrong with the value of a field, as `check` says it, or undefined. */
export function fieldFault(name: string, value: unknown): string | undefined {
	const field = fieldAt(signalSchema, [name]);
	if (!field) return `There is no field "${name}".`;
	const yaml = { ...parseYaml(''), value: { [name]: value } };
	const result = validate(z.strictObject({ [name]: field }), yaml);
	const [first] = 'problems' in result ? result.problems : [];
	return first && `${first.message}${first.hint === undefined ? '' : ` ${first.hint}`}`;
}
