import { createHash } from 'node:crypto';
import { hasBlank } from './blanks.ts';
import type { Fault } from './fault.ts';
import type { ImageFile } from './images.ts';
import type { LoadedSignal, Member } from './load.ts';
import { createSpeller, type Speller } from './nearest.ts';
import { compareSignals } from './order.ts';
import type { Band, Category, Signal, SignalImage } from './signal.ts';
import { indexTags, type TagIndex, type TagUse } from './tags.ts';
import { latest } from './time.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Surroundings {
	readonly vocabulary: Vocabulary;
	readonly bands: readonly Band[];
	readonly images: ReadonlyMap<string, ImageFile>;
	/** Whether unregistered tags of one signal only are faults. */
	readonly singleUseTags: boolean;
}

/**
 * Gives every published signal its category, tags, band and images.
 * @param members every file, for checks alone: one that is held back leaves no trace in what is published
 */
export function resolveSignals(
	members: readonly Member[],
	loaded: readonly LoadedSignal[],
	{ vocabulary, bands, images, singleUseTags }: Surroundings,
): { signals: Signal[]; tagAliases: ReadonlyMap<string, string>; faults: Fault[] } {
	const published = loaded.filter(({ held }) => held === undefined);
	const tags = indexTags(published.flatMap(tagUses), vocabulary.tags);
	const options = { file: vocabulary.tagsFile, singleUse: singleUseTags };
	const faults: Fault[] = indexTags(members.flatMap(tagUses), vocabulary.tags, options).faults.map(({ at, ...fault }) => ({
		...fault,
		...at,
	}));
	const categories = categoryFinder(vocabulary.categories);
	const nearest = categorySpeller(vocabulary.categories);
	for (const { file, data } of members) {
		if (data.category !== undefined && vocabulary.categories.length > 0 && !categories(data.category))
			faults.push(unknownCategory(file, data.category, vocabulary, nearest));
	}

	const signals = published.flatMap((signal) => {
		const category = categories(signal.parsed.data.category);
		return category ? [toSignal(signal, category, tags, bands, images)] : [];
	});
	return { signals: signals.sort(compareSignals), tagAliases: tags.aliases, faults };
}

/** @returns the band a score falls into. */
export function bandOf(score: number, bands: readonly Band[]): Band {
	const band = bands.findLast(({ from }) => score >= from);
	if (!band) throw new Error(`No band holds the score ${score}.`);
	return band;
}

/** @returns the path below the content folder of an image beside a signal's file. */
export function imagePath(signalFile: string, name: string): string {
	return signalFile.replace(/[^/]+$/, name);
}

/** @returns the tags of a signal as they are written, blanks left out. */
export function tagUses({ file, data }: Member): TagUse[] {
	return (data.tags ?? []).flatMap((label, index) => (hasBlank(label) ? [] : [{ label, at: { file, field: `tags.${index}` } }]));
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

function toSignal(
	{ slug, file, key, parsed }: LoadedSignal,
	category: Category,
	tags: TagIndex,
	bands: readonly Band[],
	files: ReadonlyMap<string, ImageFile>,
): Signal {
	const { data, title, take, headings, words } = parsed;
	const images = [...new Set(parsed.images.map(({ name }) => name))].flatMap((name): SignalImage[] => {
		const image = files.get(imagePath(file, name));
		return image ? [{ name, file: imagePath(file, name), width: image.width, height: image.height }] : [];
	});
	const digest = createHash('sha256').update(key);
	for (const image of images) digest.update(image.name).update(files.get(image.file)?.digest ?? '');
	const resolved = new Map(
		data.tags
			.filter((label) => !hasBlank(label))
			.map((label) => tags.resolve(label))
			.map((tag) => [tag.slug, tag]),
	);
	return {
		slug,
		id: data.id ?? slug,
		file,
		title,
		score: data.score,
		band: bandOf(data.score, bands),
		category,
		date: data.date,
		updated: latest(
			data.date,
			...[data.updated, data.withdrawn?.date].filter((date) => date !== undefined),
			...[...(data.updates ?? []), ...(data.scores ?? [])].map(({ date }) => date),
		),
		tags: [...resolved.values()],
		take,
		sources: data.sources ?? [],
		authors: data.authors ?? [],
		updates: (data.updates ?? []).toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)),
		scores: data.scores ?? [],
		watch: data.watch ?? [],
		follows: data.follows,
		withdrawn: data.withdrawn,
		aliases: data.aliases ?? [],
		headings,
		words,
		images,
		digest: digest.digest('hex'),
	};
}
