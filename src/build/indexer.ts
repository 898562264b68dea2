/**
 * Runs Pagefind's indexer, a program of its own, and talks to it as Pagefind's own library does (its `--service` mode, described in
 * `pagefind/types/internal.d.ts`). That library never learns that the program ended, so that a build would wait for it forever.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, getPriority, setPriority } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { SearchRecord } from './search-record.ts';

/** The search index could not be made. */
export class IndexerError extends Error {
	override name = 'IndexerError';
}

export interface IndexOptions {
	/** Decides how words are cut and stemmed (BCP 47); a language it does not know is cut at spaces. */
	readonly language: string;
	/** Milliseconds within which all must be done. */
	readonly patience: number;
	/** Ends the indexer. */
	readonly interrupted: AbortSignal;
}

/** A file as the indexer made it, by its path in the folder of the index, `/` separated. */
export interface IndexedFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** Low where this process has more to do than all indexers have, so that it is what takes longest. */
type Priority = 'equal' | 'low';

/** A running indexer, which makes one index after the other: to start one for each takes a third longer. */
export class Indexer {
	readonly #child: ChildProcessWithoutNullStreams;
	readonly #ended = Promise.withResolvers<never>();
	readonly #parts: AsyncIterator<string>;
	/** How many requests were sent, and so the number of the next. */
	#sent = 0;
	/** How many indexes were made. The indexer numbers them, too. */
	#made = 0;
	#said = '';

	/**
	 * @param program absolute path, or name to be looked up; where it cannot be started, whoever wants an index hears of it
	 * @param priority where it and this process want the same core
	 */
	constructor(program: string, priority: Priority = 'equal') {
		// A configuration of Pagefind's that lies about must not change what is made: it reads its own variables and the current folder.
		const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PAGEFIND_')));
		const child = spawn(program, ['--service'], { cwd: path.dirname(fileURLToPath(import.meta.url)), env, windowsHide: true });
		this.#child = child;
		if (priority === 'low') giveWay(child);
		this.#parts = partsOf(child.stdout);
		this.#ended.promise.catch(() => undefined);
		const fail = (message: string) => this.#ended.reject(new IndexerError(message));
		child.stderr.on('data', (data: Buffer) => (this.#said = (this.#said + data.toString()).slice(-2000)));
		child.on('error', (error) => fail(`The search indexer could not be started: ${error.message}.`));
		child.on('close', (code, signal) => {
			const said = this.#said.trim();
			fail(`The search indexer ended early (${signal ?? `exit code ${code}`}).${said === '' ? '' : `\n${said}`}`);
		});
		// Why nothing can be sent any more is told by the end of the program.
		child.stdin.on('error', () => undefined);
	}

	/**
	 * Makes the index of records. One at a time.
	 * @param items in the order that decides ties and file names
	 * @param toRecord called when the program is ready for the next: together, the records of a large site do not fit into memory
	 * @returns the index, and all that Pagefind brings for browsers. Nothing is written: a file of its own for each record would be written,
	 *   read and removed for nothing, which takes longer than making them
	 * @throws IndexerError when the program cannot be started, fails, or is not done in time. It is of no use then, and has to be closed
	 */
	async index<T>(items: readonly T[], toRecord: (item: T) => SearchRecord, options: IndexOptions): Promise<IndexedFile[]> {
		const { patience, interrupted } = options;
		const failed = Promise.withResolvers<never>();
		failed.promise.catch(() => undefined);
		const late = () =>
			failed.reject(new IndexerError(`The search indexer was not done after ${Math.round(patience / 1000)} s and was stopped.`));
		const stop = () => failed.reject(new Error('Interrupted', { cause: interrupted.reason }));
		const timer = setTimeout(late, patience);
		interrupted.addEventListener('abort', stop, { once: true });
		try {
			interrupted.throwIfAborted();
			const first = this.#sent;
			this.#sent += items.length + 3;
			const sending = this.#send(requestsFor(items, toRecord, { ...options, first, index: this.#made }));
			const done = Promise.all([this.#filesOf(items, toRecord, first), sending]);
			const [files] = await Promise.race([done, failed.promise, this.#ended.promise]);
			this.#made += 1;
			return files;
		} finally {
			clearTimeout(timer);
			interrupted.removeEventListener('abort', stop);
		}
	}

	/** Ends it, whatever it is at. Has to be called in the end. */
	async close(): Promise<void> {
		const child = this.#child;
		if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
		const closed = once(child, 'close');
		// Nobody reads what it still says, without which it would never be closed.
		child.stdout.destroy();
		child.kill('SIGKILL');
		await closed;
	}

	async #send(requests: Iterable<string>): Promise<void> {
		const { stdin } = this.#child;
		const room = () => new Promise((resolve) => stdin.once('drain', resolve));
		for (const request of requests) if (!stdin.write(request)) await room();
	}

	/** @returns the files that the last request is answered with, when every one before it was answered well */
	async #filesOf<T>(items: readonly T[], toRecord: (item: T) => SearchRecord, first: number): Promise<IndexedFile[]> {
		for (let part = await this.#parts.next(); part.done !== true; part = await this.#parts.next()) {
			const { message_id: id, payload } = decode(part.value);
			// Of the index before this one, which was complete.
			if (typeof id === 'number' && id < first) continue;
			if (payload.type === 'Error') {
				const item = typeof id === 'number' ? items[id - first - 1] : undefined;
				const refused = item === undefined ? 'a request' : toRecord(item).url;
				throw new IndexerError(`The search indexer refused ${refused}: ${payload.message ?? 'it does not say why'}.`);
			}
			if (id === first + items.length + 1)
				return (payload.files ?? []).map(({ path: name, content }) => ({ name, bytes: Buffer.from(content, 'base64') }));
		}
		// The end of the program is told elsewhere, with its reason.
		return new Promise(() => undefined);
	}
}

/** Has to be called before it starts threads of its own: on Linux each has its own priority. */
function giveWay({ pid }: { readonly pid?: number | undefined }): void {
	if (pid === undefined) return;
	try {
		setPriority(pid, Math.min(constants.priority.PRIORITY_LOW, getPriority() + constants.priority.PRIORITY_BELOW_NORMAL));
	} catch {
		// It has ended already, which is told elsewhere, or the system does not allow it, and nothing depends on it.
	}
}

/** Indexers that are started when one is wanted and none is free. */
export class Indexers {
	readonly #program: string | undefined;
	readonly #priority: Priority;
	readonly #free: Indexer[] = [];

	/** @param program another than the one that `findIndexer` finds */
	constructor(program: string | undefined, priority: Priority) {
		this.#program = program;
		this.#priority = priority;
	}

	/** @throws IndexerError where there is none; what `use` throws, and the indexer has ended then */
	async lend<T>(use: (indexer: Indexer) => Promise<T>): Promise<T> {
		const indexer = this.#free.pop() ?? new Indexer(this.#program ?? findIndexer(), this.#priority);
		try {
			const result = await use(indexer);
			this.#free.push(indexer);
			return result;
		} catch (error) {
			await indexer.close();
			throw error;
		}
	}

	/** Ends those that are free. Has to be called in the end, when none is lent. */
	async close(): Promise<void> {
		await Promise.all(this.#free.splice(0).map((indexer) => indexer.close()));
	}
}

/**
 * @returns the program that a variable Pagefind reads names, if one does: a path from the current folder, or else a name, looked up in
 *   `PATH`; a name that is not found there as it is
 */
export function namedIndexer({ env }: Pick<NodeJS.Process, 'env'> = process): string | undefined {
	const named = env['PAGEFIND_EXTENDED_BINARY_PATH'] ?? env['PAGEFIND_BINARY_PATH'];
	if (named === undefined || named === '') return undefined;
	if (/[\\/]/.test(named)) return path.resolve(named);
	const places = (env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, named));
	return places.find((place) => existsSync(place)) ?? named;
}

/**
 * @returns the program: the one that is named, else that of the package for this platform
 * @throws IndexerError where there is none
 */
export function findIndexer({ env, platform: system, arch }: Pick<NodeJS.Process, 'env' | 'platform' | 'arch'> = process): string {
	const named = namedIndexer({ env });
	if (named !== undefined) return named;
	const platform = `${system === 'win32' ? 'windows' : system}-${arch}`;
	try {
		// The package belongs to Pagefind, which is where npm puts it in reach of.
		const require = createRequire(import.meta.resolve('pagefind'));
		return require.resolve(`@pagefind/${platform}/bin/pagefind_extended${system === 'win32' ? '.exe' : ''}`);
	} catch (cause) {
		throw new IndexerError(
			`There is no search indexer for ${platform}: the package @pagefind/${platform} is not installed. Run npm ci without --omit=optional; on a platform that Pagefind does not serve, name its program in PAGEFIND_BINARY_PATH.`,
			{ cause },
		);
	}
}

interface Answer {
	readonly message_id?: number | null;
	readonly payload: {
		readonly type: string;
		readonly message?: string;
		/** Contents are base64. */
		readonly files?: readonly { readonly path: string; readonly content: string }[];
	};
}

interface Numbers {
	/** Of the first request. */
	readonly first: number;
	/** Of the index. */
	readonly index: number;
}

function* requestsFor<T>(
	items: readonly T[],
	toRecord: (item: T) => SearchRecord,
	{ language, first, index }: Pick<IndexOptions, 'language'> & Numbers,
): Generator<string> {
	yield encode(first, { type: 'NewIndex', config: { force_language: language.toLowerCase(), exclude_selectors: notWords } });
	for (const [place, item] of items.entries()) {
		const { url, html } = toRecord(item);
		yield encode(first + place + 1, { type: 'AddFile', index_id: index, url, file_contents: html });
	}
	yield encode(first + items.length + 1, { type: 'GetFiles', index_id: index });
	// All would stay in memory. The answer comes when nobody waits for it any more.
	yield encode(first + items.length + 2, { type: 'DeleteIndex', index_id: index });
}

/** Marks that lead to a note and back. */
const notWords = ['[data-footnote-ref]', '[data-footnote-backref]'];

function encode(id: number, payload: object): string {
	return `${Buffer.from(JSON.stringify({ message_id: id, payload })).toString('base64')},`;
}

function decode(part: string): Answer {
	try {
		return JSON.parse(Buffer.from(part, 'base64').toString()) as Answer;
	} catch (cause) {
		throw new IndexerError('The search indexer answered in words that are not its own. Is it the version that is installed?', { cause });
	}
}

/** The last answer holds a whole index, in many chunks. */
async function* partsOf(output: Readable): AsyncGenerator<string> {
	let begun: string[] = [];
	for await (const chunk of output) {
		const [end = '', ...more] = String(chunk).split(',');
		begun.push(end);
		for (const next of more) {
			yield begun.join('');
			begun = [next];
		}
	}
}
