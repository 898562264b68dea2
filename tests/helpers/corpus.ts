import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SiteConfig } from '../../src/site/config.ts';
import { openSite } from '../../src/site/open.ts';
import siteConfig from '../../src/site.config.ts';
import { makeFolder } from './make-content.ts';
import { listTree } from './tree.ts';

/** One case of the corpus of bad content, as tests/corpus/README.md describes it. */
export interface CorpusCase {
	/** `score/range`, or the name of a set. */
	readonly name: string;
	/** The signal's file, or the folder of a set. */
	readonly location: string;
	/** File that holds the expected report. */
	readonly expected: string;
	/** Makes the case's content folder. */
	readonly write: (folder: string) => void;
}

export const corpusDir = path.join(import.meta.dirname, '../corpus');

/** The moment at which the corpora are checked. */
export const corpusAsOf = '2026-11-22T00:00:00Z';

/** The one category of cases that bring none. */
export const corpusCategories = '- { slug: industry, label: Industry, description: Companies and people. }\n';

/** @returns every case that consists of files alone, in order of name. */
export function corpusCases(): CorpusCase[] {
	const bad = path.join(corpusDir, 'bad');
	const files = listTree(bad)
		.filter((file) => file.endsWith('.md'))
		.map((file): CorpusCase => {
			const name = file.slice(0, -'.md'.length);
			const slug = path.posix.basename(name);
			return {
				name,
				location: path.join(bad, file),
				expected: path.join(bad, `${name}.expected`),
				write: (folder) => {
					mkdirSync(path.join(folder, 'signals'), { recursive: true });
					writeFileSync(path.join(folder, 'categories.yml'), corpusCategories);
					cpSync(path.join(bad, file), path.join(folder, 'signals', `${slug}.md`));
				},
			};
		});
	const sets = path.join(corpusDir, 'sets');
	const names = [...new Set(listTree(sets).map((file) => file.split('/', 1)[0] ?? ''))];
	return [
		...files,
		...names.map((name): CorpusCase => ({
			name: `sets/${name}`,
			location: path.join(sets, name),
			expected: path.join(sets, name, 'expected'),
			write: (folder) => {
				cpSync(path.join(sets, name), folder, { recursive: true, filter: (source) => path.basename(source) !== 'expected' });
				if (!existsSync(path.join(folder, 'categories.yml')) && !name.startsWith('categories-'))
					writeFileSync(path.join(folder, 'categories.yml'), corpusCategories);
			},
		})),
	];
}

/**
 * Checks a content folder.
 * @returns a line for each problem: `line:column severity code`, with the file before it unless the folder holds one signal alone
 */
export async function reportOf(contentDir: string, config: Partial<SiteConfig> = {}): Promise<string> {
	const { problems } = await openSite({
		config: { ...siteConfig, ...config },
		contentDir,
		contentName: 'content',
		cacheDir: makeFolder(),
		asOf: corpusAsOf,
	});
	const files = listTree(contentDir).filter((file) => file !== 'categories.yml');
	const only = files.length === 1 ? `content/${files[0] ?? ''}` : undefined;
	return problems
		.map(({ file, line, column, severity, code }) => {
			const place = file === only ? '' : `${file.replace(/^content\//, '')}:`;
			return `${place}${line}:${column} ${severity} ${code}\n`;
		})
		.join('');
}

/** @returns the codes of an expected report. */
export function codesIn(file: string): string[] {
	return [...readFileSync(file, 'utf8').matchAll(/\b(?:error|warning) (\S+)$/gm)].map(([, code = '']) => code);
}
