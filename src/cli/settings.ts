import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reading } from '../signals/field-values.ts';
import type { Instant } from '../signals/signal.ts';
import { parseInstant } from '../signals/time.ts';
import { readAsOf } from '../site/as-of.ts';
import { readConfig } from '../site/config-file.ts';
import type { SiteConfig } from '../site/config.ts';
import type { OpenOptions } from '../site/open.ts';
import { UsageError, type Terminal } from './command.ts';

/** The folder of the project, which holds `astro.config.mjs`. */
export const projectDir = fileURLToPath(new URL('../../', import.meta.url));

/** Everything kept between runs. */
export const cacheDir = path.join(projectDir, '.cache');

/** Options that several commands take. */
export const contentOptions = {
	content: { type: 'string' },
	'as-of': { type: 'string' },
	strict: { type: 'boolean' },
	help: { type: 'boolean', short: 'h' },
} as const;

export interface ContentArgs {
	readonly content?: string | undefined;
	readonly 'as-of'?: string | undefined;
	readonly strict?: boolean | undefined;
	readonly 'single-use-tags'?: boolean | undefined;
	readonly site?: string | undefined;
	readonly base?: string | undefined;
}

// Commands that show nothing of the site do not need it, and help is given without it.
const [reading] = await Promise.allSettled([readConfig()]);

/**
 * @throws UsageError when an option has a value it cannot have
 * @throws ConfigError when the configuration of the site is wrong
 */
export function openOptions(args: ContentArgs, terminal: Terminal): OpenOptions {
	return { ...locateContent(args, terminal), config: configFrom(args) };
}

/** @throws UsageError when an option has a value it cannot have */
export function locateContent(args: ContentArgs, terminal: Terminal): Omit<OpenOptions, 'config'> {
	if (args.content === '') throw new UsageError('--content needs the name of a folder after it.');
	const contentDir = args.content === undefined ? path.join(projectDir, 'content') : path.resolve(terminal.cwd, args.content);
	if (!statSync(contentDir, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`There is no content folder ${contentDir}.`);
	if (!existsSync(path.join(contentDir, 'categories.yml')) && existsSync(path.join(contentDir, '../categories.yml'))) {
		throw new UsageError(`--content is the folder that holds signals/ and categories.yml: ${path.dirname(contentDir)}.`);
	}
	const relative = path.relative(terminal.cwd, contentDir);
	return {
		contentDir,
		contentName: (relative.startsWith('..') || relative === '' ? contentDir : relative).replaceAll(path.sep, '/'),
		cacheDir,
		asOf: asOfFrom(args['as-of'], terminal),
	};
}

/**
 * @param readings by option, without its hyphens; undefined where it was not given
 * @param faults what else is wrong
 * @throws UsageError that names all that is wrong, a line each
 */
export function acceptValues<T extends Record<string, unknown>>(
	readings: { readonly [K in keyof T]: Reading<T[K]> | undefined },
	faults: readonly string[] = [],
): { readonly [K in keyof T]?: T[K] } {
	const values: { [K in keyof T]?: T[K] } = {};
	const all = [...faults];
	for (const [option, reading] of Object.entries(readings) as [keyof T & string, Reading<T[keyof T & string]> | undefined][]) {
		if (reading && 'fault' in reading) all.push(`--${option}: ${reading.fault}`);
		else if (reading) values[option] = reading.value;
	}
	if (all.length > 0) throw new UsageError(all.join('\n'));
	return values;
}

function configFrom({ site, base, strict, 'single-use-tags': singleUseTags }: ContentArgs): SiteConfig {
	if (reading.status === 'rejected') throw reading.reason;
	const known = reading.value;
	const config: SiteConfig = { ...known, strict: strict ?? known.strict, singleUseTags: singleUseTags ?? known.singleUseTags };
	if (site !== undefined) {
		const url = URL.parse(site);
		if (!url || !/^https?:$/.test(url.protocol))
			throw new UsageError(`--site is "${site}", but must be an address such as https://signals.example.`);
		if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
			throw new UsageError(`--site is "${site}", but must be an origin. Give the path by --base ${url.pathname}.`);
		config.url = url.origin;
	}
	if (base !== undefined) {
		if (!/^[A-Za-z0-9._~/-]*$/.test(base) || /(?:^|\/)\.{1,2}(?:\/|$)/.test(base))
			throw new UsageError(`--base is "${base}", but must be a path such as /briefings/.`);
		config.base = `/${base}/`.replace(/\/{2,}/g, '/');
	}
	return config;
}

function asOfFrom(text: string | undefined, terminal: Terminal): Instant {
	if (text === undefined) {
		try {
			return readAsOf(terminal.env['SOURCE_DATE_EPOCH'], terminal.now());
		} catch (error) {
			if (error instanceof RangeError) throw new UsageError(error.message, { cause: error });
			throw error;
		}
	}
	const result = parseInstant(text);
	if ('instant' in result) return result.instant;
	throw new UsageError(`--as-of: ${result.message} ${result.hint}`);
}
