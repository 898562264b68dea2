import path from 'node:path';
import { fileInContent } from '../signals/content-file.ts';
import type { Problem } from '../signals/problem.ts';
import { exitCodes } from './command.ts';

/** What a check found, as every format shows it. */
export interface Report {
	/** Those to be shown, in order of place. */
	readonly problems: readonly Problem[];
	/** Signals that were checked, shown or not. */
	readonly signals: number;
	/** Problems of files that were not asked for; undefined when all were. */
	readonly elsewhere?: number | undefined;
	/** Warnings are failures. */
	readonly isStrict: boolean;
	/** The content folder. Absolute. */
	readonly contentDir: string;
	/** What problems call it. */
	readonly contentName: string;
}

/** @returns whether content with these problems may be published. */
export function isPublishable(problems: readonly Problem[], isStrict: boolean): boolean {
	return isStrict ? problems.length === 0 : problems.every(({ severity }) => severity !== 'error');
}

/** @returns the exit code of a command that found these problems: a file that Signals itself failed on is no fault of the content. */
export function exitCodeFor(problems: readonly Problem[], isStrict: boolean): number {
	if (problems.some(({ code }) => code === 'file/bug')) return exitCodes.bug;
	return isPublishable(problems, isStrict) ? exitCodes.ok : exitCodes.content;
}

/** @returns where a problem's file lies on disk. */
export function locationOf({ file }: Pick<Problem, 'file'>, { contentDir, contentName }: Report): string {
	return path.join(contentDir, fileInContent(file, contentName) ?? '');
}

/** @returns the last line of a report: how much was checked and what was found. */
export function conclude({ problems, signals, elsewhere, isStrict }: Report): string {
	const errors = problems.filter(({ severity }) => severity === 'error').length;
	const warnings = problems.length - errors;
	const found =
		problems.length === 0
			? 'no problems'
			: [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : ''].filter(Boolean).join(', ');
	const where = elsewhere === undefined ? '' : ' in the named files';
	const others =
		elsewhere === undefined || elsewhere === 0
			? ''
			: ` ${count(elsewhere, 'problem')} in other files ${elsewhere === 1 ? 'is' : 'are'} not shown.`;
	const note = isStrict && errors === 0 && warnings > 0 ? ' With --strict, warnings are failures.' : '';
	return `${count(signals, 'signal')} checked: ${found}${where}.${others}${note}`;
}

/** @returns a number and a noun: `1 signal`, `2 signals`. */
export function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
