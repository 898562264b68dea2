/**
 * Runs Pagefind's indexer, a program of its own, and talks to it as Pagefind's own library does (its `--service` mode, described in
 * `pagefind/types/internal.d.ts`). That library never learns that the program ended, so that a build would wait for it forever.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { SearchRecord } from './search-record.ts';

/** The search index could not be made. */
export class IndexerError extends Error {
	override name = 'IndexerError';
}

export interface IndexerOptions {
	/** Decides how words are cut and stemmed (BCP 47); a language it does not know is cut at spaces. */
	readonly language: string;
	/** Milliseconds within which all must be done. */
	readonly patience: number;
	/** Absolute path of the program, or its name to be looked up. */
	readonly program: string;
	/** Ends it. */
	readonly interrupted: AbortSignal;
}

/** A file as the indexer made it, by its path in the folder of the index, `/` separated. */
export interface IndexedFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/**
 * Makes the index of records.
 * @param items in the order that decides ties and file names
 * @param toRecord called when the program is ready for the next: together, the records of a large site do not fit into memory
 * @returns the index, and all that Pagefind brings for browsers. Nothing is written: a file of its own for each record would be written,
 *   read and removed for nothing, which takes longer than making them
 * @throws IndexerError when the program cannot be started, fails, or is not done in time; it is no longer running then
 */
export async function runIndexer<T>(
	items: readonly T[],
	toRecord: (item: T) => SearchRecord,
	options: IndexerOptions,
): Promise<IndexedFile[]> {
	const { patience, program, interrupted } = options;
	interrupted.throwIfAborted();
	// A configuration of Pagefind's that lies about must not change what is made: it reads its own variables and the current folder.
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PAGEFIND_')));
	const child = spawn(program, ['--service'], { cwd: path.dirname(fileURLToPath(import.meta.url)), env, windowsHide: true });
	const ended = Promise.withResolvers<never>();
	const fail = (message: string) => ended.reject(new IndexerError(message));
	const stop = () => ended.reject(new Error('Interrupted', { cause: interrupted.reason }));
	const timer = setTimeout(() => fail(`The search indexer was not done after ${Math.round(patience / 1000)} s and was stopped.`), patience);
	interrupted.addEventListener('abort', stop, { once: true });

	let said = '';
	child.stderr.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-2000)));
	child.on('error', (error) => fail(`The search indexer could not be started: ${error.message}.`));
	child.on('close', (code, signal) =>
		fail(`The search indexer ended early (${signal ?? `exit code ${code}`}).${said === '' ? '' : `\n${said.trim()}`}`),
	);

	try {
		const recordOf = (item: T) => {
			try {
				return toRecord(item);
			} catch (error) {
				ended.reject(error);
				throw error;
			}
		};
		const sent = pipeline(Readable.from(requests(items, recordOf, options)), child.stdin, { end: false });
		// Why nothing more can be sent is told by the end of the program.
		sent.catch(() => undefined);
		return await Promise.race([allAnswers(child.stdout, items, toRecord), ended.promise]);
	} finally {
		clearTimeout(timer);
		interrupted.removeEventListener('abort', stop);
		ended.promise.catch(() => undefined);
		if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
			const closed = once(child, 'close');
			child.kill('SIGKILL');
			await closed;
		}
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

function* requests<T>(items: readonly T[], toRecord: (item: T) => SearchRecord, { language }: IndexerOptions): Generator<string> {
	yield encode(0, { type: 'NewIndex', config: { force_language: language.toLowerCase(), exclude_selectors: notWords } });
	// Indexes are numbered from 0, and this is the first.
	for (const [index, item] of items.entries()) {
		const { url, html } = toRecord(item);
		yield encode(index + 1, { type: 'AddFile', index_id: 0, url, file_contents: html });
	}
	yield encode(items.length + 1, { type: 'GetFiles', index_id: 0 });
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

/** @returns the files that the last request is answered with, when every one before it was answered well */
async function allAnswers<T>(output: Readable, items: readonly T[], toRecord: (item: T) => SearchRecord): Promise<IndexedFile[]> {
	for await (const part of partsOf(output)) {
		const { message_id: id, payload } = decode(part);
		if (payload.type === 'Error') {
			const item = typeof id === 'number' ? items[id - 1] : undefined;
			const refused = item === undefined ? 'a request' : toRecord(item).url;
			throw new IndexerError(`The search indexer refused ${refused}: ${payload.message ?? 'it does not say why'}.`);
		}
		if (id === items.length + 1)
			return (payload.files ?? []).map(({ path: name, content }) => ({ name, bytes: Buffer.from(content, 'base64') }));
	}
	// The end of the program is told elsewhere, with its reason.
	return new Promise(() => undefined);
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
