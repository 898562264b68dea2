import { createHash } from 'node:crypto';
import { hasBlank } from './blanks.ts';
import type { Facts } from './cache/entry.ts';
import type { Fault } from './fault.ts';
import type { ImageFile } from './images.ts';
import type { LoadedSignal, Member } from './load.ts';
import { createSpeller, type Speller } from './nearest.ts';
import { compareSignals } from './order.ts';
import { remember } from './remember.ts';
import type {
	Band,
	Category,
	Forecast,
	Heading,
	Instant,
	ScoreChange,
	Signal,
	SignalImage,
	Source,
	Tag,
	Take,
	Update,
	Withdrawal,
} from './signal.ts';
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

/** What is short is at hand; the rest is read from the cache when it is asked for. */
class ResolvedSignal implements Signal {
	readonly slug: string;
	readonly id: string;
	readonly file: string;
	readonly score: number;
	readonly band: Band;
	readonly category: Category;
	readonly date: Instant;
	readonly updated: Instant;
	readonly tags: readonly Tag[];
	readonly updates: readonly Update[];
	readonly images: readonly SignalImage[];
	readonly #loaded: LoadedSignal;
	readonly #files: ReadonlyMap<string, ImageFile>;

	constructor(
		loaded: LoadedSignal,
		{ category, tagOf, bands, images }: { category: Category; tagOf: (label: string) => Tag; bands: readonly Band[]; images: ImageFiles },
	) {
		const { slug, file, facts } = loaded;
		this.slug = slug;
		this.id = facts.id ?? slug;
		this.file = file;
		this.score = facts.score;
		this.band = bandOf(facts.score, bands);
		this.category = category;
		this.date = facts.date;
		this.updated = latestOf(facts);
		this.tags = tagsOf(facts, tagOf);
		this.updates = facts.updates ? facts.updates.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)) : none;
		this.images = loaded.images.length === 0 ? none : imagesOf(loaded, images);
		this.#loaded = loaded;
		this.#files = images;
	}

	get title(): string {
		return this.#loaded.parsed.title;
	}

	get take(): Take {
		return this.#loaded.parsed.take;
	}

	get sources(): readonly Source[] {
		return this.#loaded.parsed.data.sources ?? none;
	}

	get authors(): readonly string[] {
		return this.#loaded.parsed.data.authors ?? none;
	}

	get scores(): readonly ScoreChange[] {
		return this.#loaded.facts.scores ?? none;
	}

	get watch(): readonly Forecast[] {
		return this.#loaded.facts.watch ?? none;
	}

	get follows(): string | undefined {
		return this.#loaded.facts.follows;
	}

	get withdrawn(): Withdrawal | undefined {
		return this.#loaded.facts.withdrawn;
	}

	get aliases(): readonly string[] {
		return this.#loaded.facts.aliases ?? none;
	}

	get headings(): readonly Heading[] {
		return this.#loaded.parsed.headings;
	}

	get words(): number {
		return this.#loaded.parsed.words;
	}

	get digest(): string {
		const digest = createHash('sha256').update(this.#loaded.key);
		for (const image of this.images) digest.update(image.name).update(this.#files.get(image.file)?.digest ?? '');
		return digest.digest('hex');
	}
}

type ImageFiles = ReadonlyMap<string, ImageFile>;

const none: readonly never[] = [];

function imagesOf({ file, images }: LoadedSignal, files: ImageFiles): SignalImage[] {
	return [...new Set(images.map(({ name }) => name))].flatMap((name): SignalImage[] => {
		const image = files.get(imagePath(file, name));
		return image ? [{ name, file: imagePath(file, name), width: image.width, height: image.height }] : [];
	});
}

function tagsOf({ tags }: Facts, tagOf: (label: string) => Tag): readonly Tag[] {
	const resolved: Tag[] = [];
	for (const label of tags) {
		if (hasBlank(label)) continue;
		const tag = tagOf(label);
		if (!resolved.some(({ slug }) => slug === tag.slug)) resolved.push(tag);
	}
	return resolved;
}

function latestOf({ date, updated, withdrawn, updates, scores }: Facts): Instant {
	const changes = [...(updates ?? none), ...(scores ?? none)].map((change) => change.date);
	return [updated, withdrawn?.date, ...changes].reduce<Instant>(
		(last, other) => (other !== undefined && other > last ? other : last),
		date,
	);
}
