/** A published signal with what its file does not say by itself. */
import { createHash } from 'node:crypto';
import { hasBlank } from './blanks.ts';
import type { Facts } from './cache/entry.ts';
import type { ImageFile } from './images.ts';
import type { LoadedSignal } from './member.ts';
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

/** What is short is at hand; the rest is read from the cache when it is asked for. */
export class ResolvedSignal implements Signal {
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

	get listDigest(): string {
		return this.#loaded.listDigest;
	}

	get digest(): string {
		if (this.images.length === 0) return this.#loaded.key;
		const digest = createHash('sha256').update(this.#loaded.key);
		for (const image of this.images) digest.update(image.name).update(this.#files.get(image.file)?.digest ?? '');
		return digest.digest('hex');
	}
}

/** @returns the band a score falls into. */
function bandOf(score: number, bands: readonly Band[]): Band {
	const band = bands.findLast(({ from }) => score >= from);
	if (!band) throw new Error(`No band holds the score ${score}.`);
	return band;
}

/** @returns the path below the content folder of an image beside a signal's file. */
export function imagePath(signalFile: string, name: string): string {
	return signalFile.replace(/[^/]+$/, name);
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
