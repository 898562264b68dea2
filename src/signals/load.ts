/** From a content folder to the checked set of signals: the one way any command or build gets them. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { Caches } from './cache/caches.ts';
import type { GradeInflation } from './check-inflation.ts';
import { checkSet } from './check-set.ts';
import { placeFaults } from './fault.ts';
import { findSignalFiles } from './find.ts';
import { readImages, type ImageFile } from './images.ts';
import { heldBy, LoadedFile, partialMember, type LoadedSignal, type Member } from './member.ts';
import { parseFiles, type ParseFilesOptions } from './parse-files.ts';
import type { ParsedSignal, SignalTexts } from './parse.ts';
import { compareProblems, type Problem } from './problem.ts';
import { createRenderAgain } from './render-again.ts';
import { resolveSignals, tagUses, vocabularyFaults } from './resolve.ts';
import type { Band, Category, Instant, Signal } from './signal.ts';
import { indexTags } from './tags.ts';
import { readVocabulary } from './vocabulary.ts';

export interface LoadOptions extends ParseFilesOptions {
	/** Holds `signals/`, `categories.yml` and `tags.yml`. Absolute. */
	readonly contentDir: string;
	/** What problems call that folder: `content`. */
	readonly contentName: string;
	/** Where results are kept between runs. Absolute. */
	readonly cacheDir: string;
	/** Changes when the code that reads, validates or renders a file does. */
	readonly version: string;
	/** Where the site is served: `https://signals.example`. */
	readonly origin: string;
	/** Those of readings before, in a process that reads again and again. */
	readonly caches?: Caches | undefined;
	/** Signals dated later are scheduled. */
	readonly asOf: Instant;
	readonly bands: readonly Band[];
	/** House style is an error. */
	readonly strict: boolean;
	/** Unregistered tags that one signal alone has are warned of. */
	readonly singleUseTags: boolean;
	/** Share of recent signals in the highest band above which is warned. */
	readonly gradeInflation: GradeInflation;
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
	/** How many files were taken from the cache, without those that it turned out to have lost. */
	readonly reused: number;
	/** Whether something in the cache was found damaged or missing until now. */
	readonly isCacheDamaged: boolean;
	/** @returns a digest of all that was read, and of what is held back: another one whenever the content may have to be shown anew. */
	digest(): string;
	/** @returns what is published, as if nothing were held back. */
	everything(): { readonly signals: readonly Signal[]; readonly tagAliases: ReadonlyMap<string, string> };
	/** @returns the HTML and the Markdown of a signal, with marks. */
	texts(signal: Signal): SignalTexts;
	/** Closes the files texts are read from, until one is asked for again. Only a process that loads again and again needs to. */
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

	const { files: table, renderings: cache } = (options.caches ?? new Caches()).open(
		options.cacheDir,
		contentDir,
		options.version,
		options.origin,
	);
	const { files, reused } = await parseFiles(found.signals, table, cache, options);
	const renderAgain = createRenderAgain(options);
	let again = 0;
	/** Of what the cache has lost. */
	const anew = (file: string, key: string): ParsedSignal => {
		const rendered = renderAgain(path.join(contentDir, file), key);
		again += 1;
		cache.add(key, rendered);
		return rendered.parsed;
	};
	const slim = ({ key, file }: LoadedSignal) => cache.slim(key) ?? anew(file, key);
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
		get reused() {
			return reused - again;
		},
		get isCacheDamaged() {
			return cache.isDamaged;
		},
		digest() {
			const read = files.map(({ signal, key }) => [signal.file, key]);
			const held = loaded.map((signal) => signal.held);
			return createHash('sha256')
				.update(JSON.stringify([vocabulary, read, held, [...images]]))
				.digest('hex');
		},
		everything: () => resolveSignals(loaded, surroundings),
		texts: ({ slug, file }) => {
			const { key = '' } = bySlug.get(slug) ?? {};
			return cache.texts(key) ?? anew(file, key);
		},
		close: () => cache.close(),
	};
}
