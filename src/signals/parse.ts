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
import { decodeText, isBlankText } from './text-file.ts';
import { textPlace } from './text-place.ts';
import { validate, validFields } from './validate.ts';

export interface ParsedFile {
	/** Undefined when the file cannot be published as it is; `problems` then says why. */
	readonly parsed: ParsedSignal | undefined;
	/** What could be read of a file that cannot be published, so that checks over the whole set see it, too. */
	readonly partial?: PartialSignal | undefined;
	readonly problems: readonly LocalProblem[];
}

/** The long texts of a signal, kept apart from what is known of it. */
export type SignalTexts = Pick<RenderedBody, 'lead' | 'html' | 'markdown' | 'summary'>;

export interface ParsedSignal extends SignalTexts, Pick<RenderedBody, 'take' | 'headings' | 'ids' | 'links' | 'images' | 'words'> {
	readonly data: SignalData;
	readonly title: string;
}

/** What checks over the whole set look at. */
export interface PartialSignal extends Pick<RenderedBody, 'ids' | 'links' | 'images'> {
	/** The fields that are valid. */
	readonly data: Partial<SignalData>;
	/** Whether the body exceeds a limit, so that nothing is known of what it holds. */
	readonly isRefused: boolean;
	/** What look like former slugs, where the field could not be read. */
	readonly unreadAliases: readonly string[];
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
	if ('problems' in split) {
		const partial = { data: {}, ids: [], links: [], images: [], isRefused: true, unreadAliases: findAliases(decoded.text) };
		return { parsed: undefined, partial, problems: split.problems };
	}

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

	const valid = data ?? validFields(signalSchema, yaml.value);
	const summary = valid.summary === undefined ? undefined : { markdown: valid.summary, ...textPlace(decoded.text, yaml, 'summary') };
	const rendered = renderer.body(body, bodyLine, summary);
	const { isRefused } = rendered;

	const title = data?.title ?? rendered.title?.text;
	const isMap = typeof yaml.value === 'object' && yaml.value !== null && !Array.isArray(yaml.value);
	const isTitleExpected = isMap && !isMisspelt('title') && !isRefused;
	const late = isTitleExpected && !yaml.keys.has('title') && !rendered.title ? rendered.problems.find(isHeading) : undefined;
	problems.push(
		...rendered.problems.flatMap((problem) => (problem === late ? [] : settleBlank(problem, bodyLine, isDraft))),
		...titleProblems(yaml.keys.get('title'), rendered.title, late, isTitleExpected),
	);
	if (rendered.isEmpty && summary === undefined) problems.push(emptyBody(bodyLine, isDraft));
	const fields = withoutFields(valid, filled.blank);
	if (isMap)
		problems.push(
			...checkFields(fields, yaml),
			...checkHouseStyle(
				fields.sources ?? (yaml.keys.has('sources') || isMisspelt('sources') ? 'unknown' : undefined),
				rendered.sections,
				isRefused ? [] : houseSections,
				{ body, bodyLine, sources: yaml.places.get('sources') },
			),
		);

	const unreadAliases = valid.aliases === undefined ? findAliases(decoded.text) : [];
	const { html, lead, markdown, summary: summaryMarkdown, take, headings, ids, links, images, words } = rendered;
	if (!data || title === undefined || problems.some(({ severity }) => severity === 'error')) {
		return { parsed: undefined, partial: { data: fields, ids, links, images, isRefused, unreadAliases }, problems };
	}
	const texts = { lead, html, markdown, summary: summaryMarkdown };
	return { parsed: { data, title, ...texts, take, headings, ids, links, images, words }, problems };
}

/** @returns the words of a field that is called aliases, or nearly so, whatever is wrong with it or around it. */
function findAliases(text: string): string[] {
	const [, written = ''] = /^ali\w*[ \t]*:(.*(?:\n[ \t-].*)*)/im.exec(text) ?? [];
	return written.slice(0, limits.frontmatter).match(/[a-z0-9]+(?:-[a-z0-9]+)*/gi) ?? [];
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

/** A draft may still be without text. */
function emptyBody(line: number, isDraft: boolean): LocalProblem {
	return {
		code: 'body/empty',
		severity: isDraft ? 'warning' : 'error',
		line,
		column: 1,
		message: 'The signal has no text.',
		hint: 'Write what happened, the most important first.',
	};
}

/** A level-1 heading that is not the first thing of the body. */
function isHeading({ code }: LocalProblem): boolean {
	return code === 'body/heading';
}

/** A signal has exactly one title: the field, or a first level-1 heading of the body. */
function titleProblems(
	field: Place | undefined,
	heading: RenderedBody['title'],
	late: Place | undefined,
	isExpected: boolean,
): LocalProblem[] {
	const problem = (kind: string, place: Place, message: string, hint: string): LocalProblem[] => [
		{ code: problemCode('title', kind), severity: 'error', line: place.line, column: place.column, field: 'title', message, hint },
	];
	if (field && heading)
		return problem('twice', heading, 'The title is given twice: in the frontmatter and as a heading of the body.', 'Keep one of the two.');
	if (heading && [...heading.text].length > limits.title)
		return problem('length', heading, `The title has ${[...heading.text].length} characters; the limit is ${limits.title}.`, 'Shorten it.');
	if (heading && isBlankText(heading.text))
		return problem('empty', heading, 'The heading that stands for the title is empty.', 'Write the title after the #.');
	if (field || heading || !isExpected) return [];
	if (late)
		return problem(
			'missing',
			late,
			'This heading would be the title, but other text stands before it.',
			'Move it to the start of the body.',
		);
	return problem('missing', fileStart, 'title is missing.', 'Write title: "What happened", or start the body with # What happened.');
}
