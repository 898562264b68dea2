// @ts-check
import { defineConfig, passthroughImageService } from 'astro/config';
import { readAsOf } from './src/site/as-of.ts';
import { readAddress } from './src/site/config-file.ts';
import { bandStyle } from './src/site/band-style.ts';
import { signalDevelopment } from './src/site/development-server.ts';
import { siteImages, signalSearch } from './src/site/integration.ts';

const { url, base } = await readAddress();

export default defineConfig({
	...(url === undefined ? {} : { site: url }),
	base,
	output: 'static',
	// Every link of ours ends in a slash or names a file; 'always' would make the development server add one to files.
	trailingSlash: 'ignore',
	cacheDir: './.cache/astro/',
	prerenderConflictBehavior: 'error',
	devToolbar: { enabled: false },
	image: { service: passthroughImageService() },
	integrations: [
		bandStyle(),
		siteImages(),
		signalSearch(async (site, folder) => (await import('./src/build/search-index.ts')).writeSearchIndex(site, folder)),
		signalDevelopment(() => readAsOf(process.env['SOURCE_DATE_EPOCH'], Date.now())),
	],
	build: { format: 'directory', concurrency: 8, inlineStylesheets: 'never' },
	vite: {
		build: {
			assetsInlineLimit: 0,
			// By default a style sheet bears the name of a module that happens to lie beside it, which differs between ways of building.
			rolldownOptions: { output: { assetFileNames: '_astro/asset.[hash][extname]' } },
		},
	},
});
