import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a file so that it is there whole or not at all, whoever else writes it. Makes its folder when that is missing.
 * @param parts one after the other
 */
export function writeWhole(file: string, ...parts: readonly (string | Uint8Array)[]): void {
	mkdirSync(path.dirname(file), { recursive: true });
	const temporary = `${file}.${randomUUID()}.tmp`;
	const handle = openSync(temporary, 'wx');
	try {
		for (const part of parts) writeFileSync(handle, part);
	} finally {
		closeSync(handle);
	}
	renameSync(temporary, file);
}
