import { provideSite, type Site } from '../site/site.ts';

/**
 * Renders a site into a folder by Astro: pages, text files, and what is copied.
 * @param projectDir holds `astro.config.mjs`
 * @param folder absolute
 */
export async function renderSite(site: Site, projectDir: string, folder: string): Promise<void> {
	provideSite(site);
	// What is published must not depend on the shell it was built from.
	process.env['NODE_ENV'] = 'production';
	// Astro takes a second to import; only a build pays for it.
	const { build } = await import('astro');
	await build({ root: projectDir, outDir: folder, site: site.config.url, base: site.config.base, logLevel: 'error' });
}
