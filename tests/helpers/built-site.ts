import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { projectDir, runSignals } from './run-signals.ts';
import { stressContent } from './stress-content.ts';
import { listTree } from './tree.ts';

/** `example` is the content of this repository at `/`; `stress` holds every extreme, below a base path; `good` is the corpus of good content. */
export type SiteName = 'example' | 'stress' | 'good';

export interface BuiltSite {
	readonly folder: string;
	readonly base: string;
}

/**
 * Builds a site, once for all test files of one run of `tests/run.mjs`, else once for each file.
 * @throws Error with the build's report when it fails
 */
export async function builtSite(name: SiteName): Promise<BuiltSite> {
	const folder = path.join(root, name);
	const failure = `${folder}.failed`;
	if (takeTurn(`${folder}.turn`)) {
		const { code, out, err } = await build(name, folder);
		if (code !== 0) writeFileSync(failure, `${out}${err}`);
		writeFileSync(`${folder}.done`, '');
	}
	while (!existsSync(`${folder}.done`)) await sleep(100);
	if (existsSync(failure)) throw new Error(`The ${name} site does not build.\n${readFileSync(failure, 'utf8')}`);
	return { folder, base: bases[name] };
}

/** The HTML of a mail, which is no page of the site: it carries its styles in its elements. */
export const mailFile = /^briefings\/\d{4}-W\d\d\/email\.html$/;

/** @returns the paths of every HTML page of a built site, as its addresses end: `signals/x/`, `404.html`; the home page is empty. */
export function listPages(folder: string): string[] {
	return listTree(folder)
		.filter((file) => file.endsWith('.html') && !mailFile.test(file))
		.map((file) => file.replace(/(^|\/)index\.html$/, '$1'));
}

const bases: Record<SiteName, string> = { example: '/', stress: '/x/y/', good: '/' };

/** Late enough for every date of the content, and fixed, so that a run next year tests the same pages. */
const asOf = '2026-12-31T00:00Z';

const shared = process.env['SIGNALS_TEST_SITES'];
const root = shared ?? mkdtempSync(path.join(tmpdir(), 'signals-test-sites-'));
if (shared === undefined) {
	afterAll(() => {
		rmSync(root, { recursive: true, force: true });
	});
}

function build(name: SiteName, folder: string) {
	const content =
		name === 'stress'
			? writeContent(`${folder}-content`, stressContent())
			: path.join(projectDir, name === 'good' ? 'tests/corpus/good' : 'content');
	return runSignals(['build', '--content', content, '--out', folder, '--base', bases[name], '--as-of', asOf]);
}

function writeContent(folder: string, files: ReadonlyMap<string, string | Uint8Array>): string {
	for (const [file, data] of files) {
		mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
		writeFileSync(path.join(folder, file), data);
	}
	return folder;
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
