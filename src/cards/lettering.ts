/** Fits free text into the space a picture has for it. */
import type { Face } from './faces.ts';

/** A text and the face that has all of its characters. */
export interface Written {
	readonly text: string;
	readonly face: Face;
}

/** Lines of text at one size. */
export interface Lettering {
	/** Pixels. */
	readonly size: number;
	readonly lines: readonly string[];
	/** Something had to be left out. */
	readonly isCut: boolean;
}

/**
 * @param faces the preferred one first; one face draws all of a text
 * @returns the text without symbols that cannot be drawn, such as emoji; undefined when no face has all of its letters and digits, or
 * there are none: half a word would be worse than none. So would be scripts that the renderer sets letter by letter and wrongly.
 */
export function write(text: string, faces: readonly Face[]): Written | undefined {
	const visible = text
		.normalize('NFC')
		.replace(/[\p{Cf}\uFE00-\uFE0F]/gu, '')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		// No language stacks more marks on a letter; a tower of them would reach into the lines above.
		.replace(/(^|[^\p{L}\p{N}\p{M}]|\p{M}{2})\p{M}+/gu, '$1');
	const characters = [...visible];
	const letters = characters.filter((character) => letter.test(character));
	const face = faces.find((candidate) => letters.every((character) => simpleScript.test(character) && has(candidate, character)));
	if (!face || letters.length === 0) return undefined;
	const kept = characters.filter((character) => has(face, character)).join('');
	return { text: kept.replace(/ {2,}/g, ' ').trim(), face };
}

function has({ font }: Face, character: string): boolean {
	return font.advance(character.codePointAt(0) ?? 0) !== undefined;
}

const letter = /[\p{L}\p{N}\p{M}]/u;

/** Scripts whose letters neither join nor move, and run from left to right. */
const simpleScript =
	/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Common}\p{Script=Inherited}]/u;

/** @returns the width of a text in pixels. */
export function widthOf(text: string, { font }: Face, size: number): number {
	let ems = 0;
	for (const character of text) ems += font.advance(character.codePointAt(0) ?? 0) ?? 0;
	return ems * size;
}

/**
 * @param sizes largest first
 * @returns the text at the first size at which it has at most so many lines of that width, about equally long, else cut at the last size,
 * with an ellipsis
 */
export function fit({ text, face }: Written, width: number, lines: number, sizes: readonly [number, ...number[]]): Lettering {
	const last = sizes.at(-1) ?? sizes[0];
	for (const size of sizes) {
		const broken = breakLines(text, face, width, size);
		if (broken.length > lines) continue;
		const isWhole = text.split(' ').every((word) => widthOf(word, face, size) <= width);
		if (isWhole || size === last) return { size, lines: isWhole ? balance(text, face, width, size, broken) : broken, isCut: false };
	}
	const kept = breakLines(text, face, width, last).slice(0, lines);
	return { size: last, lines: kept.with(-1, shorten(kept.at(-1) ?? '', face, width, last)), isCut: true };
}

/** As narrow as the number of lines allows. */
function balance(text: string, face: Face, width: number, size: number, broken: readonly string[]): readonly string[] {
	const narrower = breakLines(text, face, width - size / 2, size);
	const fits =
		broken.length > 1 && narrower.length === broken.length && narrower.every((line) => widthOf(line, face, size) <= width - size / 2);
	return fits ? balance(text, face, width - size / 2, size, narrower) : broken;
}

function shorten(line: string, face: Face, width: number, size: number): string {
	let kept = line;
	while (kept !== '' && widthOf(`${kept}…`, face, size) > width) kept = kept.replace(/\P{M}?\p{M}*$/u, '');
	return `${kept.replace(/[\s,;:.–—-]+$/u, '')}…`;
}

/** Greedy, between words; a word longer than a line is broken between characters. */
function breakLines(text: string, face: Face, width: number, size: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (widthOf(longer, face, size) <= width) {
			line = longer;
			continue;
		}
		if (line !== '') lines.push(line);
		line = '';
		for (const character of word.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) {
			if (line !== '' && widthOf(line + character, face, size) > width) {
				lines.push(line);
				line = '';
			}
			line += character;
		}
	}
	return [...lines, line];
}
