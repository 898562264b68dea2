/** From a content folder to the checked set of signals: the one way any command or build gets them. */
import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { entryOf, lastDayOf, reachOf, type Entry, type Facts, type SlimSignal } from './cache/entry.ts';
import { FileTable } from './cache/file-table.ts';
import { RenderCache } from './cache/render-cache.ts';
import type { GradeInflation } from './check-inflation.ts';
import { checkSet } from './check-set.ts';
import { placeFaults } from './fault.ts';
import { findSignalFiles, type SignalFile } from './find.ts';
import { readImages, type ImageFile } from './images.ts';
import { limits } from './limits.ts';
import type { ImageUse, PageLink } from './markdown/remark-addresses.ts';
import type { ParseOptions, ParserPool } from './parse-all.ts';
import type { PartialSignal, SignalTexts } from './parse.ts';
import { compareProblems, type Problem } from './problem.ts';
import { readFileStart } from './read-file.ts';
import { renderAgain } from './render-again.ts';
import { resolveSignals, tagUses, vocabularyFaults } from './resolve.ts';
import type { SignalData } from './schema.ts';
import type { Band, Category, Day, Instant, Signal } from './signal.ts';
import { indexTags } from './tags.ts';
import { readVocabulary } from './vocabulary.ts';

export interface LoadOptions extends ParseOptions {
	/** Holds `signals/`, `categories.yml` and `tags.yml`. Absolute. */
	readonly contentDir: string;
	/** What problems call that folder: `content`. */
	readonly contentName: string;
	/** Where results are kept between runs. Absolute. */
	readonly cacheDir: string;
	/** Changes when the code that reads, validates or renders a file does. */
	readonly version: string;
	/** Signals dated later are scheduled. */
	readonly asOf: Instant;
	readonly bands: readonly Band[];
	/** House style is an error. */
	readonly strict: boolean;
	/** Unregistered tags that one signal alone has are warned of. */
	readonly singleUseTags: boolean;
	/** Share of recent signals in the highest band above which is warned. */
	readonly gradeInflation: GradeInflation;
	/** Threads that parse, instead of those that the process shares. */
	readonly pool?: ParserPool;
}

/** A signal's file as checks over the whole set see it, with whatever could be read of it. */
export interface Member extends SignalFile, PartialSignal, Pick<Entry, 'origins' | 'lastDay'> {
	/** The short fields of `data`, always at hand: `data` itself may have to be read. */
	readonly facts: Partial<Facts>;
	/** Those of `links` that have no origin, always at hand. */
	readonly ownLinks: readonly PageLink[];
	/** Why it is not published, if it is not. */
	readonly held: 'draft' | 'scheduled' | undefined;
}

/** A signal's file without errors of its own. */
export interface LoadedSignal extends Member {
	/** Hex SHA-256 of the file's bytes. */
	readonly key: string;
	readonly data: SignalData;
	readonly facts: Facts;
	/** Signals whose addresses stand in its texts. */
	readonly mentions: readonly string[];
	/** Read when it is asked for. */
	readonly parsed: SlimSignal;
}

export interface Content {
	/** Published signals, withdrawn ones included, newest first. */
	readonly signals: readonly Signal[];
	/** Every file that could be read at all, by slug. */
	readonly members: ReadonlyMap<string, Member>;
	/** Those without errors of their own, published and held back. */
	readonly loaded: ReadonlyMap<string, LoadedSignal>;
	readonly heldBack: readonly LoadedSignal[];
	/** Slugs of every file, those with errors included. */
	readonly slugs: ReadonlySet<string>;
	readonly categories: readonly Category[];
	/** Alias slug to tag slug. */
	readonly tagAliases: ReadonlyMap<string, string>;
	/** Images by path below the content folder. */
	readonly images: ReadonlyMap<string, ImageFile>;
	readonly problems: readonly Problem[];
	/** How many files were taken from the cache. */
	readonly reused: number;
	/** @returns what is published, as if nothing were held back. */
	everything(): { readonly signals: readonly Signal[]; readonly tagAliases: ReadonlyMap<string, string> };
	/** @returns the HTML and the Markdown of a signal, with marks. */
	texts(signal: Signal): SignalTexts;
	/** Closes the files texts are read from. Only a process that loads again and again needs to. */
	close(): void;
}

/**
 * @throws Error when the folder or the cache cannot be read or written; faults of the content are problems, not errors
 */
export async function loadContent(options: LoadOptions): Promise<Content> {
	const { contentDir, asOf } = options;
	const show = (file: string) => `${options.contentName}/${file}`;
	const problems: Problem[] = [];
	const found = findSignalFiles(contentDir, show);
	const vocabulary = readVocabulary(contentDir, show);
	problems.push(...found.problems, ...vocabulary.problems);

	const table = new FileTable(options.cacheDir, contentDir, options.version);
	const { files, cache, reused } = await parseFiles(found.signals, table, options);
	const slim = ({ key, file }: LoadedSignal) => cache.slim(key) ?? renderAgain(path.join(contentDir, file), key, options);
	const members: Member[] = [];
	const loaded: LoadedSignal[] = [];
	for (const { signal, key, result } of files) {
		for (const problem of result.problems)
			problems.push({
				...problem,
				file: show(signal.file),
				severity: options.strict && problem.code.startsWith('house/') ? 'error' : problem.severity,
			});
		if (result.facts) {
			const member = new LoadedFile(signal, key, { ...result, facts: result.facts }, heldBy(result.facts, asOf), slim);
			members.push(member);
			loaded.push(member);
		} else if (result.partial) members.push(partialMember(signal, result.partial, asOf));
	}

	const images = await readImages(found.images, table);
	const isThere = new Set([...found.signals.map(({ file }) => file), ...found.images.keys()]);
	table.save(isThere.size, (file) => isThere.has(file));
	const surroundings = { bands: options.bands, vocabulary, images };
	const published = loaded.filter(({ held }) => held === undefined);
	const tagOptions = { file: vocabulary.tagsFile, singleUse: options.singleUseTags };
	const tags = indexTags(members.flatMap(tagUses), vocabulary.tags, tagOptions);
	// Most often nothing is held back, and the tags of all are the tags of what is published.
	const { signals, tagAliases } = resolveSignals(published, surroundings, published.length === members.length ? tags : undefined);
	const faults = [...vocabularyFaults(members, tags, surroundings), ...checkSet(found.signals, members, { ...options, images, show })];
	for (const problem of await placeFaults(faults, contentDir)) problems.push({ ...problem, file: show(problem.file) });
	const bySlug = new Map(loaded.map((signal) => [signal.slug, signal]));

	return {
		signals,
		members: new Map(members.map((member) => [member.slug, member])),
		loaded: bySlug,
		heldBack: loaded.filter(({ held }) => held !== undefined),
		slugs: new Set(found.signals.map(({ slug }) => slug)),
		categories: vocabulary.categories,
		tagAliases,
		images,
		problems: problems.sort(compareProblems),
		reused,
		everything: () => resolveSignals(loaded, surroundings),
		texts: ({ slug, file }) =>
			cache.texts(bySlug.get(slug)?.key ?? '') ?? renderAgain(path.join(contentDir, file), bySlug.get(slug)?.key, options),
		close: () => cache.close(),
	};
}

class LoadedFile implements LoadedSignal {
	readonly slug: string;
	readonly file: string;
	readonly location: string;
	readonly key: string;
	readonly held: 'draft' | 'scheduled' | undefined;
	readonly isRefused = false;
	readonly unreadAliases: readonly never[] = none;
	readonly #entry: Entry & { readonly facts: Facts };
	readonly #slim: (signal: LoadedSignal) => SlimSignal;

	constructor(
		{ slug, file, location }: SignalFile,
		key: string,
		entry: Entry & { readonly facts: Facts },
		held: Member['held'],
		slim: (signal: LoadedSignal) => SlimSignal,
	) {
		this.slug = slug;
		this.file = file;
		this.location = location;
		this.key = key;
		this.held = held;
		this.#entry = entry;
		this.#slim = slim;
	}

	get facts(): Facts {
		return this.#entry.facts;
	}

	get ownLinks(): readonly PageLink[] {
		return this.#entry.links;
	}

	get origins(): readonly string[] {
		return this.#entry.origins;
	}

	get images(): readonly ImageUse[] {
		return this.#entry.images;
	}

	get mentions(): readonly string[] {
		return this.#entry.mentions;
	}

	get lastDay(): Day | undefined {
		return this.#entry.lastDay;
	}

	get parsed(): SlimSignal {
		return this.#slim(this);
	}

	get data(): SignalData {
		return this.parsed.data;
	}

	get ids(): readonly string[] {
		return this.parsed.ids;
	}

	get links(): readonly PageLink[] {
		return this.parsed.links;
	}
}

const none: readonly never[] = [];

function partialMember(signal: SignalFile, partial: PartialSignal, asOf: Instant): Member {
	const { links: ownLinks, origins } = reachOf(partial);
	return {
		...signal,
		...partial,
		facts: partial.data,
		ownLinks,
		origins,
		lastDay: lastDayOf(partial.data),
		held: heldBy(partial.data, asOf),
	};
}

function heldBy({ draft, date }: Partial<Facts>, asOf: Instant): Member['held'] {
	return draft === true ? 'draft' : (date ?? asOf) > asOf ? 'scheduled' : undefined;
}

interface FileResult {
	readonly signal: SignalFile;
	readonly key: string;
	readonly result: Entry;
}

/** Takes what is known of files with the same bytes from the cache, and parses the others. */
async function parseFiles(
	signals: readonly SignalFile[],
	table: FileTable,
	options: LoadOptions,
): Promise<{ files: FileResult[]; cache: RenderCache; reused: number }> {
	const cache = new RenderCache(options.cacheDir, options.version);
	const files: FileResult[] = [];
	const unsure: { signal: SignalFile; place: number }[] = [];
	for (const [place, signal] of signals.entries()) {
		const status = lstatSync(signal.location, { throwIfNoEntry: false });
		const key = status?.isFile() === true ? table.find(signal.file, status)?.key : undefined;
		const result = key === undefined ? undefined : cache.get(key);
		if (key !== undefined && result) files[place] = { signal, key, result };
		else unsure.push({ signal, place });
	}
	let parsed = 0;
	if (unsure.length > 0) {
		const found = await readFiles(
			unsure.map(({ signal }) => signal),
			table,
			cache,
			options,
		);
		for (const [index, { place }] of unsure.entries()) {
			const result = found.files[index];
			if (result) files[place] = result;
		}
		parsed = found.parsed;
	}
	return { files, cache, reused: signals.length - parsed };
}

/**
 * Reads files, and parses those whose bytes are not known. Only as many are in memory as are being parsed.
 * @returns what was found of each, and how many there was nothing known of
 */
async function readFiles(
	signals: readonly SignalFile[],
	table: FileTable,
	cache: RenderCache,
	options: LoadOptions,
): Promise<{ files: FileResult[]; parsed: number }> {
	const unread = new Map<string, Entry>();
	const transient = new Map<string, Entry>();
	const keys = new Map<string, string>();
	const unknown = new Set<string>();
	let parsed = 0;
	function* unknownFiles(): Generator<readonly [key: string, bytes: Uint8Array]> {
		for (const { location, file } of signals) {
			table.begin();
			const status = lstatSync(location, { throwIfNoEntry: false });
			// One byte more than the limit is enough to see that a file exceeds it.
			const bytes = readFileStart(location, limits.file + 1);
			if ('problem' in bytes) {
				unread.set(file, entryOf({ parsed: undefined, problems: [bytes.problem] }));
				parsed += 1;
				continue;
			}
			const key = createHash('sha256').update(bytes).digest('hex');
			keys.set(file, key);
			if (status) table.add(file, status, { key });
			if (!unknown.has(key) && cache.get(key)) continue;
			parsed += 1;
			if (unknown.has(key)) continue;
			unknown.add(key);
			yield [key, bytes];
		}
	}
	const { houseSections, words } = options;
	// What parses is loaded only when there is something to parse.
	const pool = options.pool ?? (await import('./parse-all.ts')).sharedPool();
	await pool.parse(unknownFiles(), { houseSections, words }, (key, { isTransient = false, ...result }) => {
		if (isTransient) transient.set(key, entryOf({ ...result, parsed: undefined }));
		else cache.add(key, result);
	});
	cache.save();
	const files = signals.map((signal) => {
		const key = keys.get(signal.file) ?? '';
		const result = unread.get(signal.file) ?? transient.get(key) ?? cache.get(key);
		if (!result) throw new Error(`${signal.file} was not parsed.`);
		return { signal, key, result };
	});
	return { files, parsed };
}
