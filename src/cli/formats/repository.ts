import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Terminal } from '../command.ts';

/**
 * The folder that paths in reports for other programs start from: the checkout the content lies in, else the workspace of GitHub
 * Actions, else where the command runs. Content may be checked out beside the project that checks it.
 */
export function repositoryRoot(contentDir: string, { env, cwd }: Pick<Terminal, 'cwd' | 'env'>): string {
	for (let folder = contentDir; ; folder = path.dirname(folder)) {
		if (existsSync(path.join(folder, '.git'))) return folder;
		if (folder === path.dirname(folder)) return env['GITHUB_WORKSPACE'] ?? cwd;
	}
}

/** @returns the path below a folder, `/` separated; undefined when it lies elsewhere. */
export function pathInRepository(location: string, root: string): string | undefined {
	const relative = path.relative(root, location);
	return /^\.\.(?:$|[\\/])/.test(relative) || path.isAbsolute(relative) ? undefined : relative.replaceAll(path.sep, '/');
}
