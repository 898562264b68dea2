import matter from 'gray-matter';
import { limits } from './limits.ts';
import type { ProblemCode } from './problem-codes.ts';
import { fileStart, type LocalProblem } from './problem.ts';
import { parseYaml, type YamlValue } from './yaml.ts';

export interface Frontmatter {
	readonly yaml: YamlValue;
	/** Markdown after the closing fence. */
	readonly body: string;
	/** Line of the file the body starts on, from 1. */
	readonly bodyLine: number;
}

/**
 * Splits a signal's text into frontmatter and body. Both fences must be whole lines of exactly `---`, the first of them line 1:
 * gray-matter alone takes `---js` for code to run, an unclosed fence for an empty body, and `---x` for the end.
 *
 * @param text LF line ends, as `decodeText` gives it
 */
export function splitFrontmatter(text: string): Frontmatter | { problems: readonly LocalProblem[] } {
	const lines = text.split('\n');
	const fence = checkFences(text, lines);
	if (typeof fence !== 'number') return { problems: [fence] };

	// An options object also keeps gray-matter from caching by content, which would hide the second error of a broken file.
	const { data, content } = matter(text, {
		language: 'yaml',
		engines: { ...refusingEngines, yaml: { parse: (yaml) => ({ yaml: parseYaml(yaml.replace(/^\n/, ''), 2, fenceLength) }) } },
	});
	return { yaml: isParsed(data) ? data.yaml : parseYaml('', 2, fenceLength), body: content, bodyLine: fence + 2 };
}

/** @returns the index of the line that closes the frontmatter, or what is wrong with the fences. */
function checkFences(text: string, lines: readonly string[]): number | LocalProblem {
	const first = lines[0] ?? '';
	if (text.trim() === '') return fault('file/empty', 1, 'The file is empty.', 'Start it with frontmatter between two lines of ---.');
	if (first.startsWith('+++'))
		return fault('frontmatter/start', 1, 'The frontmatter is TOML, but only YAML is read.', 'Put YAML between two lines of exactly ---.');
	if (/^---[ \t]*[A-Za-z]/.test(first)) {
		return fault(
			'frontmatter/language',
			1,
			`The frontmatter names a language, "${first.slice(3).trim()}", but only YAML is read.`,
			'Make the first line exactly ---.',
		);
	}
	if (first !== '---')
		return fault(
			'frontmatter/start',
			1,
			'The file does not start with frontmatter.',
			'Make the first line exactly ---, without spaces before or after it.',
		);

	const close = lines.findIndex((line, index) => index > 0 && line.startsWith('---'));
	if (close === -1) return fault('frontmatter/unclosed', 1, 'The frontmatter is never closed.', 'Add a line of exactly --- after it.');
	if (lines[close] !== '---')
		return fault(
			'frontmatter/unclosed',
			close + 1,
			`The frontmatter must be closed by a line of exactly ---, but this one reads "${String(lines[close]).slice(0, 40)}".`,
			'Remove what follows the three hyphens.',
		);
	if (lines.slice(1, close).join('\n').length > limits.frontmatter) {
		return fault(
			'frontmatter/too-large',
			1,
			`The frontmatter is longer than ${limits.frontmatter} characters.`,
			'Move text into the body.',
		);
	}
	return close;
}

/** Of the first fence and its line end. */
const fenceLength = '---\n'.length;

const refuse = () => {
	throw new Error('Only YAML frontmatter is read.');
};
const refusing = { parse: refuse, stringify: refuse };
const refusingEngines = {
	json: refusing,
	javascript: refusing,
	js: refusing,
	coffee: refusing,
	coffeescript: refusing,
	cson: refusing,
	toml: refusing,
};

function isParsed(data: object): data is { yaml: YamlValue } {
	return 'yaml' in data;
}

function fault(code: ProblemCode, line: number, message: string, hint: string): LocalProblem {
	return { code, severity: 'error', line, column: fileStart.column, message, hint };
}
