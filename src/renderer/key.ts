/** What the compiled pages depend on, as one hash. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../signals/order.ts';
import { addFile, addFolder } from './hash-files.ts';

/** Where a site is served: its pages are compiled for it. */
export interface Address {
	/** The origin: `https://signals.example`. */
	readonly url: string;
	/** `/base/` */
	readonly base: string;
}

/**
 * @param projectDir absolute; a compiled page holds its name
 * @returns a hash that changes whenever the code, a template, a style, the configuration, a file in `public/`, an installed package, or
 * anything else that Astro compiles pages from does
 */
export function rendererKey(projectDir: string, { url, base }: Address): string {
	const hash = createHash('sha256');
	hash.update(JSON.stringify([process.version, process.platform, process.arch, projectDir, url, base, publicVariables()]));
	for (const folder of ['src', 'public']) addFolder(hash, path.join(projectDir, folder), folder);
	for (const name of readdirSync(projectDir).filter(isSetting).sort(compareText)) addFile(hash, path.join(projectDir, name), name);
	// Whatever the lockfile says, this is what was installed.
	for (const name of ['node_modules/.package-lock.json', 'node_modules/astro/package.json', 'node_modules/vite/package.json'])
		addFile(hash, path.join(projectDir, name), name);
	return hash.digest('hex');
}

/** Files beside `src/` that Astro or Vite read. */
function isSetting(name: string): boolean {
	return /^(?:astro\.config\.|tsconfig.*\.json$|package(?:-lock)?\.json$|\.env|\.?postcss|\.browserslistrc$)/.test(name);
}

/** Vite writes variables of this kind into what it compiles. */
function publicVariables(): (readonly [string, string | undefined])[] {
	return Object.entries(process.env)
		.filter(([name]) => name.startsWith('PUBLIC_'))
		.sort(([a], [b]) => compareText(a, b));
}
