/**
 * The program as it is kept, compiled: installing makes it, and so does a build that ran without it. It is no cache of anything that is
 * published, and deleting it does no harm: the program then runs from its source.
 */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { LockedError, takeLock } from '../build/lock.ts';
import { addFile, addFolder } from '../renderer/hash-files.ts';
import { findKept, finishKeeping, startKeeping } from '../renderer/store.ts';

/** @returns the module to import, absolute; undefined when none fits the source as it is now */
export function findProgram(projectDir: string): string | undefined {
	const found = findKept(rootOf(projectDir), programKey(projectDir));
	return found.kind === 'kept' ? path.join(found.kept.folder, found.kept.entry) : undefined;
}

/**
 * Compiles the program, unless one that fits is kept, or another process is at it. What goes wrong is told on standard error, and is no
 * more than that: the program runs from its source.
 */
export async function renewProgram(projectDir: string): Promise<void> {
	try {
		const lock = await takeLock(path.join(projectDir, '.cache/program.lock'), false, new AbortController().signal);
		try {
			if (findProgram(projectDir) === undefined) await keepProgram(projectDir);
		} finally {
			lock.release();
		}
	} catch (error) {
		if (error instanceof LockedError) return;
		const reason = error instanceof Error ? error.message : String(error);
		process.stderr.write(`The program could not be compiled, and runs from its source, which takes longer: ${reason}\n`);
	}
}

/**
 * Compiles the program and keeps it, unless the source changes meanwhile. One process at a time.
 * @returns every module of the project that is in it, absolute
 * @throws Error of the bundler or the file system
 */
export async function keepProgram(projectDir: string): Promise<readonly string[]> {
	// Takes a tenth of a second to import.
	const { bundleProgram, mainFile } = await import('./bundle.ts');
	const [root, key] = [rootOf(projectDir), programKey(projectDir)];
	const folder = startKeeping(root);
	try {
		const modules = await bundleProgram(path.join(projectDir, 'src/'), folder, path.join(root, key));
		if (programKey(projectDir) === key) finishKeeping(root, key, folder, { entry: mainFile });
		return modules;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @returns whether a file may be part of the program, by its path in the project: pages, and what readers load, are compiled apart. */
export function isOfProgram(name: string): boolean {
	return !apart.test(name);
}

const apart = /^src\/(?:(?:client|components|layouts|pages|styles)(?:\/|$)|(?:site|content)\.config\.ts$|env\.d\.ts$)/;

/** Changes with the source and the installed packages. */
function programKey(projectDir: string): string {
	const hash = createHash('sha256');
	addFolder(hash, path.join(projectDir, 'src'), 'src', isOfProgram);
	addFile(hash, path.join(projectDir, 'node_modules/.package-lock.json'), 'node_modules/.package-lock.json');
	return hash.digest('hex');
}

function rootOf(projectDir: string): string {
	return path.join(projectDir, '.program');
}
