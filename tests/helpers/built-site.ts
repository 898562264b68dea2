import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import siteConfig from '../../src/site.config.ts';
import { corpusFiles } from '../bench/corpus.ts';
import { projectDir, runSignals } from './run-signals.ts';
import { smallContent } from './small-content.ts';
import { stressContent } from './stress-content.ts';

/**
 * `example` is the content of this repository at `/`; `stress` holds every extreme, below a base path; `good` is the corpus of good
 * content; `small` has one of each thing that a build treats in a way of its own, at another address than that of the configuration;
 * `empty` has no signal at all, `large` more than any list shows.
 */
export type SiteName = 'example' | 'stress' | 'good' | 'small' | 'empty' | 'large';

export interface BuiltSite {
	readonly folder: string;
	readonly base: string;
	/** Where it is served, by its own account. */
	readonly url: string;
	/** The folder it was built from. */
	readonly content: string;
	/** What the build printed on standard output. */
	readonly report: string;
}

/**
 * Builds a site, once for all test files of one run of `tests/run.mjs`, else once for each file.
 * @throws Error with the build's report when it fails
 */
export async function builtSite(name: SiteName): Promise<BuiltSite> {
	const folder = path.join(root, name);
	const failure = `${folder}.failed`;
	const { base, url, make } = sites[name];
	const content = make ? `${folder}-content` : path.join(projectDir, name === 'good' ? 'tests/corpus/good' : 'content');
	if (takeTurn(`${folder}.turn`)) {
		if (make) writeContent(content, make());
		const { code, out, err } = await runSignals(
			['build', '--content', content, '--out', folder, '--site', url, '--base', base, '--as-of', asOf],
			// From nowhere in particular, as a build must not depend on where it is started.
			{ cwd: root },
		);
		if (code !== 0) writeFileSync(failure, `${out}${err}`);
		writeFileSync(`${folder}.report`, out);
		writeFileSync(`${folder}.done`, '');
	}
	while (!existsSync(`${folder}.done`)) await sleep(100);
	if (existsSync(failure)) throw new Error(`The ${name} site does not build.\n${readFileSync(failure, 'utf8')}`);
	return { folder, base, url, content, report: readFileSync(`${folder}.report`, 'utf8') };
}

export { listPages, mailFile } from './served-site.ts';

/** Late enough for every date of the content, and fixed, so that a run next year tests the same pages. */
export const asOf = '2026-12-31T00:00Z';

interface Making {
	readonly url: string;
	readonly base: string;
	/** Files of its content by path; without it, the content lies in the project. */
	readonly make?: () => ReadonlyMap<string, string | Uint8Array>;
}

const sites: Record<SiteName, Making> = {
	example: { url: siteConfig.url, base: '/' },
	stress: { url: siteConfig.url, base: '/x/y/', make: stressContent },
	good: { url: siteConfig.url, base: '/' },
	small: { url: 'https://news.example.com', base: '/x/y/', make: smallContent },
	empty: {
		url: siteConfig.url,
		base: '/',
		make: () =>
			new Map([
				['categories.yml', '- { slug: industry, label: Industry, description: Companies and people. }\n'],
				['signals/.gitkeep', ''],
			]),
	},
	large: { url: siteConfig.url, base: '/', make: () => new Map(corpusFiles(1000)) },
};

const shared = process.env['SIGNALS_TEST_SITES'];
const root = shared ?? mkdtempSync(path.join(tmpdir(), 'signals-test-sites-'));
if (shared === undefined) process.once('exit', () => rmSync(root, { recursive: true, force: true }));

function writeContent(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
	for (const [file, data] of files) {
		mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
		writeFileSync(path.join(folder, file), data);
	}
}

/** Making a folder succeeds for one process only. */
function takeTurn(folder: string): boolean {
	try {
		mkdirSync(folder);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
}
