import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Copies `public/` into the folder of a site, links as what they lead to.
 * @returns the files that it held, `/` separated
 */
export function copyPublic(projectDir: string, folder: string): ReadonlySet<string> {
	const copied = new Set<string>();
	const copy = (name: string) => {
		const from = path.join(projectDir, 'public', name);
		const isFolder = statSync(from).isDirectory();
		if (isFolder) {
			mkdirSync(path.join(folder, name), { recursive: true });
			for (const child of readdirSync(from)) copy(name === '' ? child : `${name}/${child}`);
		} else {
			copyFileSync(from, path.join(folder, name));
			copied.add(name);
		}
	};
	if (existsSync(path.join(projectDir, 'public'))) copy('');
	return copied;
}
