/** What one file says, found from its bytes alone: this is what may be cached by those bytes. */
import { checkFields } from './field-rules.ts';
import { splitFrontmatter } from './frontmatter.ts';
import { checkHouseStyle } from './house-style.ts';
import { limits } from './limits.ts';
import type { MarkdownRenderer, RenderedBody } from './markdown/render.ts';
import { fileStart, type LocalProblem, type Place } from './problem.ts';
import { signalSchema, type SignalData } from './schema.ts';
import { decodeText } from './text-file.ts';
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

	const { yaml, body, bodyLine } = split;
	const problems: LocalProblem[] = [...yaml.problems];
	const validated = yaml.value === undefined ? undefined : validate(signalSchema, yaml, 'frontmatter');
	const data = validated && 'data' in validated ? validated.data : undefined;
	if (validated && 'problems' in validated) problems.push(...validated.problems);

	const isMisspelt = (field: string) => validated !== undefined && 'misspelt' in validated && validated.misspelt.has(field);

	const summary = data?.summary === undefined ? undefined : { markdown: data.summary, ...(yaml.places.get('summary') ?? fileStart) };
	const rendered = renderer.body(body, bodyLine, summary);
	problems.push(...rendered.problems);

	const title = data?.title ?? rendered.title?.text;
	problems.push(...titleProblems(yaml.keys.get('title'), rendered.title, validated !== undefined && !isMisspelt('title')));
	const fields = data ?? validFields(signalSchema, yaml.value);
	if (validated)
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

/** A signal has exactly one title: the field, or a first level-1 heading of the body. */
function titleProblems(field: Place | undefined, heading: RenderedBody['title'], isExpected: boolean): LocalProblem[] {
	const problem = (kind: string, place: Place, message: string, hint: string): LocalProblem[] => [
		{ code: `title/${kind}`, severity: 'error', line: place.line, column: place.column, field: 'title', message, hint },
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
