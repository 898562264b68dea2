/**
 * The program as it is kept, compiled by the first build that ran without it. It is no cache of anything that is published, and deleting it
 * does no harm: the program then runs from its source.
 */
import { createHash } from 'node:crypto';
import { existsSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { LockedError, takeLock } from '../build/lock.ts';
import { addFile, addFolder } from '../renderer/hash-files.ts';
import { findKept, finishKeeping, startKeeping } from '../renderer/store.ts';

/**
 * @param now what is used last is dropped last
 * @returns the module to import, absolute; undefined when none fits the source as it is now, or when that cannot be known
 */
export function findProgram(projectDir: string, now: Date): string | undefined {
	try {
		const key = programKey(projectDir);
		const found = key === undefined ? undefined : findKept(rootOf(projectDir), key, now);
		return found?.kind === 'kept' ? path.join(found.kept.folder, found.kept.entry) : undefined;
	} catch {
		// Whatever keeps it from being found, the source says it better.
		return undefined;
	}
}

/**
 * Compiles the program, unless one that fits is kept, or another process is at it. What goes wrong is told on standard error, and is no
 * more than that: the program runs from its source.
 */
export async function renewProgram(projectDir: string, now: Date): Promise<void> {
	try {
		const lock = await takeLock(path.join(projectDir, '.cache/program.lock'), false, new AbortController().signal);
		try {
			if (findProgram(projectDir, now) === undefined) await keepProgram(projectDir);
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
 * Compiles the program and keeps it, unless the source changes meanwhile, or it cannot be told which packages are installed. One process
 * at a time.
 * @returns every module of the project that is in it, relative to the project
 * @throws Error of the bundler or the file system
 */
export async function keepProgram(projectDir: string): Promise<readonly string[]> {
	// Takes a tenth of a second to import.
	const { bundleProgram, mainFile } = await import('./bundle.ts');
	// The bundler knows files by their real names.
	const real = realpathSync(projectDir);
	const [root, key] = [rootOf(real), programKey(real)];
	if (key === undefined) return [];
	const folder = startKeeping(root);
	try {
		const modules = await bundleProgram(realpathSync(path.join(real, 'src')), folder, path.join(root, key));
		if (programKey(real) === key) finishKeeping(root, key, folder, { entry: mainFile }, most);
		return modules.map((file) => path.relative(real, file).replaceAll(path.sep, '/'));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Enough that one which runs, and has not loaded all of itself, is not dropped. */
const most = 8;

/** @returns whether a file may be part of the program, by its path in the project: pages, and what readers load, are compiled apart. */
export function isOfProgram(name: string): boolean {
	return !apart.test(name) && (/\.(?:ts|mjs|json)$/.test(name) || !/\.[^/]*$/.test(name));
}

const apart = /^src\/(?:(?:client|components|layouts|pages|styles)(?:\/|$)|(?:site|content)\.config\.ts$|env\.d\.ts$)/;

/** @returns a hash that changes with the source and the installed packages; undefined where npm did not install these */
function programKey(projectDir: string): string | undefined {
	const installed = path.join(projectDir, 'node_modules/.package-lock.json');
	if (!existsSync(installed)) return undefined;
	const hash = createHash('sha256');
	addFolder(hash, path.join(projectDir, 'src'), 'src', isOfProgram);
	addFile(hash, installed, 'installed');
	return hash.digest('hex');
}

function rootOf(projectDir: string): string {
	return path.join(projectDir, '.program');
}
