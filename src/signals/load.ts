/** From a content folder to the checked set of signals: the one way any command or build gets them. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { GradeInflation } from './check-inflation.ts';
import { checkSet } from './check-set.ts';
import { placeFaults } from './fault.ts';
import { findSignalFiles, type SignalFile } from './find.ts';
import { readImages, type ImageFile } from './images.ts';
import { limits } from './limits.ts';
import { sharedPool, type ParseOptions, type ParserPool } from './parse-all.ts';
import type { PartialSignal, SignalTexts } from './parse.ts';
import { compareProblems, type Problem } from './problem.ts';
import { readFileStart } from './read-file.ts';
import { renderAgain } from './render-again.ts';
import { RenderCache, type CachedFile, type SlimSignal } from './render-cache.ts';
import { resolveSignals } from './resolve.ts';
import type { Band, Category, Instant, Signal } from './signal.ts';
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
export interface Member extends SignalFile, PartialSignal {
	/** Why it is not published, if it is not. */
	readonly held: 'draft' | 'scheduled' | undefined;
}

/** A signal's file without errors of its own. */
export interface LoadedSignal extends Member {
	/** Hex SHA-256 of the file's bytes. */
	readonly key: string;
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

	const { files, cache, reused } = await parseFiles(found.signals, options);
	const members: Member[] = [];
	const loaded: LoadedSignal[] = [];
	for (const { signal, key, result } of files) {
		for (const problem of result.problems)
			problems.push({
				...problem,
				file: show(signal.file),
				severity: options.strict && problem.code.startsWith('house/') ? 'error' : problem.severity,
			});
		const readable = result.parsed ?? result.partial;
		if (!readable) continue;
		const { data, ids, links, images } = readable;
		const member: Member = {
			...signal,
			data,
			ids,
			links,
			images,
			isRefused: result.partial?.isRefused ?? false,
			unreadAliases: result.partial?.unreadAliases ?? [],
			held: data.draft === true ? 'draft' : (data.date ?? asOf) > asOf ? 'scheduled' : undefined,
		};
		members.push(member);
		if (result.parsed) loaded.push({ ...member, key, parsed: result.parsed });
	}

	const images = readImages(found.images);
	const surroundings = { bands: options.bands, singleUseTags: options.singleUseTags, vocabulary, images };
	const { signals, tagAliases, faults } = resolveSignals(members, loaded, surroundings);
	problems.push(
		...placeFaults([...faults, ...checkSet(found.signals, members, { ...options, images, show })], contentDir).map((problem) => ({
			...problem,
			file: show(problem.file),
		})),
	);
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
		everything() {
			const released = loaded.map((signal) => ({ ...signal, held: undefined }));
			return resolveSignals(members, released, surroundings);
		},
		texts: ({ slug, file }) =>
			cache.texts(bySlug.get(slug)?.key ?? '') ?? renderAgain(path.join(contentDir, file), bySlug.get(slug)?.key, options),
		close: () => cache.close(),
	};
}

interface FileResult {
	readonly signal: SignalFile;
	readonly key: string;
	readonly result: CachedFile;
}

/** Takes what is known of files with the same bytes from the cache, and parses the others. */
async function parseFiles(
	signals: readonly SignalFile[],
	options: LoadOptions,
): Promise<{ files: FileResult[]; cache: RenderCache; reused: number }> {
	const cache = new RenderCache(options.cacheDir, options.version);
	const unknown = new Map<string, Uint8Array>();
	const unread = new Map<string, CachedFile>();
	const transient = new Map<string, CachedFile>();
	const keys = signals.map(({ location, file }) => {
		// One byte more than the limit is enough to see that a file exceeds it.
		const bytes = readFileStart(location, limits.file + 1);
		if ('problem' in bytes) {
			unread.set(file, { parsed: undefined, problems: [bytes.problem] });
			return '';
		}
		const key = createHash('sha256').update(bytes).digest('hex');
		if (!cache.get(key)) unknown.set(key, bytes);
		return key;
	});
	const { houseSections, words, pool = sharedPool() } = options;
	await pool.parse([...unknown], { houseSections, words }, (key, { isTransient = false, ...result }) => {
		if (isTransient) transient.set(key, { ...result, parsed: undefined });
		else cache.add(key, result);
	});
	cache.save();
	const files = signals.map((signal, index) => {
		const key = keys[index] ?? '';
		const result = unread.get(signal.file) ?? transient.get(key) ?? cache.get(key);
		if (!result) throw new Error(`${signal.file} was not parsed.`);
		return { signal, key, result };
	});
	return { files, cache, reused: keys.filter((key) => key !== '' && !unknown.has(key)).length };
}
