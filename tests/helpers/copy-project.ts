import { cpSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from '../../src/program/program.ts';
import { makeFolder } from './make-content.ts';
import { projectDir } from './run-signals.ts';

/**
 * Copies the project, so that a test may change its code. Installed packages are shared; the
 * compiled program is copied, too, and runs as long as what it was made of stays the same.
 * @param project exists; by default a folder that is removed when the test ends
 * @returns the folder of the copy
 */
export function copyProject(project = makeFolder()): string {
	symlinkSync(path.join(projectDir, 'node_modules'), path.join(project, 'node_modules'));
	for (const name of ['src', 'content', 'public', 'astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'])
		cpSync(path.join(projectDir, name), path.join(project, name), { recursive: true });
	const program = findProgram(projectDir, new Date());
	const kept = program && path.relative(projectDir, path.dirname(program));
	if (kept) cpSync(path.join(projectDir, kept), path.join(project, kept), { recursive: true });
	return project;
}
