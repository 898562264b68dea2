import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** @returns the files of `public/`, `/` separated, and where each lies; links are followed. */
export function publicFiles(projectDir: string): ReadonlyMap<string, string> {
	const files = new Map<string, string>();
	const walk = (name: string) => {
		const location = path.join(projectDir, 'public', name);
		if (!statSync(location).isDirectory()) files.set(name, location);
		else for (const child of readdirSync(location).sort()) walk(name === '' ? child : `${name}/${child}`);
	};
	if (existsSync(path.join(projectDir, 'public'))) walk('');
	return files;
}
