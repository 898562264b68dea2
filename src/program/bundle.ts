/** Makes JavaScript of the program: a few files instead of a thousand modules, which take longer to load than a small build to make. */
import path from 'node:path';
import { rolldown } from 'rolldown';
import { withoutWhiteSpace } from '../renderer/without-white-space.ts';

/** What starts by itself: the command line, and the threads. Paths in `src/`. */
const entries = ['cli/main.ts', 'signals/parse-worker.mjs', 'signals/parse-here.mjs', 'build/write-worker.mjs', 'build/look-worker.mjs'];

/** The file that `entries` begins with becomes this. */
export const mainFile = 'main.mjs';

/** These look for files beside their own, or are programs themselves. */
const apart = ['astro', 'vite', 'rolldown', 'pagefind', 'tinypool', '@resvg/resvg-wasm'];

/**
 * Compiles the program.
 * @param sourceDir `src/` of the project, absolute, and no link
 * @param folder absolute; gets a flat list of files, which finds the project from where the folder is to stand
 * @param place where the folder is to stand, absolute
 * @returns every module of the project that is in it, absolute
 * @throws Error of the bundler, or when it found its way to other modules than these
 */
export async function bundleProgram(sourceDir: string, folder: string, place: string): Promise<string[]> {
	const bundle = await rolldown({
		input: Object.fromEntries(entries.map((entry) => [path.parse(entry).name, path.join(sourceDir, entry)])),
		platform: 'node',
		// It would look for one by itself, and what that says is not part of the key.
		tsconfig: false,
		external: (id) => apart.some((name) => id === name || id.startsWith(`${name}/`)),
		// Warnings are of the code of libraries.
		logLevel: 'silent',
		plugins: [
			{
				name: 'signals:addresses',
				transform: {
					filter: { code: 'import.meta.url' },
					handler: (code, id) => (isIn(sourceDir, id) ? { code: withAddresses(code, path.relative(place, id)) } : undefined),
				},
			},
		],
	});
	try {
		const { output } = await bundle.write({
			dir: folder,
			format: 'esm',
			entryFileNames: '[name].mjs',
			chunkFileNames: '[name]-[hash].mjs',
			minify: withoutWhiteSpace,
		});
		const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
		const own = [...new Set(modules)].filter((id) => isIn(sourceDir, id));
		for (const entry of entries)
			if (!own.includes(path.join(sourceDir, entry))) throw new Error(`${entry} is not part of what was compiled.`);
		return own;
	} finally {
		await bundle.close();
	}
}

function isIn(folder: string, id: string): boolean {
	const relative = path.relative(folder, id);
	return !relative.startsWith('..') && !path.isAbsolute(relative);
}

/** A module looks for files from where its source is; but what starts by itself lies beside it, compiled. */
function withAddresses(code: string, source: string): string {
	const names = entries.map((entry) => path.basename(entry));
	const address = JSON.stringify(source.replaceAll(path.sep, '/'));
	return code.replace(/(new URL\('(?:\.\/)?([\w.-]+)', )?import\.meta\.url/g, (all, start: string | undefined, name: string | undefined) =>
		name !== undefined && names.includes(name) ? all : `${start ?? ''}new URL(${address}, import.meta.url).href`,
	);
}
