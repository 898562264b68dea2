/**
 * Compiles the pages by Astro's own build, which is asked for no page at all, and takes what it made of them before it is thrown away.
 * What is kept can stand anywhere and imports nothing but Node.
 *
 * Astro does not promise everything this takes for granted: that pages are compiled in an environment named `prerender`, whose input an
 * integration may replace, and what `entry.ts` says. Where any of that, or anything a site owner added, needs Astro while rendering, the
 * pages are refused with an `UnsupportedError`, and `plain.ts` renders them.
 */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type AstroConfig, type AstroIntegration } from 'astro';
import { rolldown } from 'rolldown';
import { withoutWhiteSpace } from './without-white-space.ts';
import { renderNothing } from '../site/site.ts';
import type { Address } from './key.ts';
import { UnsupportedError } from './unsupported.ts';

/** What Astro made, in a folder. */
export interface Compiled {
	/** The module to import, relative to the folder. */
	readonly entry: string;
}

/** Folders in what is compiled: the pages, and the files that browsers load. */
export const parts = { pages: 'pages', client: 'client' } as const;

/**
 * Compiles the pages of a project. For a process of its own: it sets what holds for all of it.
 * @param folder absolute; gets the `parts`
 * @throws UnsupportedError when the pages cannot be rendered without Astro
 */
export async function compilePages(projectDir: string, { url, base }: Address, folder: string): Promise<Compiled> {
	renderNothing();
	const bundle: { entry?: string } = {};
	await build({
		root: projectDir,
		outDir: path.join(folder, parts.client),
		site: url,
		base,
		logLevel: 'error',
		integrations: [takePages(path.join(folder, parts.pages), bundle)],
	});
	if (bundle.entry === undefined) throw new UnsupportedError('Astro asked nobody to render pages');
	await checkRoutes(path.join(folder, parts.pages, bundle.entry));
	return { entry: `${parts.pages}/${bundle.entry}` };
}

const entryModule = fileURLToPath(new URL('./entry.ts', import.meta.url));

function takePages(target: string, bundle: { entry?: string }): AstroIntegration {
	let made: { readonly folder: string; readonly entry: string } | undefined;
	let refusal: string | undefined;
	return {
		name: 'signals:compile',
		hooks: {
			'astro:config:done': ({ config }) => refuseSettings(config),
			'astro:build:setup': ({ vite, target: environment }) => {
				if (environment !== 'server') return;
				const { prerender, client } = (vite.environments ??= {});
				if (!prerender || !client) throw new UnsupportedError('Astro compiles pages in another environment than before');
				const build = (prerender.build ??= {});
				build.rolldownOptions = { ...build.rolldownOptions, input: { index: entryModule } };
				prerender.resolve = { ...prerender.resolve, noExternal: true };
				// These are copied from where they are.
				client.build = { ...client.build, copyPublicDir: false };
				(vite.plugins ??= []).push({
					name: 'signals:compile',
					enforce: 'pre',
					load: (id) => stubs.get(path.relative(sourceDir, id).replaceAll(path.sep, '/')),
					writeBundle({ dir }, chunks) {
						if (this.environment.name !== 'prerender' || dir === undefined) return;
						for (const chunk of Object.values(chunks)) {
							if (chunk.type !== 'chunk') continue;
							// What is thrown here would be wrapped in an error of the bundler.
							refusal ??= faultOf(chunk.moduleIds);
							if (chunk.isEntry && chunk.facadeModuleId !== null && path.resolve(chunk.facadeModuleId) === entryModule)
								made = { folder: dir, entry: chunk.fileName };
						}
					},
				});
			},
			'astro:build:start': ({ setPrerenderer }) => {
				setPrerenderer({
					name: 'signals:compile',
					// By now Astro has completed what it compiled; after this it removes it.
					setup: async () => {
						if (refusal !== undefined) throw new UnsupportedError(refusal);
						if (!made) throw new UnsupportedError('Astro did not compile the module it was given');
						await joinModules(path.join(made.folder, made.entry), path.join(target, made.entry));
						bundle.entry = made.entry;
					},
					getStaticPaths: () => Promise.resolve([]),
					render: () => Promise.reject(new Error('Astro renders a page that it was not asked for.')),
				});
			},
		},
	};
}

/**
 * Puts modules into one file without white space: all of them are loaded whenever one page is rendered, which takes less time so. Astro
 * cannot be asked for it: to a page belong the styles of the file it is compiled into.
 */
async function joinModules(entry: string, file: string): Promise<void> {
	const bundle = await rolldown({ input: entry, platform: 'node', tsconfig: false, logLevel: 'silent' });
	try {
		await bundle.write({ file, codeSplitting: false, minify: withoutWhiteSpace });
	} finally {
		await bundle.close();
	}
}

const sourceDir = fileURLToPath(new URL('../', import.meta.url));

/**
 * Modules that no page needs while it is rendered from what is kept, and what stands in for them. The list of all outputs is not asked
 * for, and files are written without Astro; both would bring the code of feeds and mails along, which is more than all pages.
 */
const unasked = `throw Object.assign(new Error('Astro asked for more than a page.'), { code: ${JSON.stringify(UnsupportedError.code)} });`;
const stubs: ReadonlyMap<string, string> = new Map([
	['site/static-paths.ts', `export function staticPaths() { ${unasked} }`],
	...['pages/[...file].ts', 'pages/briefings/[week]/email.eml.ts'].map(
		(name) => [name, `export const getStaticPaths = () => []; export function GET() { ${unasked} }`] as const,
	),
]);

/** @throws UnsupportedError when Astro is set to do more for a build than to render pages at their addresses */
function refuseSettings({ adapter, build: { format }, integrations, output, redirects, trailingSlash }: AstroConfig): void {
	const refuse = (what: string) => {
		throw new UnsupportedError(`astro.config.mjs ${what}`);
	};
	if (adapter) refuse('names an adapter');
	if (output !== 'static') refuse(`sets output to ${output}`);
	if (format !== 'directory') refuse(`sets build.format to ${format}`);
	if (trailingSlash !== 'ignore') refuse(`sets trailingSlash to ${trailingSlash}`);
	if (Object.keys(redirects).length > 0) refuse('has redirects');
	const foreign = integrations.find(
		({ name, hooks }) => !name.startsWith('signals:') && Object.keys(hooks).some((hook) => hook.startsWith('astro:build:')),
	);
	if (foreign) refuse(`has the integration ${foreign.name}, which takes part in every build`);
}

/** @returns why modules cannot be rendered without Astro, if they cannot: they take what only it can give, entries of its store or pictures */
function faultOf(ids: readonly string[]): string | undefined {
	if (ids.some((id) => id.includes('astro:data-layer-content'))) return 'a page takes entries from a content collection';
	return ids.some((id) => id.includes('/astro/dist/assets/internal.js')) ? 'a page takes pictures from astro:assets' : undefined;
}

async function checkRoutes(entry: string): Promise<void> {
	const { routes, render } = (await import(pathToFileURL(entry).href)) as { readonly routes?: unknown; readonly render?: unknown };
	if (!Array.isArray(routes) || !routes.includes('/') || typeof render !== 'function')
		throw new UnsupportedError('what Astro compiled does not name its routes');
}
