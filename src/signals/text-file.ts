import { limits } from './limits.ts';
import type { ProblemCode } from './problem-codes.ts';
import { fileStart, type LocalProblem, type Place } from './problem.ts';

/** @returns the first character of a text that must not be published, as `U+202E`, or undefined. Halves of surrogate pairs count, which only an escape can make. */
export function forbiddenCharacter(text: string): string | undefined {
	const [first] = hiddenRuns(text);
	if (first) return codePoint(first.run);
	return text.isWellFormed() ? undefined : 'U+D800 to U+DFFF';
}

/**
 * @returns the first character of a text that nobody sees, as `U+200D`, or undefined: joiners, soft hyphens, direction marks. In prose
 * they have their uses; in a name or an address they make two that look like one. Selectors of emoji are none, tags drop them.
 */
export function ignorableCharacter(text: string): string | undefined {
	const match = /(?![\uFE00-\uFE0F])[\p{Default_Ignorable_Code_Point}\p{Cf}]/u.exec(text);
	return match ? codePoint(match[0]) : undefined;
}

/** @returns whether a text shows a reader nothing: it is empty, or of white space and characters that nobody sees. */
export function isBlankText(text: string): boolean {
	return /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\u2800]*$/u.test(text);
}

export type Decoded = { readonly text: string } | { readonly problems: readonly LocalProblem[] };

/**
 * Decodes a text file strictly: UTF-8 without errors, one byte-order mark dropped, CRLF and CR turned into LF, and no character
 * that HTML or XML cannot carry or that hides text (controls, non-characters, bidirectional overrides, tag characters).
 */
export function decodeText(bytes: Uint8Array, maxBytes: number = limits.file): Decoded {
	if (bytes.length > maxBytes) {
		return fault('file/too-large', fileStart, `The file has more than ${maxBytes} bytes.`, 'Split it, or shorten it.');
	}
	let text: string;
	try {
		text = strictUtf8.decode(bytes);
	} catch {
		return fault('file/encoding', placeOfInvalidUtf8(bytes), 'The file is not UTF-8 from here on.', 'Save it as UTF-8.');
	}
	text = text.replace(/\r\n?/g, '\n');

	const problems: LocalProblem[] = [];
	for (const { run, index } of hiddenRuns(text)) {
		const [name, count] = [codePoint(run), [...run].length];
		problems.push({
			code: 'file/character',
			severity: 'error',
			...placeAt(text, index),
			message:
				count === 1
					? `The invisible character ${name} is not allowed.`
					: `Here are ${count} invisible characters, from ${name} on, which are not allowed.`,
			hint: count === 1 ? 'Delete it.' : 'Delete them.',
		});
		if (problems.length === 20) break;
	}
	if (problems.length > 0) return { problems };
	const conflict = conflictIn(text);
	if (conflict === undefined) return { text };
	const message = 'A conflict that git left here is not resolved.';
	const hint = 'Keep one of the two versions, or both, and delete the lines that start with <<<<<<<, ======= and >>>>>>>.';
	return fault('file/conflict', placeAt(text, conflict), message, hint);
}

/** Made once: that takes longer than to decode a signal. */
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** @returns the offset of the first of three lines between which git puts two versions (git-merge, "How conflicts are presented"). */
function conflictIn(text: string): number | undefined {
	const offsetOf = (pattern: RegExp, from: number) => {
		const at = from === -1 ? -1 : text.slice(from).search(pattern);
		return at === -1 ? -1 : from + at;
	};
	const start = offsetOf(/^<{7} /m, 0);
	const end = offsetOf(/^>{7} /m, offsetOf(/^={7}$/m, start));
	return end === -1 ? undefined : start;
}

/** @returns the place of an offset in a text whose lines end in LF. */
export function placeAt(text: string, offset: number): Place {
	const before = text.slice(0, offset);
	const lineStart = before.lastIndexOf('\n') + 1;
	return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/**
 * Controls except tab and LF, C1 controls, line and paragraph separators, non-characters, bidirectional embeddings, overrides and
 * isolates (CVE-2021-42574), zero-width space, word joiner, byte-order mark inside a text, tag characters and variation
 * selectors supplement. Zero-width joiners stay: emoji and several scripts need them; and so do tag characters where they make a flag
 * of a part of a country (Unicode Technical Standard 51, emoji tag sequences).
 */
const forbidden =
	/\u{1F3F4}[\u{E0061}-\u{E007A}]{2}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,4}\u{E007F}|(?<hidden>(?:[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFDD0-\uFDEF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\u{E0100}-\u{E01EF}]|\p{Noncharacter_Code_Point})+)/gu;

/** Yields each run of characters that must not be published. */
function* hiddenRuns(text: string): Generator<{ readonly run: string; readonly index: number }> {
	for (const { groups, index } of text.matchAll(forbidden)) {
		const run = groups?.['hidden'];
		if (run !== undefined) yield { run, index };
	}
}

function placeOfInvalidUtf8(bytes: Uint8Array): Place {
	let valid = 0;
	let invalid = bytes.length;
	while (invalid - valid > 1) {
		const middle = (valid + invalid) >> 1;
		if (isPrefixOfUtf8(bytes.subarray(0, middle))) valid = middle;
		else invalid = middle;
	}
	const text = new TextDecoder().decode(bytes.subarray(0, valid)).replace(/\r\n?/g, '\n');
	return placeAt(text, text.length);
}

function codePoint(character: string): string {
	return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function isPrefixOfUtf8(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
		return true;
	} catch {
		return false;
	}
}

function fault(code: ProblemCode, place: Place, message: string, hint: string): Decoded {
	return { problems: [{ code, severity: 'error', ...place, message, hint }] };
}
