/** Finds lines that were meant as headings, in the source: Markdown took them for something else. */
import { editDistance } from './nearest.ts';

/**
 * @param names of sections that are missing
 * @returns for each name the first line, from 0, that looks like it: a heading of another level or spelling, or a bold line. Lines in
 * code that is closed are none.
 */
export function nearHeadings(body: string, names: readonly string[]): Map<string, number> {
	const found = new Map<string, number>();
	const lines = body.split('\n');
	const closed = fencesOf(lines).filter(({ end }) => end !== undefined);
	lines.forEach((line, index) => {
		const written = headingIn(line);
		if (written === undefined || closed.some(({ start, end = start }) => index >= start && index <= end)) return;
		const meant = names.find((name) => !found.has(name) && isNear(written, name.toLowerCase()));
		if (meant !== undefined) found.set(meant, index);
	});
	return found;
}

/** @returns the line, from 0, of a code block that is never closed, and its marks. */
export function openFence(body: string): { readonly line: number; readonly marks: string } | undefined {
	const last = fencesOf(body.split('\n')).at(-1);
	return last && last.end === undefined ? { line: last.start, marks: last.marks } : undefined;
}

interface Fence {
	readonly marks: string;
	readonly start: number;
	readonly end?: number;
}

function fencesOf(lines: readonly string[]): Fence[] {
	const fences: Fence[] = [];
	let open: Fence | undefined;
	lines.forEach((line, index) => {
		const [, marks = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
		if (marks === '') return;
		if (!open) {
			// With a backtick after them they are code in a line.
			if (marks.startsWith('~') || !rest.includes('`')) open = { marks, start: index };
		} else if (rest.trim() === '' && marks.startsWith(open.marks)) {
			fences.push({ ...open, end: index });
			open = undefined;
		}
	});
	return open ? [...fences, open] : fences;
}

/** @returns what a line says that has the marks of a heading or is bold as a whole, in lower case. */
function headingIn(line: string): string | undefined {
	if (line.length > longestHeading) return undefined;
	const [, heading, bold] = /^ {0,3}(?:#{1,6}[ \t]*([^#\s].*?)|(?:\*\*|__)(.+?)(?:\*\*|__):?)[ \t#]*$/.exec(line) ?? [];
	return (heading ?? bold)
		?.replace(/[*_:]+/g, '')
		.trim()
		.toLowerCase();
}

const longestHeading = 100;

function isNear(written: string, name: string): boolean {
	const most = Math.max(1, Math.floor(name.length / 5));
	return editDistance(written, name, most + 1) <= most;
}
