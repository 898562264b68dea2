/** What the errors of the YAML parser mean to an author. None of its own words reach a report. */
import { isCollection, isNode, isScalar, Scalar, visit, type Document, type LineCounter, type YAMLParseError } from 'yaml';
import type { ProblemCode } from './problem-codes.ts';

type ParserError = Pick<YAMLParseError, 'code' | 'message' | 'pos'>;

export interface YamlFault {
	readonly code: ProblemCode;
	/** In the text that was parsed. */
	readonly offset: number;
	readonly message: string;
	readonly hint: string;
}

/**
 * @param lines of the text
 * @returns the first fault of each line: one slip often makes the parser stumble several times. Of many, the first twenty.
 */
export function explainErrors(document: Document, text: string, lines: LineCounter): YamlFault[] {
	const byLine = new Map<number, ParserError>();
	const multiline = new Set<number>();
	for (const error of document.errors) {
		const { line } = lines.linePos(error.pos[0]);
		// A # inside brackets hides what would have closed them.
		const isConsequence = byLine.size > 0 && isOpenBracket(error);
		if (!byLine.has(line) && !isConsequence) byLine.set(line, error);
		if (error.code === 'MULTILINE_IMPLICIT_KEY') multiline.add(error.pos[0]);
		// From here on the parser takes nothing for part of the document.
		if (error.message.includes('in YAML stream')) break;
	}
	return [...byLine.values()].slice(0, 20).map((error) => {
		const explanation = explain(error, text, multiline.has(error.pos[0]));
		const [offset, [code, message, hint]] = beginning(document, text, error, explanation);
		return { code, offset, message, hint };
	});
}

/**
 * What a key means that is a list or a map.
 * @param offset in the text, of the map that holds the key
 */
export function explainKey(text: string, offset: number): readonly [message: string, hint: string] {
	return text.startsWith('{{', offset)
		? ['YAML reads braces without quotes as a map.', 'Put the value in quotes: "{{ … }}".']
		: ['A key must be a plain word.', 'Write it as `name: value`.'];
}

/** @returns what is wrong with a key that YAML allows, but that is a slip of the pen, or undefined. */
export function explainSlip(key: string, isLoneInBraces: boolean): readonly [message: string, hint: string] | undefined {
	const word = key.length > 40 ? `${key.slice(0, 40)}…` : key;
	if (isLoneInBraces)
		return [
			`A comma ends the value before this, so "${word}" reads as a field without a value.`,
			'If the comma belongs to the value, put the whole value in quotes: "one, two".',
		];
	return /^-[A-Za-z]/.test(key) ? [`The hyphen before "${word.slice(1)}" has no space after it.`, `Write - ${word.slice(1)}:`] : undefined;
}

type Explanation = readonly [code: ProblemCode, message: string, hint: string];

const quoteIt = "Put the value in quotes: '…'.";
const explanations = {
	indent: [
		'yaml/syntax',
		'This line is not indented like those it belongs to.',
		'Start every field in the first column, and the items of one list below each other.',
	],
	field: ['yaml/syntax', 'This line is no field, because it has no colon with a space after it.', 'Write it as `name: value`.'],
	colon: ['yaml/syntax', 'A colon with a space after it makes a second field of this line.', "Put the value in quotes: 'first: second'."],
	continued: [
		'yaml/syntax',
		'The line after this one is indented, so that both read as one value with a colon in it.',
		'Start the next field in the first column, or put the value in quotes.',
	],
	quoteEnds: ['yaml/syntax', 'The quoted text ends before this.', `Inside "…" write quotes as \\", inside '…' as ''.`],
	quoteOpen: ['yaml/syntax', 'The quote that opens here is not closed at the end of the value.', 'Close it.'],
	bracketOpen: ['yaml/syntax', 'The bracket that opens here is never closed.', `Close it with ] or }, or put text in quotes: '…'.`],
	bracketEnds: [
		'yaml/syntax',
		'A list in brackets ends before this, but the line goes on.',
		'Put the whole value in quotes if it is text.',
	],
	bracketExtra: ['yaml/syntax', 'This bracket closes nothing.', "Remove it, or put the value in quotes: '…'."],
	item: ['yaml/syntax', 'A hyphen with a space after it starts a list, which cannot stand beside the name of its field.', quoteIt],
	comma: [
		'yaml/syntax',
		'Two items of the list are not divided by one comma.',
		'Write [one, two], with quotes round an item that holds a comma.',
	],
	hash: ['yaml/syntax', 'A # needs a space before it to start a comment, or quotes to be text.', quoteIt],
	block: ['yaml/syntax', 'After | or > the text starts on the next line, indented.', 'Move it there, or put the value in quotes.'],
	escape: [
		'yaml/syntax',
		'A backslash in double quotes starts an escape, and this one does not exist.',
		"Write \\\\ for a backslash, or use single quotes: '…'.",
	],
	alias: ['yaml/alias', 'A value that starts with & or * is an anchor or alias of YAML, which are not allowed.', quoteIt],
	tag: ['yaml/tag', 'A value that starts with ! is a tag of YAML, which are not allowed.', quoteIt],
	tab: ['yaml/tab', 'A tab is used for indentation, which YAML does not allow.', 'Indent with spaces.'],
	document: ['yaml/syntax', 'A second YAML document starts here.', 'Remove the line of --- or ... before it.'],
	unknown: ['yaml/syntax', 'From here on this cannot be read as YAML.', "Put text that holds a colon, a # or brackets in quotes: '…'."],
} as const satisfies Record<string, Explanation>;

function explain(error: ParserError, text: string, isAlsoMultiline: boolean): Explanation {
	switch (error.code) {
		case 'TAB_AS_INDENT':
			return explanations.tab;
		case 'BLOCK_AS_IMPLICIT_KEY':
			if (error.message.startsWith('A block sequence')) return explanations.indent;
			return isAlsoMultiline ? explanations.continued : explanations.colon;
		case 'MULTILINE_IMPLICIT_KEY':
		case 'KEY_OVER_1024_CHARS':
			return explanations.field;
		case 'BAD_SCALAR_START':
			return ['yaml/syntax', `A value cannot start with ${text.charAt(error.pos[0])} unless it is in quotes.`, quoteIt];
		case 'BAD_DQ_ESCAPE':
			return explanations.escape;
		case 'BAD_INDENT':
			return isOpenBracket(error) ? explanations.bracketOpen : explanations.indent;
		case 'BAD_ALIAS':
		case 'ALIAS_PROPS':
		case 'MULTIPLE_ANCHORS':
			return explanations.alias;
		case 'BAD_COLLECTION_TYPE':
		case 'BAD_PROP_ORDER':
		case 'MULTIPLE_TAGS':
		case 'TAG_RESOLVE_FAILED':
			return explanations.tag;
		case 'MULTIPLE_DOCS':
		case 'BAD_DIRECTIVE':
			return explanations.document;
		case 'MISSING_CHAR':
			return missing(error);
		case 'UNEXPECTED_TOKEN':
			return unexpected(error, text);
		default:
			return explanations.unknown;
	}
}

function missing(error: ParserError): Explanation {
	if (isUnclosedQuote(error)) return explanations.quoteOpen;
	if (error.message.startsWith('Implicit map keys')) return explanations.field;
	if (error.message.startsWith('Comments')) return explanations.hash;
	if (error.message.startsWith('Missing ,')) return explanations.comma;
	return error.message.startsWith('Tags and anchors') ? explanations.tag : explanations.unknown;
}

function unexpected({ message, pos }: ParserError, text: string): Explanation {
	if (message.includes('block-seq-ind')) return explanations.item;
	if (message.startsWith('Not a YAML token') || message.startsWith('Block scalar header')) return explanations.block;
	if (message.startsWith('Unexpected ,') || message.startsWith('Unexpected empty item')) return explanations.comma;
	if (/^Unexpected flow-\w+-end/.test(message)) return explanations.bracketExtra;
	const before = text.slice(Math.max(0, pos[0] - 200), pos[0]).replace(/[ \t]+$/, '');
	if (/["']$/.test(before)) return explanations.quoteEnds;
	if (/[\]}]$/.test(before)) return explanations.bracketEnds;
	return before === '' || before.endsWith('\n') ? explanations.indent : explanations.unknown;
}

function isUnclosedQuote({ code, message }: ParserError): boolean {
	return code === 'MISSING_CHAR' && message.startsWith('Missing closing');
}

function isOpenBracket({ code, message }: ParserError): boolean {
	return code === 'BAD_INDENT' && message.startsWith('Flow');
}

/**
 * The parser notices late that a quote or bracket is open; its author looks for where it opens. A quoted text of several lines
 * before a fault most likely ran into the next quote.
 */
function beginning(document: Document, text: string, error: ParserError, explanation: Explanation): [number, Explanation] {
	const isQuote = explanation === explanations.quoteOpen || explanation === explanations.quoteEnds;
	const isBracket = explanation === explanations.bracketOpen;
	if (!isQuote && !isBracket) return [error.pos[0], explanation];
	const opened: number[] = [];
	visit(document, (_key, node) => {
		if (!isNode(node) || !node.range || node.range[0] >= error.pos[0]) return;
		const [start, end] = node.range;
		const isText = isScalar(node) && (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE);
		const isOpen = end >= error.pos[0] && isUnclosedQuote(error);
		if (isQuote && isText && (isOpen || text.slice(start, end).trimEnd().includes('\n'))) opened.push(start);
		if (isBracket && isCollection(node) && node.flow === true) opened.unshift(start);
	});
	const [first] = opened;
	return first === undefined ? [error.pos[0], explanation] : [first, isQuote ? explanations.quoteOpen : explanation];
}
