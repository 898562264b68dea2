import { limits } from '../limits.ts';

/** Something in a text that is counted. */
export interface Markup {
	/** As messages name it, in the plural. */
	readonly name: string;
	readonly inBlock: number;
	readonly inBody: number;
	/** @returns the columns of a line at which it stands, from 1 */
	readonly find: (line: string) => Iterable<number>;
}

const { markup: allowed } = limits;

/** All that is counted, in the order in which it is looked for. */
export const markup: readonly Markup[] = [
	{ name: 'items of lists and quotes', ...allowed.containers, find: containersOf },
	{ name: 'marks of emphasis (*, _ or ~)', ...allowed.emphasis, find: emphasisIn },
	{ name: 'openings of images (![)', ...allowed.images, find: matches(/!\[/g) },
	{ name: 'footnotes ([^)', ...allowed.footnotes, find: matches(/\[\^/g) },
	{ name: 'opening brackets', ...allowed.openBrackets, find: matches(/\[/g) },
	{ name: 'closing brackets', ...allowed.closeBrackets, find: matches(/\]/g) },
	{ name: 'cells of tables (|)', ...allowed.pipes, find: matches(/\|/g) },
	{ name: 'declarations (<! or <?)', ...allowed.declarations, find: matches(/<[!?]/g) },
	{ name: 'addresses (@, www. or ://)', ...allowed.addresses, find: matches(/@|www\.|:\/\//gi) },
	{ name: 'lines of = or - alone', ...allowed.underlines, find: matches(/^[ \t>]*(?:=+|-+)[ \t]*$/g) },
	{ name: 'characters of markup', ...allowed.characters, find: matches(/[*_~[\]!<&`\\|]/g) },
];

/** @returns the columns of the markers of quotes and list items that a line starts with. */
export function* containersOf(line: string): Generator<number> {
	for (let start = 0; ;) {
		container.lastIndex = start;
		const marker = container.exec(line)?.[0];
		if (marker === undefined) return;
		start += marker.length;
		yield start - marker.trimStart().length + 1;
	}
}

const container = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))/y;

/** Runs that can open or close emphasis: not those between spaces, as in `a * b`, nor underscores inside words. */
function* emphasisIn(line: string): Generator<number> {
	for (const { 0: run, index } of line.matchAll(/\*+|_+|~+/g)) {
		const [before = ' ', after = ' '] = [line[index - 1], line[index + run.length]];
		const isFree = /\s/.test(before) && /\s/.test(after);
		const isInWord = run.startsWith('_') && /\w/.test(before) && /\w/.test(after);
		if (!isFree && !isInWord) yield index + 1;
	}
}

function matches(pattern: RegExp): Markup['find'] {
	return function* (line) {
		for (const { index } of line.matchAll(pattern)) yield index + 1;
	};
}
