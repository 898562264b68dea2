/** The one rule of the style sheet that the site's configuration decides: how long each band is on the axis from 0 to 10. */
import type { AstroIntegration } from 'astro';
import { bandLengths } from './band.ts';
import { readConfig } from './config-file.ts';
import { ConfigError, type SiteConfig } from './config.ts';

/** Adds the rule to the sheet. A changed length holds from the next start of a development server. */
export function bandStyle(): AstroIntegration {
	return {
		name: 'signals:band-style',
		hooks: {
			'astro:config:setup': async ({ updateConfig }) => {
				const rule = await readConfig().then(bandRule, ignoreFaults);
				updateConfig({
					vite: {
						plugins: [
							{
								name: 'signals:band-style',
								enforce: 'pre',
								transform: (code, id) => (/\/src\/styles\/index\.css(?:\?|$)/.test(id) ? code + rule : undefined),
							},
						],
					},
				});
			},
		},
	};
}

/** @returns the lengths as tracks of a grid, in a custom property. */
export function bandRule({ bands }: Pick<SiteConfig, 'bands'>): string {
	const tracks = bandLengths(bands).map((tenths) => `${tenths}fr`);
	return `@layer tokens { :root { --bands: ${tracks.join(' ')} } }\n`;
}

/** Whoever reads the configuration next tells what is wrong with it. */
function ignoreFaults(error: unknown): string {
	if (error instanceof ConfigError) return '';
	throw error;
}
