import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import { createExcerptReader, type Excerpt } from '../../signals/excerpt.ts';
import type { Problem } from '../../signals/problem.ts';
import type { Terminal } from '../command.ts';
import { conclude, type Report } from '../report.ts';
import { styleFor, type Style } from '../style.ts';
import { printable } from './printable.ts';

type Screen = Pick<Terminal, 'out' | 'env'>;

/** @returns every problem, then how many there are. */
export function formatText(report: Report, screen: Screen): string {
	const fixable = report.problems.filter(({ fix }) => fix !== undefined).length;
	const offer = fixable > 0 ? ` signals check --fix mends ${fixable} of them.` : '';
	const end = screen.out.isTTY === true ? wrapAnsi(`${conclude(report)}${offer}`, widthOf(screen)) : conclude(report);
	return `${formatProblems(report, screen)}${end}\n`;
}

/** @returns problems for people: one line each, or on a terminal a paragraph with the line of the file and a caret under the place. */
export function formatProblems(report: Pick<Report, 'problems' | 'contentDir' | 'contentName'>, screen: Screen): string {
	const style = styleFor(screen);
	if (screen.out.isTTY !== true) return report.problems.map((problem) => `${formatLine(problem, style)}\n`).join('');
	const width = widthOf(screen);
	const excerpt = createExcerptReader(report.contentDir, report.contentName);
	return report.problems.map((problem) => `${formatParagraph(problem, excerpt, width, style)}\n\n`).join('');
}

/** Columns of a terminal that are used; longer lines are hard to read, and below this nothing can be shown. */
const widest = 120;
const narrowest = 24;
const margin = '  ';

function widthOf({ out }: Screen): number {
	return Math.min(widest, Math.max(narrowest, out.columns ?? 80));
}

/** @returns `content/signals/x.md:4:8 error score/range: score is 11, but … Write …` */
function formatLine({ file, line, column, severity, code, message, hint }: Problem, style: Style): string {
	const text = hint === undefined ? message : `${message} ${hint}`;
	return `${style('bold', `${printable(file)}:${line}:${column}`)} ${formatSeverity(severity, style)} ${style('dim', `${code}:`)} ${printable(text)}`;
}

function formatParagraph(problem: Problem, excerptOf: ReturnType<typeof createExcerptReader>, width: number, style: Style): string {
	const { file, line, column, severity, code, message, hint } = problem;
	const gutter = ' '.repeat(String(line).length);
	const room = width - stringWidth(`${margin}${gutter} │ `);
	const excerpt = fitting((characters) => excerptOf(problem, characters), room);
	return [
		`${style('bold', `${printable(file)}:${line}:${column}`)} ${formatSeverity(severity, style)} ${style('dim', code)}`,
		...wrap(message, width),
		...(excerpt
			? [
					`${margin}${style('dim', `${line} │`)} ${excerpt.text}`,
					`${margin}${style('dim', `${gutter} │`)} ${' '.repeat(stringWidth(excerpt.text.slice(0, excerpt.caret)))}${formatCaret(severity, style)}`,
				]
			: []),
		...(hint === undefined ? [] : wrap(hint, width)),
	].join('\n');
}

/** @returns an excerpt that fits into that many columns: some characters take two. */
function fitting(excerptOf: (characters: number) => Excerpt | undefined, columns: number): Excerpt | undefined {
	// One column at either end for the sign that something was cut, and one for a caret after the last character.
	let characters = columns - 3;
	let excerpt = excerptOf(characters);
	while (excerpt && characters > 1 && stringWidth(excerpt.text) >= columns) {
		characters = Math.floor((characters * (columns - 3)) / columns);
		excerpt = excerptOf(characters);
	}
	return excerpt;
}

function wrap(text: string, width: number): string[] {
	return wrapAnsi(printable(text), width - margin.length, { hard: true })
		.split('\n')
		.map((line) => margin + line);
}

function formatSeverity(severity: Problem['severity'], style: Style): string {
	return style(severity === 'error' ? 'red' : 'yellow', severity);
}

function formatCaret(severity: Problem['severity'], style: Style): string {
	return style(severity === 'error' ? 'red' : 'yellow', '^');
}
