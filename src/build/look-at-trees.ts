/** Looks at both trees in a thread of its own: tens of thousands of files take as long as to check the content, which goes on meanwhile. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Looks, Seen } from './trees.ts';

export interface Looking {
	/** Undefined where nothing could be seen, so that whoever needs it has to look. */
	readonly looks: Partial<Looks>;
	/** Ends it, whatever was seen: the process waits for it otherwise. */
	stop(): void;
}

/**
 * Only under the lock of a build.
 * @param outDir absolute
 */
export function lookAtTrees(outDir: string, cacheDir: string): Looking {
	if (!existsSync(outDir)) return { looks: {}, stop: () => undefined };
	const worker = new Worker(new URL('look-worker.ts', import.meta.url), { workerData: [outDir, cacheDir] });
	const said = {
		digest: Promise.withResolvers<Awaited<Looks['digest']>>(),
		published: Promise.withResolvers<Awaited<Looks['published']>>(),
		spare: Promise.withResolvers<Awaited<Looks['spare']>>(),
	};
	worker.on('message', ([name, look]: Seen) => {
		(said[name].resolve as (look: unknown) => void)(look);
	});
	const end = () => {
		for (const { resolve } of Object.values(said)) resolve(undefined);
	};
	worker.on('error', end);
	worker.on('exit', end);
	const looks = { digest: said.digest.promise, published: said.published.promise, spare: said.spare.promise };
	return { looks, stop: () => void worker.terminate() };
}
