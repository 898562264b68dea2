import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileInContent } from './content-file.ts';
import { limits } from './limits.ts';
import type { Place, Problem } from './problem.ts';

/** The line of a file that a problem is about. */
export interface Excerpt {
	/** Number of the line, from 1. */
	readonly line: number;
	/** The line, cut around the place when it is long, tabs as spaces; what is invisible shows as �. */
	readonly text: string;
	/** Where in `text` the place is, in UTF-16 code units from 0; at most its length. */
	readonly caret: number;
}

/**
 * @param text whole file, lines ending in LF, CRLF or CR
 * @param width most characters of `text` in the result
 * @returns the line of that place, or undefined when the text has no such line, or one that tells nothing: an empty line, or a fence of
 * the frontmatter, where problems of the whole file stand
 */
export function excerptOf(text: string, { line, column }: Place, width = 100): Excerpt | undefined {
	const whole = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)[line - 1];
	if (whole === undefined || /^(?:-{3})?\s*$/.test(whole)) return undefined;
	const offset = Math.min(column - 1, whole.length);
	const before = [...show(whole.slice(0, offset))];
	const after = [...show(whole.slice(offset))];
	const from = before.length + after.length <= width ? 0 : Math.max(0, before.length - Math.max(width >> 1, width - after.length));
	const kept = `${from > 0 ? '…' : ''}${before.slice(from).join('')}`;
	const rest = after.slice(0, width - (before.length - from));
	return {
		line,
		text: `${kept}${rest.join('')}${rest.length < after.length ? '…' : ''}`,
		caret: kept.length,
	};
}

/**
 * @param contentDir absolute
 * @param contentName what problems call that folder
 * @returns a function that finds a problem's excerpt, reading each file once; undefined where there is no line to show. Only regular
 * files are read, and no more of them than a file of content may have.
 */
export function createExcerptReader(
	contentDir: string,
	contentName: string,
): (problem: Pick<Problem, 'file' | 'line' | 'column'>, width?: number) => Excerpt | undefined {
	const texts = new Map<string, string | undefined>();
	return ({ file, line, column }, width) => {
		const name = fileInContent(file, contentName);
		if (name === undefined) return undefined;
		if (!texts.has(file)) texts.set(file, readText(path.join(contentDir, name)));
		const text = texts.get(file);
		return text === undefined ? undefined : excerptOf(text, { line, column }, width);
	};
}

/** A file that is gone, no file, or too large has no excerpt; its problem says so already. */
function readText(location: string): string | undefined {
	let handle: number | undefined;
	try {
		// A pipe must not be waited for, and a link not followed.
		handle = openSync(location, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
		const status = fstatSync(handle);
		return status.isFile() && status.size <= limits.vocabulary ? readFileSync(handle, 'utf8') : undefined;
	} catch {
		return undefined;
	} finally {
		if (handle !== undefined) closeSync(handle);
	}
}

/** Text that shows what it holds, one character for one, and cannot command a terminal or turn the direction of reading. */
function show(text: string): string {
	return text.replaceAll('\t', '  ').replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}
