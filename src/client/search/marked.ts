/** Text in which the words that were found are marked. It only ever becomes text. */

import { titleParts } from '../../site/title-parts.ts';
import type { Fragment } from './engine.ts';

/**
 * @param fragment has an excerpt with `<mark>` around what matched, in which `<` and `>` of the text itself are escaped
 * @returns the excerpt, with an ellipsis where the text goes on
 */
export function markExcerpt({ excerpt, plain_excerpt: plain, raw_content: whole }: Fragment): (string | HTMLElement)[] {
	const before = whole.startsWith(plain) ? '' : '… ';
	const after = whole.endsWith(plain) ? '' : ' …';
	return (before + excerpt + after).split(/<mark>(.*?)<\/mark>/s).map((piece, index) => {
		const text = piece.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
		return index % 2 === 1 ? mark(text) : text;
	});
}

/** Marks the words of a title that begin with a word of the query, or differ from one in their endings only: the index is not asked again. Keeps together what a line must not part. */
export function markTitle(title: string, query: string): (string | HTMLElement)[] {
	const sought = query
		.split(/\s+/)
		.map(bare)
		.filter((word) => word !== '');
	return title.split(/(\s+)/).map((piece) => {
		const word = bare(piece);
		const isSought = sought.some((other) => word.startsWith(other) || isInflected(word, other));
		if (!titleParts(piece).some(({ isWhole }) => isWhole)) return isSought ? mark(piece) : piece;
		const whole = isSought ? mark(piece) : element('span', piece);
		whole.className = 'nb';
		return whole;
	});
}

/** At least five letters in common, and at most three more in each. */
function isInflected(word: string, other: string): boolean {
	const first = [...word].findIndex((letter, index) => letter !== other[index]);
	const common = first < 0 ? word.length : first;
	return common >= 5 && word.length - common <= 3 && other.length - common <= 3;
}

function mark(text: string): HTMLElement {
	return element('mark', text);
}

function element(name: 'mark' | 'span', text: string): HTMLElement {
	const created = document.createElement(name);
	created.textContent = text;
	return created;
}

/** Letters and digits alone, without case and accents. */
function bare(word: string): string {
	return word
		.normalize('NFD')
		.replace(/[^\p{L}\p{N}]/gu, '')
		.toLowerCase();
}
