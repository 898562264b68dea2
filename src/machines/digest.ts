/** SHA-256 of files that an index names. Each is made while its file is written, so that no text is made twice. */
import { createHash } from 'node:crypto';
import type { Site } from '../site/site.ts';

const memories = new WeakMap<Site, Map<string, string>>();

/** @returns the text, whose digest is known from then on. */
export function withDigest(site: Site, path: string, text: string): string {
	memoryOf(site).set(path, createHash('sha256').update(text).digest('hex'));
	return text;
}

/** Notes the digest of a file that is not made again. @param sha256 in hex */
export function rememberDigest(site: Site, path: string, sha256: string): void {
	memoryOf(site).set(path, sha256);
}

/**
 * @param text makes the file, if it was not made yet
 * @returns the digest of the file at a path, in hex
 */
export function digestOf(site: Site, path: string, text: () => string): string {
	const memory = memoryOf(site);
	if (!memory.has(path)) withDigest(site, path, text());
	return memory.get(path) ?? '';
}

function memoryOf(site: Site): Map<string, string> {
	const memory = memories.get(site) ?? new Map<string, string>();
	memories.set(site, memory);
	return memory;
}
