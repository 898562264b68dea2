/** What one file says, found from its bytes alone: this is what may be cached by those bytes. */
import { blankProblem, blanksInFields, fillBlanks } from './blanks.ts';
import { checkFields } from './field-rules.ts';
import { splitFrontmatter } from './frontmatter.ts';
import { checkHouseStyle } from './house-style.ts';
import { limits } from './limits.ts';
import type { MarkdownRenderer, RenderedBody } from './markdown/render.ts';
import { problemCode } from './problem-codes.ts';
import { fileStart, type LocalProblem, type Place } from './problem.ts';
import { signalSchema, type SignalData } from './schema.ts';
import { secondFrontmatter } from './second-frontmatter.ts';
import { findSecrets } from './secrets.ts';
import { decodeText } from './text-file.ts';
import { textPlace } from './text-place.ts';
import { validate, validFields } from './validate.ts';

export interface ParsedFile {
	/** Undefined when the file cannot be published as it is; `problems` then says why. */
	readonly parsed: ParsedSignal | undefined;
	/** What could be read of a file that cannot be published, so that checks over the whole set see it, too. */
	readonly partial?: PartialSignal | undefined;
	readonly problems: readonly LocalProblem[];
}

export interface ParsedSignal extends Pick<RenderedBody, 'html' | 'lead' | 'take' | 'headings' | 'links' | 'images' | 'words'> {
	readonly data: SignalData;
	readonly title: string;
}

/** What checks over the whole set look at. */
export interface PartialSignal extends Pick<RenderedBody, 'headings' | 'links' | 'images'> {
	readonly data: Partial<SignalData>;
}

/** @param bytes a signal's file */
export function parseSignal(bytes: Uint8Array, renderer: MarkdownRenderer, houseSections: readonly string[]): ParsedFile {
	try {
		return parse(bytes, renderer, houseSections);
	} catch (error) {
		// Markdown's parser recurses into what is nested; some depths end in a regular expression too large to compile.
		if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
		const message = 'Lists, quotes or emphasis are nested too deeply to be read.';
		return {
			parsed: undefined,
			problems: [{ code: 'body/too-deep', severity: 'error', ...fileStart, message, hint: 'Write the text with fewer levels.' }],
		};
	}
}

function parse(bytes: Uint8Array, renderer: MarkdownRenderer, houseSections: readonly string[]): ParsedFile {
	const decoded = decodeText(bytes);
	if ('problems' in decoded) return { parsed: undefined, problems: decoded.problems };
	const split = splitFrontmatter(decoded.text);
	if ('problems' in split) return { parsed: undefined, problems: split.problems };

	const { body, bodyLine } = split;
	const filled = fillBlanks(signalSchema, split.yaml.value);
	const yaml = { ...split.yaml, value: filled.value };
	const isDraft = isDraftData(filled.value);
	const problems: LocalProblem[] = [
		...yaml.problems,
		...findSecrets(decoded.text),
		...secondFrontmatter(body, bodyLine),
		...blanksInFields(decoded.text, split.yaml, isDraft),
	];
	const validated = yaml.value === undefined ? undefined : validate(signalSchema, yaml);
	const data = validated && 'data' in validated ? validated.data : undefined;
	if (validated && 'problems' in validated) problems.push(...validated.problems);

	const isMisspelt = (field: string) => validated !== undefined && 'misspelt' in validated && validated.misspelt.has(field);

	const summary = data?.summary === undefined ? undefined : { markdown: data.summary, ...textPlace(decoded.text, yaml, 'summary') };
	const rendered = renderer.body(body, bodyLine, summary);
	problems.push(...rendered.problems.flatMap((problem) => settleBlank(problem, bodyLine, isDraft)));
	if (rendered.isRefused) return { parsed: undefined, problems };

	const title = data?.title ?? rendered.title?.text;
	const isMap = typeof yaml.value === 'object' && yaml.value !== null && !Array.isArray(yaml.value);
	problems.push(...titleProblems(yaml.keys.get('title'), rendered.title, isMap && !isMisspelt('title')));
	const fields = withoutFields(data ?? validFields(signalSchema, yaml.value), filled.blank);
	if (isMap)
		problems.push(
			...checkFields(fields, yaml),
			...checkHouseStyle(
				fields.sources ?? (yaml.keys.has('sources') || isMisspelt('sources') ? 'unknown' : undefined),
				rendered.sections,
				houseSections,
				bodyLine,
			),
		);

	const { html, lead, take, headings, links, images, words } = rendered;
	if (!data || title === undefined || problems.some(({ severity }) => severity === 'error')) {
		return { parsed: undefined, partial: { data: fields, headings, links, images }, problems };
	}
	return { parsed: { data, title, html, lead, take, headings, links, images, words }, problems };
}

/** Without frontmatter that can be read nobody knows whether this is a draft; the benefit of the doubt adds no error to the one there is. */
function isDraftData(value: unknown): boolean {
	return typeof value !== 'object' || value === null || ('draft' in value && value.draft === true);
}

/** The renderer knows nothing of drafts; and what it finds in a summary was found in its field already. */
function settleBlank(problem: LocalProblem, bodyLine: number, isDraft: boolean): LocalProblem[] {
	if (problem.code !== 'blank/left') return [problem];
	const { severity, hint } = blankProblem('', isDraft);
	return problem.line < bodyLine ? [] : [{ ...problem, severity, hint }];
}

/** What stands in for a blank is no statement of the author's that could contradict another. */
function withoutFields(data: Partial<SignalData>, names: ReadonlySet<string>): Partial<SignalData> {
	return names.size === 0 ? data : Object.fromEntries(Object.entries(data).filter(([name]) => !names.has(name)));
}

/** A signal has exactly one title: the field, or a first level-1 heading of the body. */
function titleProblems(field: Place | undefined, heading: RenderedBody['title'], isExpected: boolean): LocalProblem[] {
	const problem = (kind: string, place: Place, message: string, hint: string): LocalProblem[] => [
		{ code: problemCode('title', kind), severity: 'error', line: place.line, column: place.column, field: 'title', message, hint },
	];
	if (field && heading)
		return problem('twice', heading, 'The title is given twice: in the frontmatter and as a heading of the body.', 'Keep one of the two.');
	if (heading && [...heading.text].length > limits.title)
		return problem('length', heading, `The title has ${[...heading.text].length} characters; the limit is ${limits.title}.`, 'Shorten it.');
	if (heading?.text === '')
		return problem('empty', heading, 'The heading that stands for the title is empty.', 'Write the title after the #.');
	if (field || heading || !isExpected) return [];
	return problem('missing', fileStart, 'title is missing.', 'Write title: "What happened", or start the body with # What happened.');
}
