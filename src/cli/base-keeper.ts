import type { SiteConfig } from '../site/config.ts';
import type { Terminal } from './command.ts';

/**
 * @param base path the server was started with, which stays
 * @returns a function that puts it into a configuration, and tells once when that names another
 */
export function createBaseKeeper(base: string, { out }: Pick<Terminal, 'out'>): (config: SiteConfig) => SiteConfig {
	let known = base;
	return (config) => {
		if (config.base !== known && config.base !== base) out.write(`Stop and start signals dev to see the site under ${config.base}\n`);
		known = config.base;
		return { ...config, base };
	};
}
