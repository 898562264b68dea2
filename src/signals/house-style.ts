import { nearHeadings, openFence } from './house-headings.ts';
import { lacksSpace } from './markdown/remark-typed.ts';
import type { Section } from './markdown/outline.ts';
import { problemCode } from './problem-codes.ts';
import { fileStart, type LocalProblem, type Place } from './problem.ts';
import type { SignalData } from './schema.ts';

/** Where house style looks. */
export interface HouseText {
	readonly body: string;
	/** Line of the file the body starts on. */
	readonly bodyLine: number;
	/** Of the field sources, when it is there. */
	readonly sources: Place | undefined;
}

/**
 * House style: the sections are there, in order and not empty, and there is a source. Warnings, which `strict` turns into errors.
 * @param sources `unknown` when the field is there but wrong
 */
export function checkHouseStyle(
	sources: SignalData['sources'] | 'unknown',
	sections: readonly Section[],
	houseSections: readonly string[],
	text: HouseText,
): LocalProblem[] {
	const problems: LocalProblem[] = [];
	const warn = (code: string, place: Place, message: string, hint: string, field?: string) => {
		problems.push({ code: problemCode('house', code), severity: 'warning', line: place.line, column: place.column, field, message, hint });
	};
	const rank = (name: string) => houseSections.findIndex((house) => house.toLowerCase() === name.toLowerCase());
	const house = sections.filter(({ text: name }) => rank(name) !== -1);

	const missing = houseSections.filter((name) => !house.some(({ text: found }) => found.toLowerCase() === name.toLowerCase()));
	for (const { names, place, message, hint } of whereMissing(missing, text))
		warn('section-missing', place, message ?? `${subject(names)} missing.`, hint);
	house.forEach((section, index) => {
		if (section.isEmpty) warn('section-empty', section, `The section ${section.text} is empty.`, 'Write it, or remove the heading.');
		const before = house[index - 1];
		if (before && rank(before.text) > rank(section.text))
			warn('section-order', section, `${section.text} comes after ${before.text}.`, `The order is ${houseSections.join(', ')}.`);
	});
	if ((sources ?? []).length === 0)
		warn('source-missing', text.sources ?? fileStart, 'The signal names no source.', 'Add sources: with at least one url.', 'sources');
	return problems;
}

interface Missing {
	readonly names: readonly string[];
	readonly place: Place;
	readonly message?: string;
	readonly hint: string;
}

/** Sections are missed where something stands in their place, and otherwise at the start of the body. */
function whereMissing(missing: readonly string[], { body, bodyLine }: HouseText): Missing[] {
	if (missing.length === 0) return [];
	const place = (line: number): Place => ({ line: bodyLine + line, column: 1 });
	const near = nearHeadings(body, missing);
	const fence = openFence(body);
	const inFence = fence === undefined ? [] : missing.filter((name) => (near.get(name) ?? -1) > fence.line);
	const found: Missing[] = [];
	if (fence && inFence.length > 0) {
		const message = `The code that starts here is never closed, so ${inFence.join(', ')} and all else below is part of it.`;
		found.push({ names: inFence, place: place(fence.line), message, hint: `Write a line of ${fence.marks} where the code ends.` });
	}
	const lines = body.split('\n');
	const others = missing.filter((name) => !inFence.includes(name));
	// A line that is right as it is stands in raw HTML, which is told as such.
	for (const name of others) if (lines[near.get(name) ?? -1]?.trimEnd().toLowerCase() === `## ${name.toLowerCase()}`) near.delete(name);
	for (const name of others) {
		const line = near.get(name);
		// That its mark lacks a space is told of every heading.
		if (line !== undefined && !lacksSpace(lines[line] ?? ''))
			found.push({
				names: [name],
				place: place(line),
				message: `The section ${name} is missing, unless this line is meant to start it.`,
				hint: `Write ## ${name} on this line.`,
			});
	}
	const nowhere = others.filter((name) => !near.has(name));
	if (nowhere.length > 0) found.push({ names: nowhere, place: place(0), hint: `Add ${nowhere.map((name) => `## ${name}`).join(', ')}.` });
	return found;
}

function subject(names: readonly string[]): string {
	return names.length === 1 ? `The section ${names.join('')} is` : `The sections ${names.join(', ')} are`;
}
