import { availableParallelism } from 'node:os';
import { setEnvironmentData } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import { limits } from './limits.ts';
import type { RenderOptions } from './markdown/render.ts';
import { compiledDir } from './compiled-dir.ts';
import type { ParsedFile } from './parse.ts';
import { fileStart } from './problem.ts';

/** What a file's result depends on besides its bytes. */
export type ParseOptions = RenderOptions;

/** What was found of a file. */
export interface Outcome extends ParsedFile {
	/** Not from its bytes alone, so that it must not be cached: another machine, or a mended bug, would find something else. */
	readonly isTransient?: boolean;
}

/** What a thread is given. */
export interface Batch {
	readonly files: readonly Uint8Array[];
	readonly options: ParseOptions;
	/** The number of files begun, which the thread counts up, so that it is known what it was at when it had to be stopped. */
	readonly begun: Int32Array<SharedArrayBuffer>;
}

type File = readonly [name: string, bytes: Uint8Array];

/**
 * Threads that parse and render files, each within a budget of time and memory, so that no file can take the others with it. They
 * start when they are needed and stay until the process ends, which they do not delay; after very many files they end at once, because
 * each holds hundreds of megabytes then.
 */
export class ParserPool {
	readonly #start: () => Tinypool;
	readonly #seconds: number;
	#threads: Tinypool | undefined;
	/** Calls that are waited for. */
	#active = 0;
	#warming: Promise<void> | undefined;

	/**
	 * @param budget for one file; memory is that of a thread
	 * @param worker module that parses a batch
	 */
	constructor(budget: { seconds: number; mebibytes: number } = limits.budget, worker = new URL('parse-worker.mjs', import.meta.url)) {
		this.#seconds = budget.seconds;
		this.#start = () => {
			// Of this process, for the thread to know before it is given anything.
			setEnvironmentData('signals.compiledDir', compiledDir());
			return new Tinypool({
				filename: worker.href,
				minThreads: 0,
				maxThreads,
				isolateWorkers: false,
				// The longest that a timer can wait; beyond it, it would not wait at all.
				idleTimeout: 2 ** 31 - 1,
				resourceLimits: { maxOldGenerationSizeMb: budget.mebibytes },
			});
		};
	}

	/** Starts a thread that loads all it needs, while whoever calls finds out what there is to parse. */
	warm(options: ParseOptions): void {
		// Whoever waits for a result hears of a thread that cannot start.
		this.#threads ??= this.#start();
		this.#warming = this.#threads.run({ files: [], options, begun: counter() } satisfies Batch).then(
			() => undefined,
			() => undefined,
		);
	}

	/**
	 * @param files bytes by name, taken as threads become free
	 * @param done receives each result, in no particular order
	 */
	async parse(files: Iterable<File>, options: ParseOptions, done: (name: string, result: Outcome) => void): Promise<void> {
		const rest = Iterator.from(files);
		let count = 0;
		const work = async () => {
			for (let batch = next(rest); batch.length > 0; batch = next(rest)) {
				count += batch.length;
				await this.#parse(batch, options, done);
			}
		};
		this.#active += 1;
		try {
			// A thread that is still starting would not be given anything; another would be started.
			await this.#warming;
			await Promise.all(Array.from({ length: maxThreads }, work));
		} finally {
			this.#active -= 1;
		}
		if (count < veryMany || this.#active > 0) return;
		const threads = this.#threads;
		this.#threads = undefined;
		await threads?.destroy();
	}

	async #parse(batch: readonly File[], options: ParseOptions, done: (name: string, result: Outcome) => void): Promise<void> {
		if (batch.length === 0) return;
		const begun = counter();
		try {
			const results = await this.#run({ files: batch.map(([, bytes]) => bytes), options, begun });
			for (const [index, [name]] of batch.entries()) {
				const result = results[index];
				if (!result) throw new Error(`No result came back for ${name}.`);
				done(name, result);
			}
		} catch (error) {
			if (!(error instanceof BudgetError)) throw error;
			const at = Math.max(0, Atomics.load(begun, 0) - 1);
			const guilty = batch[at];
			if (!guilty) throw error;
			const [name] = guilty;
			// Memory may have been used up by the files before it.
			if (error.what === 'seconds' || batch.length === 1) done(name, this.#exceeded(error));
			else await this.#parse([guilty], options, done);
			await this.#parse(batch.toSpliced(at, 1), options, done);
		}
	}

	/** @throws BudgetError when the thread had to be stopped, or ran out of memory */
	async #run(batch: Batch): Promise<Outcome[]> {
		const stop = new AbortController();
		let [seen, quiet] = [0, 0];
		const watch = setInterval(() => {
			const now = Atomics.load(batch.begun, 0);
			quiet = now === seen ? quiet + 1 : 0;
			seen = now;
			// A thread that has not begun is still starting, which is no file's fault.
			if (now > 0 && quiet * tick >= this.#seconds * 1000) stop.abort();
		}, tick);
		try {
			this.#threads ??= this.#start();
			return (await this.#threads.run(batch, { signal: stop.signal })) as Outcome[];
		} catch (error) {
			if (stop.signal.aborted) throw new BudgetError('seconds');
			if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') throw new BudgetError('memory');
			throw error;
		} finally {
			clearInterval(watch);
		}
	}

	#exceeded({ what }: BudgetError): Outcome {
		const amount = what === 'seconds' ? `takes more than ${this.#seconds} seconds` : 'takes more memory than a file may have';
		return {
			parsed: undefined,
			isTransient: true,
			problems: [
				{
					code: 'body/budget',
					severity: 'error',
					...fileStart,
					message: `Rendering this text ${amount}.`,
					hint: 'Write it with fewer levels, links and marks of emphasis, or divide it into several signals.',
				},
			],
		};
	}
}

function counter(): Batch['begun'] {
	return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Takes a batch out of what is left. */
function next(files: Iterator<File, unknown>): File[] {
	const batch: File[] = [];
	while (batch.length < batchSize) {
		const { done, value } = files.next();
		if (done === true) break;
		batch.push(value);
	}
	return batch;
}

class BudgetError extends Error {
	readonly what: 'seconds' | 'memory';

	constructor(what: 'seconds' | 'memory') {
		super(`A thread exceeded its budget of ${what}.`);
		this.what = what;
	}
}

/** More would not fit into the memory that a check may take when every file is hostile. */
const maxThreads = Math.min(8, Math.max(1, availableParallelism()));
const batchSize = 32;
/** Files after which threads are ended. */
const veryMany = 1000;
/** Milliseconds between two looks at what a thread is doing. */
const tick = 100;

let shared: ParserPool | undefined;

/** @returns the threads that this process shares. */
export function sharedPool(): ParserPool {
	return (shared ??= new ParserPool());
}
