/** Values of fields that come from a command line or another format: the same rules as for those an author writes into a file. */
import * as z from 'zod';
import type { Content } from './load.ts';
import { categoryFinder, unknownCategory } from './resolve.ts';
import { signalSchema } from './schema.ts';
import { fieldAt } from './schema-fields.ts';
import { tagSpeller } from './tag-spelling.ts';
import { forbiddenCharacter } from './text-file.ts';
import { validate } from './validate.ts';
import type { Vocabulary } from './vocabulary.ts';
import { parseYaml, plainValue } from './yaml.ts';

/** A value as it is to be written, or what is wrong with it, in full sentences. */
export type Reading<T> = { readonly value: T } | { readonly fault: string };

export interface FieldValues {
	/** @returns the label of a category, named by label or slug. */
	category(text: string): Reading<string>;
	/** @returns a tag as it is to be written. */
	tag(text: string): Reading<string>;
	/** @returns a text that is the same for every name of one tag. */
	tagKey(text: string): string;
}

/** @param content the signals there are, whose tags show how others write them */
export function createFieldValues(vocabulary: Vocabulary, content: Pick<Content, 'members' | 'loaded'>): FieldValues {
	const find = categoryFinder(vocabulary.categories);
	const spell = tagSpeller(content, vocabulary.tags);
	return {
		category(text) {
			const category = find(text.trim());
			if (category) return { value: category.label };
			const { message, hint = '' } = unknownCategory('', text.trim(), vocabulary);
			return { fault: `${message} ${hint}` };
		},
		tag(text) {
			const fault = fieldFault('tags', [text.trim()]);
			return fault === undefined ? { value: spell(text.trim()).written } : { fault };
		},
		tagKey: (text) => spell(text.trim()).key,
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
	const [hidden] = [value].flat().flatMap((text) => (typeof text === 'string' ? (forbiddenCharacter(text) ?? []) : []));
	if (hidden !== undefined) return `${name} holds the invisible character ${hidden}. Delete it.`;
	const yaml = { ...parseYaml(''), value: { [name]: value } };
	const result = validate(z.strictObject({ [name]: field }), yaml);
	const [first] = 'problems' in result ? result.problems : [];
	return first && `${first.message}${first.hint === undefined ? '' : ` ${first.hint}`}`;
}
