/**
 * The frontmatter of a signal: the only definition of what an author may write. Strict objects, no coercion. Each field says what
 * it is for and gives an example, which error messages quote. What editors can check by themselves stands beside the rules as
 * keywords of JSON Schema.
 */
import * as z from 'zod';
import { limits } from './limits.ts';
import { slugFault, slugPattern, suggestSlug, tagSlug } from './slug.ts';
import { ignorableCharacter, isBlankText } from './text-file.ts';
import { parseDay, parseInstant, type TimeFault } from './time.ts';

/** Text on one line, shown as written. */
const line = (maxLength: number = limits.text) =>
	z
		.string()
		.superRefine((value, context) => {
			if (isBlankText(value)) fault(context, 'empty', 'is empty', 'Write a text, or leave the field out.');
			else if (value.trim().includes('\n')) fault(context, 'lines', 'has more than one line', 'Write it on one line.');
			else if (/^\s*\n|\n\s*$/.test(value)) fault(context, 'lines', 'has an empty line before or after it', 'Remove the line.');
			else if (value !== value.trim()) fault(context, 'space', 'starts or ends with a space', 'Remove the space.');
			else if ([...value].length > maxLength)
				fault(context, 'length', `has ${[...value].length} characters; the limit is ${maxLength}`, 'Shorten it.');
		})
		.meta({ minLength: 1, maxLength });

/** An instant; the output is UTC with seconds. */
const instant = z
	.string()
	.transform((value, context) => {
		const result = parseInstant(value);
		return 'instant' in result ? result.instant : timeFault(context, result);
	})
	.meta({
		pattern: String.raw`^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$`,
		patternErrorMessage: 'Write a day such as 2026-05-19, or a time with its zone such as 2026-05-19T16:01Z.',
	});

/** A calendar day. */
const day = z
	.string()
	.transform((value, context) => {
		const result = parseDay(value);
		return 'day' in result ? result.day : timeFault(context, result);
	})
	.meta({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$`, patternErrorMessage: 'Write a day such as 2026-05-19.' });

const score = z
	.number()
	.superRefine((value, context) => {
		if (value < 0 || value > 10) fault(context, 'range', `is ${value}, but must be between 0 and 10`, 'Write a number such as 7 or 7.5.');
		else if (!Number.isInteger(Math.round(value * 1e9) / 1e8))
			fault(context, 'decimals', `is ${value}, but has at most one decimal`, `Write ${Math.round(value * 10) / 10}.`);
	})
	.meta({ minimum: 0, maximum: 10 });

/** An https address; the output is normalised (URL Standard) and a URI (RFC 3986), so that it is valid wherever it is printed. */
const httpsUrl = z
	.string()
	.transform((value, context) => {
		const url = URL.parse(value);
		if (ignorableCharacter(value) !== undefined)
			fault(context, 'url', `holds the invisible character ${String(ignorableCharacter(value))}`, 'Delete it, or percent-encode it.');
		else if (!url || !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(value))
			fault(context, 'url', `"${value}" is not a URL`, 'Write the whole address, as in https://example.org/page.');
		else if (url.protocol !== 'https:')
			fault(context, 'url', `"${value}" is not an https address`, 'Link to the https version of the page.');
		else if (url.username !== '' || url.password !== '') fault(context, 'url', 'holds a user name or password', 'Remove it.');
		else return uriOf(url);
		return z.NEVER;
	})
	.meta({
		pattern: String.raw`^[Hh][Tt][Tt][Pp][Ss]://\S+$`,
		patternErrorMessage: 'Write an https address, as in https://example.org/page.',
	});

/** The URL Standard leaves characters as they are that RFC 3986, section 3.3 to 3.5, does not let stand in a URI. */
function uriOf({ href, origin }: URL): string {
	return origin + href.slice(origin.length).replace(/[^\w\-.~:/?#@!$&'()*+,;=%]|%(?![\da-f]{2})|(?<=#.*)#/gi, encodeURIComponent);
}

const slug = z
	.string()
	.superRefine((value, context) => {
		const wrong = slugFault(value);
		const meant = suggestSlug(nameInAddress(value));
		if (wrong !== undefined)
			fault(context, 'slug', wrong, slugFault(meant) !== undefined ? 'Write a word such as new-model.' : `Write ${meant}.`);
	})
	.meta({
		pattern: slugPattern.source,
		maxLength: limits.slug,
		patternErrorMessage: 'Write lower-case letters a to z and digits, joined by single hyphens.',
	});

const tag = line(limits.tag).superRefine((value, context) => {
	if (value.trim() !== '' && tagSlug(value) === '') fault(context, 'slug', `"${value}" has no letter or digit`, 'Name the tag in words.');
	else if (ignorableCharacter(value) !== undefined)
		fault(context, 'character', `holds the invisible character ${String(ignorableCharacter(value))}`, 'Delete it, or write a space.');
	else if (Buffer.byteLength(tagSlug(value)) > limits.tagSlug)
		fault(context, 'length', `makes an address of more than ${limits.tagSlug} bytes`, 'Shorten it.');
});

const evidence = z.union([slug, httpsUrl], {
	error: ({ input }) => (typeof input === 'string' ? `"${input}" is neither an https address nor the slug of a signal` : 'must be text'),
});

const list = <T extends z.ZodType>(item: T) => z.array(item).max(limits.items);

export const signalSchema = z.strictObject({
	title: line(limits.title)
		.optional()
		.meta({
			description: 'What happened, in one line. Leave it out when the body starts with a `# heading`: that then is the title.',
			examples: ['"Lab releases open-weight model"'],
		}),
	score: score.meta({
		description: 'How much the event weighs, from 0 to 10 with at most one decimal. The bands are explained on the about page.',
		examples: ['7.5'],
	}),
	category: line().meta({ description: 'Label or slug of a category from `categories.yml`, in any case.', examples: ['Industry'] }),
	date: instant.meta({
		description: 'When it happened: ISO 8601 with a zone, or a day alone for 00:00 UTC. A later date than now schedules the signal.',
		examples: ['2026-05-19T16:01Z'],
	}),
	tags: list(tag).meta({ description: 'Subjects, in any spelling; may be empty.', examples: ['[open-weights, licensing]'] }),
	summary: z
		.string()
		.refine((value) => value.trim() !== '', {
			params: { kind: 'empty', hint: 'Write the take, or leave the field out.' },
			error: 'is empty',
		})
		.refine((value) => [...value].length <= limits.summary, {
			params: { kind: 'length', hint: 'Shorten it.' },
			error: `has more than ${limits.summary} characters`,
		})
		.optional()
		.meta({
			minLength: 1,
			maxLength: limits.summary,
			description:
				'The take: one paragraph of inline Markdown, saying what happened and why it counts. Without it, the first paragraph of the body is the take.',
			examples: ['"A lab has published full weights."'],
		}),
	sources: list(
		z.strictObject({
			url: httpsUrl.meta({ description: 'Address of the source, https only.', examples: ['https://example.org/page'] }),
			title: line().optional().meta({ description: 'Title of the source, as it gives it.' }),
			publisher: line().optional().meta({ description: 'Who published the source.' }),
			date: day.optional().meta({ description: 'The day the source was published.' }),
			archive: httpsUrl.optional().meta({ description: 'Address of a copy kept by an archive, https only.' }),
		}),
	)
		.optional()
		.meta({ description: 'What the signal rests on, the strongest first.', examples: ['[{ url: "https://example.org/page" }]'] }),
	authors: list(line(limits.title))
		.optional()
		.meta({ description: 'Names of the authors.', examples: ['[Ada Lovelace]'] }),
	updated: instant
		.optional()
		.meta({ description: 'When the text last changed in substance; not before `date`.', examples: ['2026-05-20T08:00Z'] }),
	updates: list(
		z.strictObject({
			date: instant.meta({ description: 'When the text was changed.' }),
			kind: z.enum(['correction', 'update']).meta({ description: '`correction` mends a mistake, `update` adds what happened since.' }),
			text: line().meta({ description: 'What changed, for readers.' }),
		}),
	)
		.optional()
		.meta({
			description: 'What changed after publication; shown on the page, in feeds and among the corrections.',
			examples: ['[{ date: 2026-05-20, kind: correction, text: "The sum was 3, not 4." }]'],
		}),
	scores: list(
		z.strictObject({
			date: instant.meta({ description: 'When the score was changed.' }),
			from: score.meta({ description: 'The score before.' }),
			to: score.meta({ description: 'The score after.' }),
			why: line().meta({ description: 'What moved it, for readers.' }),
		}),
	)
		.optional()
		.meta({
			description: 'History of the score, oldest first; the last `to` equals `score`.',
			examples: ['[{ date: 2026-05-20, from: 6, to: 7, why: "Confirmed." }]'],
		}),
	watch: list(
		z.strictObject({
			what: line().meta({ description: 'What is expected, so that anyone can tell whether it came true.' }),
			by: day.meta({ description: 'The day by which it is expected.' }),
			status: z
				.enum(['open', 'happened', 'missed', 'dropped'])
				.meta({ description: '`open` until settled; then `happened`, `missed`, or `dropped` when the question no longer makes sense.' }),
			resolved: day.optional().meta({ description: 'The day it was settled; required unless `open`.' }),
			evidence: evidence
				.optional()
				.meta({ description: 'An https address or the slug of a signal that shows it; required when it `happened`.' }),
		}),
	)
		.optional()
		.meta({
			description: 'Forecasts of *What to Watch Next* as data.',
			examples: ['[{ what: "Weights are published.", by: 2026-09-30, status: open }]'],
		}),
	follows: slug.optional().meta({ description: 'Slug of the signal this one continues.', examples: ['new-model'] }),
	withdrawn: z
		.strictObject({
			date: instant.meta({ description: 'When the signal was withdrawn.' }),
			reason: line().meta({ description: 'Why, for readers.' }),
		})
		.optional()
		.meta({
			description: 'Withdraws the signal: its page stays with the reason, and it leaves every list.',
			examples: ['{ date: 2026-05-21, reason: "The source was retracted." }'],
		}),
	draft: z
		.boolean()
		.optional()
		.meta({ description: '`true` keeps the signal out of the site.', examples: ['true'] }),
	aliases: list(slug)
		.optional()
		.meta({ description: 'Former slugs; each redirects here.', examples: ['[old-name]'] }),
	id: line(limits.title)
		.refine((value) => /^[^\s<>"{}|\\^`]+$/.test(value) && ignorableCharacter(value) === undefined, {
			params: { kind: 'format', hint: 'Use the characters of a URL.' },
			error: 'has a character that a feed id cannot hold',
		})
		.optional()
		.meta({
			description: 'Stable identity in feeds and JSON; the slug unless set. Keep it when renaming the file.',
			examples: ['new-model'],
		}),
});

export type SignalData = z.output<typeof signalSchema>;

/** @returns the slug in the address of a signal's page or file, or the text itself when it is neither. */
function nameInAddress(text: string): string {
	return /(?:^|\/)([^/]+)\.md$/.exec(text)?.[1] ?? /\bsignals\/(?:\d+\/)*([^/]+)/.exec(text)?.[1] ?? text;
}

/** The first fault of a value is told; rules after it would only repeat it. */
function fault(context: z.RefinementCtx, kind: string, message: string, hint: string): void {
	context.addIssue({ code: 'custom', message, params: { kind, hint }, continue: false });
}

function timeFault(context: z.RefinementCtx, { kind, message, hint }: TimeFault): never {
	context.addIssue({ code: 'custom', message, params: { kind, hint } });
	return z.NEVER;
}
