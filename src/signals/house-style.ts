import type { Section } from './markdown/outline.ts';
import { problemCode } from './problem-codes.ts';
import type { LocalProblem, Place } from './problem.ts';
import type { SignalData } from './schema.ts';

/**
 * House style: the sections are there, in order and not empty, and there is a source. Warnings, which `strict` turns into errors.
 * @param sources `unknown` when the field is there but wrong
 */
export function checkHouseStyle(
	sources: SignalData['sources'] | 'unknown',
	sections: readonly Section[],
	houseSections: readonly string[],
	bodyLine: number,
): LocalProblem[] {
	const problems: LocalProblem[] = [];
	const warn = (code: string, place: Place, message: string, hint: string, field?: string) => {
		problems.push({ code: problemCode('house', code), severity: 'warning', line: place.line, column: place.column, field, message, hint });
	};
	const rank = (text: string) => houseSections.findIndex((name) => name.toLowerCase() === text.toLowerCase());
	const house = sections.filter(({ text }) => rank(text) !== -1);

	const missing = houseSections.filter((name) => !house.some(({ text }) => text.toLowerCase() === name.toLowerCase()));
	if (missing.length > 0)
		warn(
			'section-missing',
			{ line: bodyLine, column: 1 },
			`${missing.length === 1 ? 'The section' : 'The sections'} ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
			`Add ${missing.map((name) => `## ${name}`).join(', ')}.`,
		);
	house.forEach((section, index) => {
		if (section.isEmpty) warn('section-empty', section, `The section ${section.text} is empty.`, 'Write it, or remove the heading.');
		const before = house[index - 1];
		if (before && rank(before.text) > rank(section.text))
			warn('section-order', section, `${section.text} comes after ${before.text}.`, `The order is ${houseSections.join(', ')}.`);
	});
	if ((sources ?? []).length === 0)
		warn('source-missing', { line: 1, column: 1 }, 'The signal names no source.', 'Add sources: with at least one url.', 'sources');
	return problems;
}
