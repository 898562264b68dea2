/**
 * What a build was made of, and what it had to say. As long as all that is still so, another build would do nothing, and says the same
 * without reading the content.
 *
 * What the clock decides is part of it: a receipt holds from the instant it was built for to the next at which something may come out
 * otherwise.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fingerprintContent, type Fingerprint } from '../signals/cache/fingerprint.ts';
import { readLog, writeLog } from '../signals/cache/log.ts';
import type { Instant } from '../signals/signal.ts';
import { notesOf } from './trees.ts';

/** What an output is made of, besides the content. */
export interface Circumstances {
	/** Absolute. */
	readonly outDir: string;
	/** `.cache` of the project. */
	readonly cacheDir: string;
	/** Absolute. */
	readonly contentDir: string;
	readonly asOf: Instant;
	/** Everything else that decides what comes out or what is said, in a form that JSON keeps. */
	readonly others: unknown;
}

interface Stored<Said> {
	readonly content: Fingerprint;
	/** Of the output; see `digestOfListing`. */
	readonly output: string;
	readonly asOf: Instant;
	readonly until: Instant;
	readonly said: Said;
}

/** @typeParam Said what is to be said again; JSON has to keep it */
export class Receipt<Said> {
	readonly #file: string;
	readonly #version: string;
	readonly #asOf: Instant;
	readonly #content: Fingerprint;
	readonly #stored: Stored<Said> | undefined;

	/** Looks at the content: has to be made before any of it is read, and only under the lock of a build. */
	constructor({ outDir, cacheDir, contentDir, asOf, others }: Circumstances) {
		this.#file = path.join(notesOf(outDir, cacheDir), 'receipt.log');
		this.#version = createHash('sha256')
			.update(JSON.stringify([outDir, contentDir, others]))
			.digest('hex');
		this.#asOf = asOf;
		const stored = readLog(this.#file, this.#version).values.at(-1) as Stored<Said> | undefined;
		const { isSame, now } = fingerprintContent(contentDir, cacheDir, stored?.content);
		this.#content = now;
		if (stored && isSame && stored.asOf <= asOf && asOf < stored.until) this.#stored = stored;
	}

	/** @returns how many files the content has. */
	get files(): number {
		return this.#content.files;
	}

	/**
	 * @param look finds out the digest of the output as it lies there, if it is needed
	 * @returns what the last build said, if this one would change nothing
	 */
	async said(look: () => Promise<string | undefined>): Promise<Said | undefined> {
		return this.#stored && this.#stored.output === (await look()) ? this.#stored.said : undefined;
	}

	/**
	 * @param output digest of the output that was made of the content
	 * @param until the first instant at which something else may come out
	 */
	keep(output: string, until: Instant, said: Said): void {
		const stored: Stored<Said> = { content: this.#content, output, asOf: this.#asOf, until, said };
		writeLog(this.#file, this.#version, [stored]);
	}
}
