/**
 * Draws pictures, and keeps what was drawn under the hash of all that decides its bytes. A kept file begins with the hash of the rest:
 * what is truncated or altered counts as not kept.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../signals/write-whole.ts';
import { packIcons } from './icon-file.ts';
import type { Picture } from './pictures.ts';
import { rasterize, rasterizerVersion } from './rasterize.ts';

/** @param folder of what is kept between runs; need not exist */
export async function drawPicture(picture: Picture, folder: string): Promise<Uint8Array> {
	const key = sha256(JSON.stringify([rasterizerVersion(), picture]));
	const file = path.join(folder, key);
	const kept = readKept(file);
	if (kept) return kept;
	const drawn = await draw(picture);
	writeWhole(file, Buffer.concat([Buffer.from(sha256(drawn)), drawn]));
	return drawn;
}

/** Removes what was drawn longest ago of what is kept, down to so many pictures. */
export function forgetOldest(folder: string, most: number): void {
	const names = existsSync(folder) ? readdirSync(folder) : [];
	if (names.length <= most) return;
	const files = names.map((name) => path.join(folder, name));
	const drawnAt = new Map(files.map((file) => [file, statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0]));
	const oldest = files.sort((a, b) => (drawnAt.get(a) ?? 0) - (drawnAt.get(b) ?? 0)).slice(0, -most);
	for (const file of oldest) rmSync(file, { force: true });
}

async function draw({ svg, widths, format, ground }: Picture): Promise<Uint8Array> {
	const images: { width: number; png: Uint8Array }[] = [];
	for (const width of widths) images.push({ width, png: await rasterize(svg, width, ground) });
	return format === 'ico' ? packIcons(images) : (images[0]?.png ?? new Uint8Array());
}

function readKept(file: string): Uint8Array | undefined {
	try {
		const bytes = readFileSync(file);
		const drawn = bytes.subarray(hashLength);
		return bytes.toString('latin1', 0, hashLength) === sha256(drawn) ? drawn : undefined;
	} catch {
		return undefined;
	}
}

/** Digits of a hash. */
const hashLength = 64;

function sha256(data: string | Uint8Array): string {
	return createHash('sha256').update(data).digest('hex');
}
