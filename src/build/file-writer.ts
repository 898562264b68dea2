import { Worker } from 'node:worker_threads';
import { compiledDir } from '../signals/compiled-dir.ts';
import { writeFiles, type BatchResult, type FileToWrite } from './write-files.ts';

/**
 * Writes files into a folder: the first ones here, and when there are many all others in a thread, because a file system may take as long
 * to create a file as it takes to make what is in it.
 */
export class FileWriter {
	readonly #folder: string;
	readonly #written: (name: string, stamp: string) => void;
	readonly #made = new Set<string>();
	/** How many were written here. */
	#count = 0;
	#thread: Worker | undefined;
	#batch: FileToWrite[] = [];
	#batchSize = 0;
	/** What the thread was given and has not answered, oldest first. */
	readonly #waiting: FileToWrite[][] = [];
	#failure: Error | undefined;
	/** When the thread answers next, or ends. */
	#next = Promise.withResolvers<undefined>();

	/**
	 * @param folder absolute; must exist
	 * @param written is told of each file that is there, and its stamp
	 */
	constructor(folder: string, written: (name: string, stamp: string) => void) {
		this.#folder = folder;
		this.#written = written;
	}

	/** @throws Error of the file system, of this file or of one before */
	write(file: FileToWrite): void {
		this.#throwFailure();
		if (this.#count < few) {
			this.#count += 1;
			writeFiles(this.#folder, [file], this.#made, (stamp) => this.#written(file.name, stamp));
			return;
		}
		this.#batch.push({ ...file, bytes: alone(file.bytes) });
		this.#batchSize += file.bytes.length;
		if (this.#batch.length >= 64 || this.#batchSize > 1_000_000) this.#send();
	}

	/** Waits until not too much is waiting to be written. */
	async room(): Promise<void> {
		while (this.#waiting.length > 8) await this.#next.promise;
	}

	/**
	 * Waits until everything is written.
	 * @throws Error of the file system
	 */
	async flush(): Promise<void> {
		if (this.#batch.length > 0 && !this.#failure) this.#send();
		while (this.#waiting.length > 0) await this.#next.promise;
		this.#throwFailure();
	}

	/** Has to be called in the end: the thread waits for more. */
	async close(): Promise<void> {
		await this.#thread?.terminate();
		this.#thread = undefined;
	}

	#send(): void {
		this.#thread ??= this.#start();
		this.#thread.postMessage(this.#batch);
		this.#waiting.push(this.#batch);
		this.#batch = [];
		this.#batchSize = 0;
	}

	#start(): Worker {
		const thread = new Worker(new URL('write-worker.mjs', import.meta.url), {
			workerData: { folder: this.#folder, compiledDir: compiledDir() },
			// What it was given would pile up otherwise, until it is as much as is in use here.
			resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 },
		});
		thread.on('message', (result: BatchResult) => {
			this.#take(this.#waiting.shift() ?? [], result);
			this.#wake();
		});
		const end = (error: Error) => {
			this.#failure ??= error;
			// Nobody answers any more.
			this.#waiting.length = 0;
			this.#wake();
		};
		thread.on('error', end);
		thread.on('exit', () => end(new Error('The thread that writes files ended early.')));
		return thread;
	}

	#wake(): void {
		this.#next.resolve(undefined);
		this.#next = Promise.withResolvers();
	}

	#throwFailure(): void {
		if (this.#failure) throw this.#failure;
	}

	#take(files: readonly FileToWrite[], { stamps, failure }: BatchResult): void {
		for (const [index, stamp] of stamps.entries()) this.#written(files[index]?.name ?? '', stamp);
		if (failure) this.#failure ??= Object.assign(new Error(failure.message), failure.facts, { stack: failure.stack });
	}
}

/** @returns the same bytes in memory of their own: a part of more would take all of that along to the thread. */
function alone(bytes: string | Uint8Array): string | Uint8Array {
	return typeof bytes === 'string' || bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

/** Files for which no thread is started. */
const few = 256;
