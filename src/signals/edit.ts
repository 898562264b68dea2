/**
 * Changes to files that authors wrote: only what is meant to change does; comments, quotes, order, line ends and a byte-order mark
 * stay byte for byte.
 */
import { limits } from './limits.ts';
import type { LocalProblem } from './problem.ts';
import { readFileStart } from './read-file.ts';
import { decodeText } from './text-file.ts';

/** One piece of a text and what takes its place. Offsets are UTF-16 code units of the text as `decodeText` gives it. */
export interface Edit {
	readonly start: number;
	readonly end: number;
	readonly text: string;
}

/**
 * @param edits in any order; of two at one offset the first given comes first
 * @throws RangeError when two overlap or one lies outside the text
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
	let [result, at] = ['', 0];
	for (const { start, end, text: replacement } of inOrder(edits)) {
		if (start < at || end < start || end > text.length) throw new RangeError(`The edit from ${start} to ${end} does not fit.`);
		result += text.slice(at, start) + replacement;
		at = end;
	}
	return result + text.slice(at);
}

/** A file about to be changed. */
export interface EditableFile {
	/** What was read, to see later whether somebody else has changed it since. */
	readonly bytes: Uint8Array;
	/** Without a byte-order mark, lines ending in LF. */
	readonly text: string;
	/** @returns the bytes with some changes made to the text. Line ends in what is put in are the file's own. */
	edited(edits: readonly Edit[]): Uint8Array;
}

/** @returns a file, or why its bytes cannot be read as text. */
export function readForEditing(
	location: string,
	maxBytes: number = limits.file,
): EditableFile | { readonly problems: readonly LocalProblem[] } {
	// One byte more than the limit is enough to see that a file exceeds it.
	const bytes = readFileStart(location, maxBytes + 1);
	if ('problem' in bytes) return { problems: [bytes.problem] };
	const decoded = decodeText(bytes, maxBytes);
	if ('problems' in decoded) return decoded;
	const { text } = decoded;
	const source = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
	const mark = source.startsWith('\uFEFF') ? '\uFEFF' : '';
	const raw = source.slice(mark.length);
	const lineEnd = /\r\n?|\n/.exec(raw)?.[0] ?? '\n';
	return {
		bytes,
		text,
		edited: (edits) => {
			const toRaw = offsetsOf(raw);
			const own = edits.map(({ start, end, text }) => ({ start: toRaw(start), end: toRaw(end), text: text.replaceAll('\n', lineEnd) }));
			return new TextEncoder().encode(mark + applyEdits(raw, own));
		},
	};
}

function inOrder(edits: readonly Edit[]): Edit[] {
	return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** @returns a function from offsets of a text whose lines end in LF to offsets of the same with its own line ends. */
function offsetsOf(raw: string): (offset: number) => number {
	const pairs = [...raw.matchAll(/\r\n/g)].map(({ index }, before) => index - before);
	return (offset) => {
		let [low, high] = [0, pairs.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((pairs[middle] ?? 0) < offset) low = middle + 1;
			else high = middle;
		}
		return offset + low;
	};
}
