import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a file so that it is there whole or not at all, whoever else writes it. Makes its folder when that is missing.
 * @param content what is in it, or parts of that, each asked for when the one before is written
 */
export function writeWhole(file: string, content: string | Uint8Array | Iterable<string>): void {
	mkdirSync(path.dirname(file), { recursive: true });
	const temporary = `${file}.${randomUUID()}.tmp`;
	const handle = openSync(temporary, 'wx');
	try {
		if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(handle, content);
		else for (const part of content) writeFileSync(handle, part);
	} finally {
		closeSync(handle);
	}
	renameSync(temporary, file);
}
