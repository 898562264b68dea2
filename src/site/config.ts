/** The shape of `src/site.config.ts`. */
import * as z from 'zod';
import { tagSlug } from '../signals/slug.ts';

const text = z.string().refine((value) => value.trim() !== '', 'is empty');

const httpsUrl = z
	.string()
	.refine((value) => /^https:\/\/[^\s/]/.test(value) && URL.canParse(value), 'must be an https address such as https://example.org/page');

const parameter = z.string().regex(/^[A-Za-z0-9_.-]+$/, 'must be the name of a parameter, such as q');

const band = z.strictObject({
	label: text,
	/** Lower bound, inclusive, at most one decimal. */
	from: z
		.number()
		.min(0)
		.lt(10)
		.refine((value) => Math.round(value * 10) / 10 === value, 'must have at most one decimal'),
	/** One sentence for the about page. */
	meaning: z.string(),
});

/** Ids that a signal's page has outside its body. */
const pageIds: ReadonlySet<string> = new Set([
	'main',
	'forecasts',
	'sources',
	'updates',
	'scores',
	'tags',
	'related',
	'cite',
	'thread',
	'withdrawn',
	'notice',
]);

export const siteConfigSchema = z.strictObject({
	/** Name of the publication, in the masthead, titles and feeds. */
	title: text,
	/** One sentence: what the publication covers. */
	description: text,
	/** Origin the site is served from, without a path: `https://signals.example`. `--site` overrides it. */
	url: z
		.string()
		.refine(
			(value) => /^https?:/.test(value) && URL.parse(value)?.origin === value,
			'must be an http or https origin such as https://signals.example, without a path or a slash at the end',
		),
	/** Path the site is served under, with a slash at both ends. `--base` overrides it. */
	base: z.string().regex(/^\/(?:[A-Za-z0-9._~-]+\/)*$/, 'must start and end with a slash, as in / or /briefings/'),
	/** Language of the interface and, unless stated otherwise, of the content (BCP 47). */
	language: z.string().regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, 'must be a language tag such as en or pt-BR'),
	direction: z.enum(['ltr', 'rtl']),
	/**
	 * Authority of feed ids, `tag:<authority>,<year>:signal/<id>` (RFC 4151): a domain or e-mail address the publisher held
	 * in that year. Never change it once the site is published: feed readers would show every entry again.
	 */
	authority: z.string().regex(/^(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/, 'must be a domain or an e-mail address'),
	publisher: z.strictObject({
		name: text,
		/** An e-mail address or an https URL. */
		contact: z.union([z.email(), httpsUrl], 'must be an e-mail address or an https URL'),
	}),
	/** Licence of the content. */
	licence: z.strictObject({ name: text, url: httpsUrl }),
	/**
	 * Where the form of the search page leads without JavaScript: an https address that takes the words under the name `query` and this
	 * site's host under the name `site`.
	 */
	externalSearch: z.strictObject({ url: httpsUrl, query: parameter, site: parameter }),
	/** Score bands, lowest first; the first starts at 0. The minimum-score pages stand at the lower bounds of the others. */
	bands: z
		.array(band)
		.readonly()
		.refine(
			(bands) => bands[0]?.from === 0 && bands.every(({ from }, index) => index === 0 || from > (bands[index - 1]?.from ?? 0)),
			'must be at least one band, the first from 0 and each from a higher score than the one before',
		),
	/** The level-2 headings every signal has, in order. */
	houseSections: z
		.array(text)
		.readonly()
		.refine(
			(names) => names.every((name) => !pageIds.has(tagSlug(name))),
			`may not be one of ${[...pageIds].join(', ')}, which the page uses itself`,
		),
	/** House style (sections, a source) is an error instead of a warning. */
	strict: z.boolean(),
	/** Warns of tags that are not registered and stand in one signal only. `--single-use-tags` turns it on. */
	singleUseTags: z.boolean(),
	/** Warns when more than `share` of the signals of the last `days` days, if at least `least`, are in the highest band. */
	gradeInflation: z.strictObject({ share: z.number().min(0).max(1), days: z.int().min(1), least: z.int().min(1) }),
	/** Items of a list page, and of each of its archive pages. */
	listLength: z.int().min(1).max(200),
	/** Entries of a feed. */
	feedLength: z.int().min(1).max(500),
});

export type SiteConfig = z.output<typeof siteConfigSchema>;
export type BandConfig = SiteConfig['bands'][number];

/** `src/site.config.ts` holds a value it cannot hold. */
export class ConfigError extends Error {
	override name = 'ConfigError';
}

/**
 * @returns the configuration, unchanged
 * @throws ConfigError that names every wrong value
 */
export function checkConfig(config: SiteConfig): SiteConfig {
	const result = siteConfigSchema.safeParse(config, { reportInput: true, error: wording });
	if (result.success) return config;
	const faults = result.error.issues.flatMap((issue) => {
		const name = issue.path.map(String).join('.');
		if (issue.code === 'unrecognized_keys')
			return issue.keys.map((key) => `  ${name === '' ? '' : `${name}.`}${key}: there is no such value`);
		return `  ${name === '' ? 'export default' : name}: ${issue.input === undefined ? 'is missing' : issue.message}`;
	});
	throw new ConfigError(`src/site.config.ts has values it cannot have:\n${faults.join('\n')}`);
}

const kinds: ReadonlyMap<string, string> = new Map([
	['string', 'a text in quotes'],
	['number', 'a number'],
	['int', 'a whole number'],
	['boolean', 'true or false'],
	['array', 'a list in [ ]'],
	['object', 'a group of values in { }'],
]);

/** Says what rules without a message of their own ask for. */
const wording: z.core.$ZodErrorMap = (issue) => {
	if (issue.code === 'invalid_type') return `must be ${kinds.get(issue.expected) ?? issue.expected}`;
	if (issue.code === 'invalid_value') return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
	if (issue.code === 'too_small') return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}`;
	if (issue.code === 'too_big') return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${String(issue.maximum)}`;
	return undefined;
};
