import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { rmSync } from 'node:fs';

/**
 * Writes a content folder given as one text: each file starts with a line `-- its/path --`. Without a `categories.yml`, one
 * category, Industry, is written.
 *
 * @returns the folder, removed when the test ends
 */
export function makeContent(text: string): string {
	const folder = makeFolder();
	const files = parseFiles(text);
	if (!files.has('categories.yml'))
		files.set('categories.yml', '- slug: industry\n  label: Industry\n  description: Companies and people.\n');
	mkdirSync(path.join(folder, 'signals'), { recursive: true });
	for (const [file, content] of files) {
		mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
		writeFileSync(path.join(folder, file), content);
	}
	return folder;
}

/** @returns a new empty folder, removed when the test ends. */
export function makeFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'signals-test-'));
	onTestFinished(() => {
		rmSync(folder, { recursive: true, force: true });
	});
	return folder;
}

/** @returns the files of a text with `-- path --` lines, by path. */
export function parseFiles(text: string): Map<string, string> {
	const [, ...parts] = text.split(/^-- (\S+) --\n/m);
	return new Map(parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ''] as const] : [])));
}

/** @returns a valid signal's file; `fields` replace or add lines of the frontmatter. */
export function signalText(fields: Record<string, string> = {}, body = houseBody): string {
	const all = {
		title: 'A lab releases a model',
		score: '7',
		category: 'Industry',
		date: '2026-05-19T16:01Z',
		tags: '[]',
		sources: '[{ url: "https://example.org/" }]',
		...fields,
	};
	return `---\n${Object.entries(all)
		.map(([name, value]) => `${name}: ${value}\n`)
		.join('')}---\n${body}`;
}

/** A body in house style. */
export const houseBody = `
The take.

## Technical Context

What it is.

## Why It Matters

What it changes.

## What to Watch Next

What comes.
`;
