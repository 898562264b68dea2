/** Looks at tens of thousands of files in a thread of its own, while this one does other things. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { compiledDir } from '../signals/compiled-dir.ts';
import { brokenLinks, type LinksToFollow } from './broken-links.ts';
import { digestOfListing, joinDigests, lookInto, type Share } from './tree.ts';
import type { Look } from './trees.ts';

/** What a thread is to do. */
export type Task =
	| { readonly kind: 'spare'; readonly outDir: string; readonly cacheDir: string }
	| { readonly kind: 'digest'; readonly outDir: string; readonly share: Share }
	| { readonly kind: 'links'; readonly links: LinksToFollow };

export interface Looking<T> {
	/** Undefined where nothing could be seen, so that whoever needs it has to look. */
	readonly seen: Promise<T | undefined>;
	/** Ends it, whatever was seen: the process waits for it otherwise. */
	stop(): void;
}

/**
 * Compares the tree beside an output with its note. Of few files nothing is seen: whoever needs it looks sooner than a thread starts.
 * @param outDir absolute
 * @param files about how many there are
 */
export function startLookingAtSpare(outDir: string, cacheDir: string, files: number): Looking<Look> {
	if (files < manyFiles || !existsSync(outDir)) return { seen: Promise.resolve(undefined), stop: () => undefined };
	return start<Look>({ kind: 'spare', outDir, cacheDir });
}

/** An output that is being looked at. */
export interface LookingAtOutput {
	/**
	 * Looks at the part of it that no thread looks at.
	 * @returns the digest that `Trees.publishedDigest` told if nothing was touched since; undefined where some of it could not be seen
	 */
	digest(): Promise<string | undefined>;
	/** Ends it, whatever was seen: the process waits for it otherwise. */
	stop(): void;
}

/**
 * Begins to look at every file of an output, at a part of them in a thread, while whoever calls finds out whether that is needed. Few
 * files are looked at when it is.
 * @param outDir absolute
 * @param files about how many there are
 */
export function startLookingAtOutput(outDir: string, files: number): LookingAtOutput {
	if (!existsSync(outDir)) return { digest: () => Promise.resolve(undefined), stop: () => undefined };
	const look = (share: Share) => digestOfListing(lookInto(outDir, share));
	if (files < manyFiles) return { digest: () => Promise.resolve(joinDigests([look(0), look(1)])), stop: () => undefined };
	const thread = start<string>({ kind: 'digest', outDir, share: 1 });
	return {
		async digest() {
			const own = look(0);
			const other = await thread.seen;
			return other === undefined ? undefined : joinDigests([own, other]);
		},
		stop: () => thread.stop(),
	};
}

/**
 * @returns what `brokenLinks` does; of many pages found out in a thread, or here where that fails
 * @throws the reason of an interruption
 */
export async function findBrokenLinks(links: LinksToFollow, interrupted?: AbortSignal): Promise<string[]> {
	if (links.pages.length < manyPages) return brokenLinks(links);
	const thread = start<string[]>({ kind: 'links', links });
	const stop = () => {
		thread.stop();
	};
	interrupted?.addEventListener('abort', stop, { once: true });
	try {
		const seen = await thread.seen;
		interrupted?.throwIfAborted();
		return seen ?? brokenLinks(links);
	} finally {
		interrupted?.removeEventListener('abort', stop);
		stop();
	}
}

/** That take longer than to start a thread. */
const [manyPages, manyFiles] = [500, 10_000];

function start<T>(task: Task): Looking<T> {
	const worker = new Worker(new URL('look-worker.mjs', import.meta.url), {
		workerData: { ...task, compiledDir: compiledDir() },
		// What it reads is soon of no use; it would pile up, beside all that is in use here.
		resourceLimits: { maxYoungGenerationSizeMb: 8 },
	});
	const { promise, resolve } = Promise.withResolvers<T | undefined>();
	worker.on('message', resolve);
	const end = () => {
		resolve(undefined);
	};
	worker.on('error', end);
	worker.on('exit', end);
	return { seen: promise, stop: () => void worker.terminate() };
}
