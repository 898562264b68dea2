import { hasBlank } from './blanks.ts';
import type { Fault } from './fault.ts';
import type { ImageFile } from './images.ts';
import type { LoadedSignal, Member } from './member.ts';
import { createSpeller, type Speller } from './nearest.ts';
import { compareSignals } from './order.ts';
import { remember } from './remember.ts';
import { ResolvedSignal } from './resolved-signal.ts';
import type { Band, Category, Signal } from './signal.ts';
import { indexTags, type TagIndex, type TagUse } from './tags.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Surroundings {
	readonly vocabulary: Vocabulary;
	readonly bands: readonly Band[];
	readonly images: ReadonlyMap<string, ImageFile>;
}

/**
 * Gives every published signal its category, tags, band and images.
 * @param published what is held back is not among them, and so leaves no trace
 * @param tags their tags, where they are known already
 */
export function resolveSignals(
	published: readonly LoadedSignal[],
	{ vocabulary, bands, images }: Surroundings,
	tags = indexTags(published.flatMap(tagUses), vocabulary.tags),
): { signals: Signal[]; tagAliases: ReadonlyMap<string, string> } {
	const tagOf = remember((label: string) => tags.resolve(label));
	const categoryOf = remember(categoryFinder(vocabulary.categories));
	const signals = published.flatMap((signal): Signal[] => {
		const category = categoryOf(signal.facts.category);
		return category ? [new ResolvedSignal(signal, { category, tagOf, bands, images })] : [];
	});
	return { signals: signals.sort(compareSignals), tagAliases: tags.aliases };
}

/** @returns what is wrong with the tags and categories of every file, held back or not. */
export function vocabularyFaults(members: readonly Member[], tags: TagIndex, { vocabulary }: Pick<Surroundings, 'vocabulary'>): Fault[] {
	const faults: Fault[] = tags.faults().map(({ at, ...fault }) => ({ ...fault, ...at }));
	const categoryOf = remember(categoryFinder(vocabulary.categories));
	const nearest = categorySpeller(vocabulary.categories);
	for (const { file, facts } of members) {
		if (facts.category !== undefined && vocabulary.categories.length > 0 && !categoryOf(facts.category))
			faults.push(unknownCategory(file, facts.category, vocabulary, nearest));
	}
	return faults;
}

/** @returns the tags of a signal as they are written, blanks left out. */
export function tagUses({ file, facts }: Pick<Member, 'file' | 'facts'>): TagUse[] {
	const uses: TagUse[] = [];
	facts.tags?.forEach((label, index) => {
		if (!hasBlank(label)) uses.push({ label, at: { file, field: `tags.${index}` } });
	});
	return uses;
}

/** @returns a function from a category's slug or label, in any case, to the category. */
export function categoryFinder(categories: readonly Category[]): (written: string) => Category | undefined {
	const byName = new Map(
		categories.flatMap((category) => [category.slug, category.label].map((name) => [nameKey(name), category] as const)),
	);
	// A draft may have its category still blank; it is shown under the first.
	return (written) => (hasBlank(written) ? categories[0] : byName.get(nameKey(written)));
}

function nameKey(name: string): string {
	return name.normalize('NFC').toLowerCase();
}

/** @returns what to say of a category that does not exist: which was meant, and which there are. */
export function unknownCategory(
	file: string,
	written: string,
	{ categories, categoriesFile }: Vocabulary,
	nearest = categorySpeller(categories),
): Fault {
	const labels = categories.map(({ label }) => label);
	const near = nearest(written);
	const meant = categories.find(({ slug, label }) => near === slug || near === label)?.label;
	return {
		code: 'category/unknown',
		severity: 'error',
		file,
		field: 'category',
		message: `There is no category "${written}".`,
		hint: `${meant === undefined ? '' : `Did you mean ${meant}? `}The categories are ${labels.join(', ')}; a new one is added in ${categoriesFile}.`,
	};
}

function categorySpeller(categories: readonly Category[]): Speller {
	return createSpeller(categories.flatMap(({ slug, label }) => [label, slug]));
}
