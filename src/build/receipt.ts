/**
 * What a build was made of, and what it had to say. As long as all that is still so, another build would do nothing, and says the same
 * without reading the content.
 *
 * What the clock decides is part of it: a receipt holds from the instant it was built for to the next at which something may come out
 * otherwise.
 */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fingerprintContent, isSameContent, type Fingerprint } from '../signals/cache/fingerprint.ts';
import { readLog, writeLog } from '../signals/cache/log.ts';
import type { Instant } from '../signals/signal.ts';
import { notesOf, receiptName } from './tree-notes.ts';

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

/** An output that was made. */
export interface Made {
	/** Its digest; see `Trees.publishedDigest`. */
	readonly output: string;
	/** The first instant at which something else may come out. */
	readonly until: Instant;
	/** @returns hex SHA-256 of what was read from a file, where that is known. The path is below the content folder. */
	readonly read: (file: string) => string | undefined;
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
		this.#file = path.join(notesOf(outDir, cacheDir), receiptName);
		this.#version = createHash('sha256')
			.update(JSON.stringify([outDir, contentDir, others]))
			.digest('hex');
		this.#asOf = asOf;
		this.#content = fingerprintContent(contentDir, path.join(cacheDir, 'content'));
		const stored = readLog(this.#file, this.#version).values.at(-1) as Stored<Said> | undefined;
		if (stored && stored.asOf <= asOf && asOf < stored.until && isSameContent(contentDir, stored.content, this.#content))
			this.#stored = stored;
	}

	/** @returns how many files the content has. */
	get files(): number {
		return this.#content.files;
	}

	/**
	 * @param look finds out the digest of the output as it lies there, if it is needed
	 * @returns what the last build said, if this one would change nothing
	 */
	async said(look: () => Promise<string | undefined> | undefined): Promise<Said | undefined> {
		return this.#stored && this.#stored.output === (await look()) ? this.#stored.said : undefined;
	}

	/**
	 * Is not kept when it is not certain that the content which was read is the one that was looked at, or when it cannot be written: then
	 * the next build looks at everything.
	 */
	keep({ output, until, read }: Made, said: Said): void {
		try {
			const isCertain = Object.entries(this.#content.unsettled).every(([name, bytes]) => bytes !== '' && bytes === read(name));
			const stored: Stored<Said> = { content: this.#content, output, asOf: this.#asOf, until, said };
			if (isCertain) writeLog(this.#file, this.#version, [stored]);
			else rmSync(this.#file, { force: true });
		} catch {
			// The site is published all the same.
		}
	}
}
