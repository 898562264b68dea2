import type { Address } from './key.ts';

/**
 * Builds the site that was provided as `astro build` does, by public means alone: for pages that cannot be rendered without Astro.
 * @param projectDir holds `astro.config.mjs`
 * @param folder absolute; what it holds is removed
 */
export async function buildPlainly(projectDir: string, { url, base }: Address, folder: string): Promise<void> {
	// Astro takes a second to import; only who needs it pays for it.
	const { build } = await import('astro');
	await build({ root: projectDir, outDir: folder, site: url, base, logLevel: 'error' });
}
