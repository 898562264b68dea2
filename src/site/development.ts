/** Keeps the site that is shown in step with its content while somebody works on it. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Caches } from '../signals/cache/caches.ts';
import { fileInContent } from '../signals/content-file.ts';
import { createExcerptReader, type Excerpt } from '../signals/excerpt.ts';
import type { Problem } from '../signals/problem.ts';
import { openForDevelopment, type DevelopmentSite, type OpenOptions } from './open.ts';
import { provideSite } from './site.ts';

/** What came of reading the content. */
export interface Outcome {
	/** Counts the readings, from 1, with gaps where one found nothing new. */
	readonly version: number;
	/** Nothing was in the way, and the site was provided to the pages. Otherwise the one before stays. */
	readonly isShown: boolean;
	/** In order of place; empty when nothing could be read at all. */
	readonly problems: readonly ShownProblem[];
	/** Why nothing could be read: a wrong configuration, a missing folder, a bug. */
	readonly failure?: Error;
	/** Undefined when nothing could be read. */
	readonly opened?: DevelopmentSite;
	/** Of all that decides what is shown. Undefined when nothing could be read. */
	readonly digest?: string;
}

export interface ShownProblem extends Problem {
	readonly excerpt: Excerpt | undefined;
	/** Path on disk, for an editor to open. */
	readonly location: string;
}

export interface Development {
	/** Undefined until the content was read for the first time. */
	readonly outcome: Outcome | undefined;
	/** Absolute paths of the folder and the file that decide what is shown. */
	readonly watched: readonly string[];
	/** Says that a file changed. Changes that come together are one; a change during a reading makes exactly one more follow. */
	changed(file: string): void;
	/** Reads everything again. @returns when all that is on disk now was read */
	reload(): Promise<void>;
	/** Tells of every reading that found something new, or failed. @returns a function that ends it */
	listen(listener: (outcome: Outcome) => void): () => void;
	/** Forgets changes that were not read yet. */
	close(): void;
}

export interface DevelopmentOptions {
	/** Absolute. */
	readonly contentDir: string;
	/** Absolute. */
	readonly configFile: string;
	/** Asked before every reading, so that configuration and moment are of that time. */
	readonly options: () => Promise<OpenOptions>;
	/** Milliseconds after which an editor that saves in several steps is done. */
	readonly settling?: number;
}

export function createDevelopment({ contentDir, configFile, options, settling = 10 }: DevelopmentOptions): Development {
	const listeners = new Set<(outcome: Outcome) => void>();
	const caches = new Caches();
	let version = 0;
	let outcome: Outcome | undefined;
	let shown: DevelopmentSite | undefined;
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	let next: Promise<void> | undefined;

	const readAndTell = async () => {
		const found = await readContent(async () => ({ caches, ...(await options()) }), ++version, outcome);
		// A file that a busy program empties and writes is often reported twice, the second time after it was read.
		if (found.digest !== undefined && found.digest === outcome?.digest) {
			found.opened?.content.close();
			return;
		}
		// What is asked for again is opened again; packs that were merged since would stay open otherwise.
		if (found.isShown && found.opened) {
			provideSite(found.opened.site);
			shown?.content.close();
			shown = found.opened;
		} else found.opened?.content.close();
		outcome = found;
		for (const listener of listeners) listener(found);
	};
	const reload = (): Promise<void> => {
		if (!running) {
			running = readAndTell().finally(() => (running = undefined));
			return running;
		}
		next ??= running.finally(() => {
			next = undefined;
			return reload();
		});
		return next;
	};

	return {
		get outcome() {
			return outcome;
		},
		watched: [contentDir, configFile],
		changed(file) {
			const absolute = path.resolve(file);
			if (![configFile, contentDir].includes(absolute) && !absolute.startsWith(contentDir + path.sep)) return;
			clearTimeout(timer);
			timer = setTimeout(() => void reload(), settling);
		},
		reload,
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		close: () => clearTimeout(timer),
	};
}

const slot = Symbol.for('signals.development');
const host = globalThis as typeof globalThis & { [slot]?: Development };

/** Makes it the one of this process, for Astro's server to serve. Shared as the site is; see `provideSite`. */
export function provideDevelopment(development: Development): void {
	host[slot] = development;
}

/** @returns the one that was provided, if any. */
export function getDevelopment(): Development | undefined {
	return host[slot];
}

/** Characters of a moment as far as its minute: nothing that is shown depends on the seconds, which each reading has others of. */
const minute = '2026-11-22T00:00'.length;

/** Milliseconds after which whoever emptied a file has written it, and after which nobody is going to, however busy the machine. */
const [writing, patience] = [50, 250];

/** @returns whether something is in one of these files by the time that its writer is done */
async function isBeingWritten(locations: readonly string[]): Promise<boolean> {
	const isEmpty = (location: string) => (statSync(location, { throwIfNoEntry: false })?.size ?? 0) === 0;
	for (let waited = 0; locations.length > 0 && locations.every(isEmpty) && waited < patience; waited += writing) await wait(writing);
	return !locations.every(isEmpty);
}

/**
 * @param before what was found the last time: who left a file empty then is not about to write it
 * @returns what is on disk now; what goes wrong is an outcome, not an error, since the next save may mend it
 */
async function readContent(options: DevelopmentOptions['options'], version: number, before: Outcome | undefined): Promise<Outcome> {
	const known = new Set(before?.problems.filter(({ code }) => code === 'file/empty').map(({ location }) => location));
	try {
		let current = await options();
		let opened = await openForDevelopment(current, version);
		const locate = ({ file }: Problem) => path.join(current.contentDir, fileInContent(file, current.contentName) ?? '');
		const emptied = opened.problems.filter(({ code }) => code === 'file/empty').map(locate);
		// Most programs empty a file before they write it anew.
		if (await isBeingWritten(emptied.filter((location) => !known.has(location)))) {
			opened.content.close();
			current = await options();
			opened = await openForDevelopment(current, version);
		}
		const excerpt = createExcerptReader(current.contentDir, current.contentName);
		const problems = opened.problems.map((problem) => ({ ...problem, excerpt: excerpt(problem), location: locate(problem) }));
		const isShown = problems.every(({ severity }) => severity !== 'error');
		const state = JSON.stringify([opened.content.digest(), problems, current.config, current.asOf.slice(0, minute)]);
		return { version, isShown, problems, opened, digest: createHash('sha256').update(state).digest('hex') };
	} catch (error) {
		return { version, isShown: false, problems: [], failure: error instanceof Error ? error : new Error(String(error)) };
	}
}
