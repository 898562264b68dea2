/** Whether a slug can be had. */
import { slugFault, suggestSlug } from '../signals/slug.ts';
import type { Content } from '../signals/load.ts';

/** What a slug must not be the same as. */
export interface TakenNames {
	/** Files by slug, as their author calls them. */
	readonly files: ReadonlyMap<string, string>;
	/** Former slugs and identities of other signals, with the signal's file. */
	readonly others: ReadonlyMap<string, string>;
}

/** @param show turns a path below the content folder into what its author calls it */
export function takenNames(
	{ members }: Pick<Content, 'members'>,
	files: readonly { slug: string; file: string }[],
	show: (file: string) => string,
): TakenNames {
	return {
		files: new Map(files.map(({ slug, file }) => [slug, show(file)])),
		others: new Map(
			[...members.values()].flatMap(({ file, facts }) =>
				[...(facts.aliases ?? []), ...(facts.id === undefined ? [] : [facts.id])].map((name) => [name, show(file)] as const),
			),
		),
	};
}

/** @returns why a new signal cannot have a slug, in full sentences, or undefined. */
export function slugTrouble(slug: string, { files, others }: TakenNames): string | undefined {
	const wrong = slugFault(slug);
	if (wrong !== undefined) {
		const better = suggestSlug(slug);
		return `${wrong.startsWith('"') ? 'The slug ' : ''}${wrong}${better !== slug && slugFault(better) === undefined ? ` Write ${better}.` : ''}`;
	}
	const file = files.get(slug);
	if (file !== undefined) return `${file} has the slug "${slug}" already, and a slug is the address of one signal only.`;
	const other = others.get(slug);
	return other === undefined ? undefined : `"${slug}" is a former slug or the id of ${other}.`;
}
