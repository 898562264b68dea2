import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OpenOptions } from '../site/open.ts';
import type { Terminal } from './command.ts';
import { explainSystemError, isSystemError } from './system-error.ts';

/**
 * Does what needs a cache also where nothing can be kept: in a folder of its own, which is gone afterwards. That is told, because every
 * file is then read anew.
 */
export async function withCache<T>(
	opening: OpenOptions,
	{ err }: Pick<Terminal, 'err'>,
	work: (opening: OpenOptions) => Promise<T>,
): Promise<T> {
	const fault = faultOf(path.join(opening.cacheDir, 'content'));
	if (fault === undefined) return work(opening);
	err.write(`${fault} Until then nothing is kept, and every file is read anew.\n`);
	const cacheDir = mkdtempSync(path.join(tmpdir(), 'signals-cache-'));
	try {
		return await work({ ...opening, cacheDir });
	} finally {
		rmSync(cacheDir, { recursive: true, force: true });
	}
}

/** @returns why nothing can be written into a folder, and what helps */
function faultOf(folder: string): string | undefined {
	try {
		mkdirSync(folder, { recursive: true });
		accessSync(folder, constants.W_OK);
		return undefined;
	} catch (error) {
		if (isSystemError(error)) return explainSystemError(error);
		throw error;
	}
}
