/** Names in the lists of the vocabulary: each leads to one entry, and to no other page. */
import { spellingOf } from './field-rules.ts';
import { problemCode } from './problem-codes.ts';
import type { LocalProblem, Place } from './problem.ts';
import { reservedTagSlugs, tagSlug } from './slug.ts';

/** The entries of a list and their places. */
export interface NamedEntries<T> {
	readonly data: readonly T[];
	/** @returns the place of a field, `2.slug`. */
	readonly placeOf: (field: string) => Place;
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

/** What is spelled the same has the same address, too; it is told once. */
export function sameNames(tags: NamedEntries<Named>): LocalProblem[] {
	const spellings = sameSpellings(tags, 'tags');
	const told = new Set(spellings.map(({ field }) => field));
	return [...spellings, ...sameAddresses(tags).filter(({ field }) => !told.has(field))];
}

/** A spelling leads to one entry only. */
export function sameSpellings({ data, placeOf }: NamedEntries<Named>, area: 'categories' | 'tags'): LocalProblem[] {
	const owners = new Map<string, Named>();
	return data.flatMap((entry, index) =>
		namesOf(entry, index).flatMap(([name, field]): LocalProblem[] => {
			const owner = owners.get(spellingOf(name)) ?? entry;
			owners.set(spellingOf(name), owner);
			if (owner === entry) return [];
			const message = `"${name}" stands for "${owner.label}" already.`;
			return [
				{ code: problemCode(area, 'duplicate'), severity: 'error', ...placeOf(field), field, message, hint: 'Keep it in one of the two.' },
			];
		}),
	);
}

/** The address of an alias redirects to one tag only, and is no tag's own. */
function sameAddresses({ data, placeOf }: NamedEntries<Named>): LocalProblem[] {
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

/** No entry has the name of a page. */
export function reservedNames({ data, placeOf }: NamedEntries<Named>): LocalProblem[] {
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
