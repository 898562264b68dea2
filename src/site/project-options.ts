import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroConfig } from 'astro';
import type { Instant } from '../signals/signal.ts';
import { readConfig } from './config-file.ts';
import type { OpenOptions } from './open.ts';

/**
 * @returns what commands of Astro itself open: the content of the project, for the address that Astro was told
 * @throws ConfigError when the configuration of the site is wrong
 */
export async function projectOptions(
	{ root, site, base }: Pick<AstroConfig, 'root' | 'site' | 'base'>,
	asOf: Instant,
): Promise<OpenOptions> {
	const projectDir = fileURLToPath(root);
	const config = await readConfig();
	return {
		config: { ...config, url: new URL(site ?? config.url).origin, base: base.replace(/\/*$/, '/') },
		contentDir: path.join(projectDir, 'content'),
		contentName: 'content',
		cacheDir: path.join(projectDir, '.cache'),
		asOf,
	};
}
