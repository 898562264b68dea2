/** What editors read in order to complete and check frontmatter and vocabulary as they are typed. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { categoriesJsonSchema, signalJsonSchema, tagsJsonSchema } from '../signals/json-schema.ts';
import { checkReportJsonSchema } from './formats/json.ts';
import { readVocabulary } from '../signals/vocabulary.ts';
import { isSystemError } from './system-error.ts';

/** The schemas that stand in the repository, by path below the project; they follow from the code alone. */
export function schemaFiles(): ReadonlyMap<string, string> {
	return new Map([
		['.vscode/signal.schema.json', json(signalJsonSchema())],
		['.vscode/categories.schema.json', json(categoriesJsonSchema())],
		['.vscode/tags.schema.json', json(tagsJsonSchema())],
		['src/cli/formats/check-report.schema.json', json(checkReportJsonSchema())],
	]);
}

/**
 * What Astro's language server reads in a project: which files are in which collection, and the schema of each collection's
 * frontmatter. Astro could write both by itself, but only for signals without any mistake, and without categories and tags. The
 * name differs from the collection's, whose own schema file Astro writes.
 *
 * @param contentDir absolute
 * @returns files by path below the project
 */
export function languageServerFiles(contentDir: string): ReadonlyMap<string, string> {
	const name = 'frontmatter';
	const entries = signalFiles(contentDir).map((file) => [entryKey(file), name] as const);
	return new Map([
		['.astro/collections/collections.json', json({ collections: [{ hasSchema: true, name }], entries: Object.fromEntries(entries) })],
		[`.astro/collections/${name}.schema.json`, json(signalJsonSchema(readVocabulary(contentDir, (file) => file)))],
	]);
}

/**
 * Tells editors of new signals and of another vocabulary. A courtesy of commands that do something else: content that is not the
 * project's own is no editor's matter, and where nothing can be written, nothing is.
 */
export function refreshEditor(contentDir: string, projectDir: string): void {
	if (contentDir !== path.join(projectDir, 'content')) return;
	try {
		writeEditorFiles(languageServerFiles(contentDir), projectDir);
	} catch (error) {
		if (!isSystemError(error)) throw error;
	}
}

/** Writes files that are not there yet or differ, so that editors are not disturbed for nothing. */
export function writeEditorFiles(files: ReadonlyMap<string, string>, projectDir: string): void {
	for (const [file, text] of files) {
		const location = path.join(projectDir, file);
		if (statSync(location, { throwIfNoEntry: false })?.isFile() && readFileSync(location, 'utf8') === text) continue;
		mkdirSync(path.dirname(location), { recursive: true });
		writeFileSync(location, text);
	}
}

function signalFiles(contentDir: string): string[] {
	const folder = path.join(contentDir, 'signals');
	if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
		.map((entry) => path.join(entry.parentPath, entry.name))
		.sort((a, b) => (a < b ? -1 : 1));
}

/** The language server looks a file up by its address, decoded and in lower case. */
function entryKey(file: string): string {
	return decodeURIComponent(pathToFileURL(file).href).toLowerCase();
}

function json(value: unknown): string {
	return `${JSON.stringify(value, null, 2)}\n`;
}
