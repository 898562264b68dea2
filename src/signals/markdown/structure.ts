import { limits } from '../limits.ts';
import type { ProblemCode } from '../problem-codes.ts';
import type { LocalProblem } from '../problem.ts';
import { containersOf, markup, type Markup } from './markup.ts';

/**
 * Refuses text that would take Markdown's parser long, before it gets there: its cost grows with the square, and worse, of what
 * is nested, opened and not closed. Linear, and the same on every machine. Fences are not followed, since a text can open one
 * here that the parser does not see; the limits are such that no listing of code in a briefing meets them either.
 *
 * @param markdown with LF line ends
 * @returns the first thing that exceeds a limit, its place counted from the start of the text
 */
export function checkStructure(markdown: string): LocalProblem | undefined {
	const inBody = new Counts();
	let inBlock = new Counts();
	let blockLength = 0;
	for (const [index, text] of markdown.split('\n').entries()) {
		const line = index + 1;
		if (/^[ \t]*$/.test(text)) {
			inBlock = new Counts();
			blockLength = 0;
		} else blockLength += text.length + 1;
		const fault = checkLength(text, line, blockLength) ?? checkLine(text, line) ?? countMarkup(text, line, inBlock, inBody);
		if (fault) return fault;
	}
	return undefined;
}

function checkLength(text: string, line: number, blockLength: number): LocalProblem | undefined {
	const { lines, line: maxLength, block } = limits.body;
	if (line > lines) return problem('body/too-long', line, 1, `The text has more than ${lines} lines.`, 'Shorten it.');
	if (text.length > maxLength) {
		const message = `This line has ${text.length} characters; the limit is ${maxLength}.`;
		return problem('body/line-length', line, maxLength + 1, message, 'Break it into several lines or paragraphs.');
	}
	if (blockLength <= block) return undefined;
	return problem('body/too-long', line, 1, `Here more than ${block} characters follow each other without an empty line.`, divide);
}

function checkLine(text: string, line: number): LocalProblem | undefined {
	const backticks = text.indexOf('`'.repeat(limits.markup.backticks + 1));
	if (backticks !== -1)
		return problem(
			'body/too-complex',
			line,
			backticks + 1,
			`Here are more than ${limits.markup.backticks} backticks in a row.`,
			'Write fewer.',
		);
	const columns = [...containersOf(text)];
	const { markersInLine, indentation } = limits.body;
	const surplus = columns[markersInLine];
	if (surplus !== undefined)
		return problem('body/too-deep', line, surplus, `This line opens more than ${markersInLine} quotes and lists.`, flatten);
	const last = columns.at(-1);
	if (last === undefined || widthOf(text.slice(0, last - 1)) <= indentation) return undefined;
	return problem('body/too-deep', line, last, `This item is indented by more than ${indentation} columns.`, flatten);
}

function countMarkup(text: string, line: number, inBlock: Counts, inBody: Counts): LocalProblem | undefined {
	for (const kind of markup) {
		for (const column of kind.find(text)) {
			const fault = (where: string) => problem('body/too-complex', line, column, `${where} ${kind.name}.`, divide);
			if (inBlock.add(kind) > kind.inBlock) return fault(`More than ${kind.inBlock} of these follow each other without an empty line:`);
			if (inBody.add(kind) > kind.inBody) return fault(`The text has more than ${kind.inBody} of these:`);
		}
	}
	return undefined;
}

class Counts {
	readonly #counts = new Map<Markup, number>();

	/** @returns the count with one more. */
	add(kind: Markup): number {
		const count = (this.#counts.get(kind) ?? 0) + 1;
		this.#counts.set(kind, count);
		return count;
	}
}

/** @returns the columns that a text takes, with tab stops every four. */
function widthOf(text: string): number {
	let width = 0;
	for (const character of text) width += character === '\t' ? 4 - (width % 4) : 1;
	return width;
}

const divide = 'Divide the text by empty lines, or shorten it.';
const flatten = 'Write the text with fewer levels of lists and quotes.';

function problem(code: ProblemCode, line: number, column: number, message: string, hint: string): LocalProblem {
	return { code, severity: 'error', line, column, message, hint };
}
