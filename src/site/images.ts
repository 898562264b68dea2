/** The images of a site that no page holds: those of signals, and those it draws of itself. */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawPicture, forgetOldest } from '../cards/draw.ts';
import { pictures } from '../cards/pictures.ts';
import type { Site } from './site.ts';

/**
 * Writes the images into the folder of a site. Those of signals are copied as they are, because to decode a contributor's image would
 * run a native library on untrusted bytes.
 * @param folder absolute; a file in it that came from `public/` stays in the place of a drawn one of that name
 * @param cache folder in which drawn pictures are kept
 */
export async function writeImages(site: Site, folder: string, cache: string): Promise<void> {
	const made = new Set<string>();
	const place = (published: string) => {
		const file = path.join(folder, published);
		const parent = path.dirname(file);
		if (!made.has(parent)) mkdirSync(parent, { recursive: true });
		made.add(parent);
		return file;
	};
	for (const [published, location] of site.copies) copyFileSync(location, place(published));
	for (const [published, picture] of pictures(site)) {
		const file = place(published);
		if (!existsSync(file)) writeFileSync(file, await drawPicture(picture(), cache));
	}
	forgetOldest(cache, 500 + 2 * pictures(site).size);
}
