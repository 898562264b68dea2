/** What a set of changes would come to, found before any file is touched. */
import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findSignalFiles } from '../signals/find.ts';
import type { Problem } from '../signals/problem.ts';
import { checkSite, type CheckedSite, type OpenOptions } from '../site/open.ts';
import { applyChanges, type Change } from './change-set.ts';
import { orInterrupted, type Terminal } from './command.ts';
import { refreshEditor } from './editor-files.ts';
import { formatProblems } from './formats/text.ts';
import { projectDir } from './settings.ts';

/** Opens the content as it would be after some changes; problems are called by the names of the real files. */
export async function tryChanges(
	opening: OpenOptions,
	changes: readonly Change[],
	terminal: Pick<Terminal, 'interrupted'>,
): Promise<CheckedSite> {
	return inTrial(opening, changes, terminal, (opened) => opened);
}

/**
 * Opens changed content in a copy of its own, which is removed even when the user interrupts.
 *
 * @param look reads what is needed of the copy
 */
async function inTrial<T>(
	opening: OpenOptions,
	changes: readonly Change[],
	terminal: Pick<Terminal, 'interrupted'>,
	look: (opened: CheckedSite, folder: string) => T,
): Promise<T> {
	const { contentDir, cacheDir } = opening;
	sweep(cacheDir);
	const folder = path.join(cacheDir, `trial-${process.pid}-${randomBytes(8).toString('hex')}`);
	const changed = new Map(changes.map((change) => [path.relative(contentDir, change.location), change]));
	try {
		mkdirSync(path.join(folder, 'signals'), { recursive: true });
		const { signals, images } = findSignalFiles(contentDir, (file) => file);
		const lists = ['categories.yml', 'tags.yml'].filter((name) => existsSync(path.join(contentDir, name)));
		for (const file of [...lists, ...signals.map((signal) => signal.file), ...images.keys()])
			if (!changed.has(path.normalize(file))) copy(path.join(contentDir, file), path.join(folder, file));
		for (const [file, { after }] of changed) if (after) write(path.join(folder, file), after);
		return look(await orInterrupted(checkSite({ ...opening, contentDir: folder }), terminal), folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Makes changes unless they would lead to errors that are not there now; those are printed instead.
 * @param before problems of the content as it is
 * @param moved new name of a file to the one it has in these problems
 * @returns whether the changes were made
 */
export async function applyIfSound(
	opening: OpenOptions,
	before: readonly Problem[],
	changes: readonly Change[],
	terminal: Terminal,
	moved: ReadonlyMap<string, string> = new Map(),
): Promise<boolean> {
	const errors = await inTrial(opening, changes, terminal, ({ problems, content }, contentDir) => {
		const caused = newErrors(before, problems, moved);
		const report = { ...opening, contentDir, problems: caused, signals: content.slugs.size, isStrict: false };
		terminal.out.write(formatProblems(report, terminal));
		return caused.length;
	});
	if (errors > 0) {
		terminal.err.write(`Nothing was changed: it would lead to ${errors === 1 ? 'this error' : 'these errors'}.\n`);
		return false;
	}
	applyChanges(opening.contentDir, changes);
	refreshEditor(opening.contentDir, projectDir);
	return true;
}

/**
 * @param moved new name of a file to its former one
 * @returns the errors of which a file has more of one code than before. Their words do not count, which may name what was changed;
 * but those with other words than before are told first.
 */
export function newErrors(
	before: readonly Problem[],
	after: readonly Problem[],
	moved: ReadonlyMap<string, string> = new Map(),
): Problem[] {
	const isError = ({ severity }: Problem) => severity === 'error';
	const known = Map.groupBy(before.filter(isError), ({ code, file }) => `${code} ${file}`);
	const found = Map.groupBy(after.filter(isError), ({ code, file }) => `${code} ${moved.get(file) ?? file}`);
	const caused = [...found].flatMap(([kind, errors]) => {
		const old = known.get(kind) ?? [];
		const isTold = ({ message }: Problem) => old.some((error) => error.message === message);
		const likely = [...errors.filter((error) => !isTold(error)), ...errors.filter(isTold)];
		return likely.slice(0, Math.max(0, errors.length - old.length));
	});
	return after.filter((problem) => caused.includes(problem));
}

/** Removes what a killed process has left. */
function sweep(cacheDir: string): void {
	const names = existsSync(cacheDir) ? readdirSync(cacheDir) : [];
	for (const name of names) {
		const [, owner] = /^trial-(\d+)-/.exec(name) ?? [];
		if (owner !== undefined && !isRunning(Number(owner))) rmSync(path.join(cacheDir, name), { recursive: true, force: true });
	}
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}

/** No link: one more or less changes the time that says whether a file is still the one that was read. */
function copy(from: string, to: string): void {
	mkdirSync(path.dirname(to), { recursive: true });
	try {
		copyFileSync(from, to, constants.COPYFILE_FICLONE);
	} catch {
		// What cannot be read is told of the copy, too.
		linkSync(from, to);
	}
}

function write(location: string, bytes: Uint8Array): void {
	mkdirSync(path.dirname(location), { recursive: true });
	writeFileSync(location, bytes);
}
