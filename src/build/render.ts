import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { OpenedSite } from '../site/open.ts';
import { provideSite } from '../site/site.ts';

/**
 * Renders every page and text file of a site into a folder, by Astro, and copies its images.
 * @param projectDir holds `astro.config.mjs`
 * @param folder absolute
 */
export async function renderSite({ site, copies }: Pick<OpenedSite, 'site' | 'copies'>, projectDir: string, folder: string): Promise<void> {
	provideSite(site);
	// Astro takes a second to import; only a build pays for it.
	const { build } = await import('astro');
	await build({ root: projectDir, outDir: folder, site: site.config.url, base: site.config.base, logLevel: 'error' });
	for (const { from, path: target } of copies) {
		const file = path.join(folder, target);
		mkdirSync(path.dirname(file), { recursive: true });
		copyFileSync(from, file);
	}
}
