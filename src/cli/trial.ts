/** What a set of changes would come to, found before any file is touched. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findSignalFiles } from '../signals/find.ts';
import type { Problem } from '../signals/problem.ts';
import { openSite, type OpenedSite, type OpenOptions } from '../site/open.ts';
import { applyChanges, type Change } from './change-set.ts';
import { orInterrupted, type Terminal } from './command.ts';
import { refreshEditor } from './editor-files.ts';
import { formatProblems } from './formats/text.ts';
import { projectDir } from './settings.ts';

/**
 * Opens the content as it would be after some changes, in a copy of its own; problems are called by the names of the real files.
 * The copy shares the unchanged files with the content folder, and is removed.
 */
export async function tryChanges(opening: OpenOptions, changes: readonly Change[]): Promise<OpenedSite> {
	const folder = path.join(opening.cacheDir, `trial-${randomBytes(8).toString('hex')}`);
	const { contentDir } = opening;
	const changed = new Map(changes.map((change) => [path.relative(contentDir, change.location), change]));
	try {
		mkdirSync(path.join(folder, 'signals'), { recursive: true });
		const { signals, images } = findSignalFiles(contentDir, (file) => file);
		const lists = ['categories.yml', 'tags.yml'].filter((name) => existsSync(path.join(contentDir, name)));
		for (const file of [...lists, ...signals.map((signal) => signal.file), ...images.keys()])
			if (!changed.has(path.normalize(file))) share(path.join(contentDir, file), path.join(folder, file));
		for (const [file, { after }] of changed) if (after) write(path.join(folder, file), after);
		return await openSite({ ...opening, contentDir: folder });
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Makes changes unless they would lead to errors that are not there now; those are printed instead.
 * @param before problems of the content as it is
 * @returns whether the changes were made
 */
export async function applyIfSound(
	opening: OpenOptions,
	before: readonly Problem[],
	changes: readonly Change[],
	terminal: Terminal,
): Promise<boolean> {
	const after = await orInterrupted(tryChanges(opening, changes), terminal);
	const caused = newErrors(before, after.problems);
	if (caused.length > 0) {
		terminal.out.write(formatProblems({ ...opening, problems: caused, signals: after.content.slugs.size, isStrict: false }, terminal));
		terminal.err.write(`Nothing was changed: it would lead to ${caused.length === 1 ? 'this error' : 'these errors'}.\n`);
		return false;
	}
	applyChanges(opening.contentDir, changes);
	refreshEditor(opening.contentDir, projectDir);
	return true;
}

/** @returns the errors that were not there before. */
export function newErrors(before: readonly Problem[], after: readonly Problem[]): Problem[] {
	const known = new Map<string, number>();
	for (const problem of before) known.set(nameOf(problem), (known.get(nameOf(problem)) ?? 0) + 1);
	return after.filter((problem) => {
		if (problem.severity !== 'error') return false;
		const left = known.get(nameOf(problem)) ?? 0;
		known.set(nameOf(problem), left - 1);
		return left <= 0;
	});
}

/** Lines move when a file is edited; what is said does not. */
function nameOf({ severity, code, message }: Problem): string {
	return `${severity} ${code} ${message}`;
}

function share(from: string, to: string): void {
	mkdirSync(path.dirname(to), { recursive: true });
	try {
		linkSync(from, to);
	} catch {
		copyFileSync(from, to);
	}
}

function write(location: string, bytes: Uint8Array): void {
	mkdirSync(path.dirname(location), { recursive: true });
	writeFileSync(location, bytes);
}
