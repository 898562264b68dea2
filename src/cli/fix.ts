/** `check --fix`: makes the changes that have one right answer. */
import path from 'node:path';
import { applyFixes, type Fixed } from '../signals/apply-fixes.ts';
import { readForEditing } from '../signals/edit.ts';
import type { Fix } from '../signals/fix.ts';
import { tagFixes } from '../signals/tag-fixes.ts';
import { readVocabulary } from '../signals/vocabulary.ts';
import { checkSite, type CheckedSite, type OpenOptions } from '../site/open.ts';
import { whileAlone } from './author-lock.ts';
import { applyChanges, type Change } from './change-set.ts';
import { orInterrupted, type Terminal } from './command.ts';
import { printable } from './formats/printable.ts';
import { count } from './report.ts';

export interface FixedFile {
	/** As problems call it. */
	readonly file: string;
	readonly fixed: readonly Fixed[];
}

/**
 * Changes files as their problems, and the spelling of tags, ask for, and looks again until nothing is left to change. What is
 * changed at one time is changed in all files or in none, and no other command writes meanwhile.
 *
 * @param isAsked whether a file, by its path below the content folder, may be changed
 * @returns the content as it is afterwards, and what was changed
 * @throws InputOutputError when a file cannot be written, or was changed by somebody else meanwhile
 */
export async function fixContent(
	opening: OpenOptions,
	isAsked: (file: string) => boolean,
	terminal: Pick<Terminal, 'interrupted'>,
): Promise<{ readonly opened: CheckedSite; readonly fixed: readonly FixedFile[] }> {
	return whileAlone(opening, terminal, async () => {
		const fixed: FixedFile[] = [];
		let opened = await orInterrupted(checkSite(opening), terminal);
		for (let round = 0; round < mostRounds; round += 1) {
			const done = fixOnce(opened, opening, isAsked);
			if (done.length === 0) break;
			fixed.push(...done);
			opened = await orInterrupted(checkSite(opening), terminal);
		}
		return { opened, fixed };
	});
}

/** A mended value can bring to light what else is to be mended, a few times over. */
const mostRounds = 10;

/** @returns what was changed, for people, with a line for each place. */
export function formatFixes(files: readonly FixedFile[]): string {
	if (files.length === 0) return 'There was nothing to fix.\n';
	const lines = files.flatMap(({ file, fixed }) =>
		fixed.map(({ line, before, after }) =>
			printable(`${file}:${line} fixed: ${after === undefined ? `removed ${before}` : `${before} → ${after}`}`),
		),
	);
	return `${lines.join('\n')}\nFixed ${count(lines.length, 'place')} in ${count(new Set(files.map(({ file }) => file)).size, 'file')}.\n`;
}

function fixOnce(opened: CheckedSite, opening: OpenOptions, isAsked: (file: string) => boolean): FixedFile[] {
	const { contentDir, contentName } = opening;
	const done: FixedFile[] = [];
	const changes: Change[] = [];
	for (const [file, fixes] of fixesOf(opened, opening)) {
		if (!isAsked(file)) continue;
		const location = path.join(contentDir, file);
		const source = readForEditing(location);
		if ('problems' in source) continue;
		const { edits, fixed } = applyFixes(source.text, fixes, file.endsWith('.md') ? 'signal' : 'vocabulary');
		if (edits.length === 0) continue;
		changes.push({ location, before: source.bytes, after: source.edited(edits) });
		done.push({ file: `${contentName}/${file}`, fixed });
	}
	applyChanges(contentDir, changes);
	return done;
}

/** @returns the fixes of each file by its path below the content folder, at most one for a field. */
function fixesOf({ problems, content }: CheckedSite, { contentDir, contentName }: OpenOptions): Map<string, Fix[]> {
	const vocabulary = readVocabulary(contentDir, (file) => file);
	const files = new Map<string, Fix[]>();
	const add = (file: string, fix: Fix) => {
		const fixes = files.get(file) ?? [];
		if (!fixes.some((other) => targetOf(other) === targetOf(fix))) files.set(file, [...fixes, fix]);
	};
	for (const { file, fix } of problems) if (fix) add(file.slice(contentName.length + 1), fix);
	// An unreadable tags.yml would make its tags look like any others.
	if (vocabulary.problems.every(({ severity }) => severity !== 'error'))
		for (const { file, fix } of tagFixes(content, vocabulary.tags)) add(file, fix);
	return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function targetOf(fix: Fix): string {
	return fix.kind === 'link' ? `link ${fix.from}` : `field ${fix.field}`;
}
