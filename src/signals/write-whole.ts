import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a file so that it is there whole or not at all, whoever else writes it. Makes its folder when that is missing. */
export function writeWhole(file: string, content: string | Uint8Array): void {
	mkdirSync(path.dirname(file), { recursive: true });
	const temporary = `${file}.${randomUUID()}.tmp`;
	writeFileSync(temporary, content);
	renameSync(temporary, file);
}
