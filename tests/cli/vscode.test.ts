import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { main } from '../../src/cli/main.ts';
import { callsIn, faultsOf } from '../helpers/npm-calls.ts';
import { makeContent, signalText } from '../helpers/make-content.ts';
import { projectDir, runHere } from '../helpers/run-signals.ts';

/** Reads JSON with comments. */
function readSettings<S extends z.ZodType>(name: string, schema: S): z.output<S> {
	const file = path.join(projectDir, '.vscode', name);
	const { config, error } = ts.parseConfigFileTextToJson(file, readFileSync(file, 'utf8')) as { config?: unknown; error?: unknown };
	expect(error).toBeUndefined();
	return schema.parse(config);
}

const line = z.object({ regexp: z.string() }).catchall(z.unknown());
const tasks = readSettings(
	'tasks.json',
	z.object({
		tasks: z.array(
			z.object({
				label: z.string(),
				script: z.string().optional(),
				command: z.string().optional(),
				problemMatcher: z.array(z.object({ pattern: z.union([line, z.array(line)]) })),
			}),
		),
	}),
).tasks;
const snippets = readSettings(
	'signals.code-snippets',
	z.record(z.string(), z.object({ scope: z.literal('markdown'), prefix: z.string(), body: z.array(z.string()) })),
);

describe('the problem matchers of the check task', { timeout: 30_000 }, () => {
	const badContent = `-- content/categories.yml --
- { slug: industry, label: Industry, description: Companies. }
-- content/signals/2026/new-model.md --
${signalText({ score: '11', sources: '[]' })}`;

	it('find every problem in the report of one line each', async () => {
		const { out } = await runHere(['check', '--content', 'content'], { cwd: makeContent(badContent) });
		expect(match(out)).toMatchInlineSnapshot(`
			[
			  {
			    "code": "score/range",
			    "column": "8",
			    "file": "content/signals/2026/new-model.md",
			    "line": "3",
			    "message": "score is 11, but must be between 0 and 10. Write a number such as 7 or 7.5.",
			    "severity": "error",
			  },
			  {
			    "code": "house/source-missing",
			    "column": "10",
			    "file": "content/signals/2026/new-model.md",
			    "line": "7",
			    "message": "The signal names no source. Add sources: with at least one url.",
			    "severity": "warning",
			  },
			]
		`);
	});

	it('find every problem in the report of a terminal', async () => {
		let out = '';
		await main(['check', '--content', 'content'], {
			cwd: makeContent(badContent),
			env: {},
			now: () => Date.UTC(2026, 10, 22),
			out: { write: (text) => (out += text), isTTY: true, columns: 100 },
			err: { write: () => undefined },
			interrupted: new AbortController().signal,
		});
		expect(match(stripVTControlCharacters(out))).toMatchInlineSnapshot(`
			[
			  {
			    "code": "score/range",
			    "column": "8",
			    "file": "content/signals/2026/new-model.md",
			    "line": "3",
			    "message": "score is 11, but must be between 0 and 10.",
			    "severity": "error",
			  },
			  {
			    "code": "house/source-missing",
			    "column": "10",
			    "file": "content/signals/2026/new-model.md",
			    "line": "7",
			    "message": "The signal names no source.",
			    "severity": "warning",
			  },
			]
		`);
	});
});

/** What each matcher finds in an output, as VS Code applies them: the patterns of one matcher to lines that follow each other. */
function match(output: string): Record<string, string | undefined>[] {
	const lines = output.split('\n');
	const matchers = tasks.flatMap(({ problemMatcher }) => problemMatcher.map(({ pattern }) => [pattern].flat()));
	return lines.flatMap((_, start) =>
		matchers.flatMap((patterns) => {
			const found = patterns.map(({ regexp }, index) => new RegExp(regexp).exec(lines[start + index] ?? ''));
			if (found.includes(null)) return [];
			const groups = patterns.flatMap((pattern, index) =>
				Object.entries(pattern)
					.filter(([name]) => name !== 'regexp')
					.map(([name, group]) => [name, found[index]?.[Number(group)]] as const),
			);
			return [Object.fromEntries(groups)];
		}),
	);
}

describe('the tasks', { timeout: 30_000 }, () => {
	it('run scripts and commands that exist', async () => {
		for (const { label, script, command = `npm run ${script ?? ''}` } of tasks) {
			expect(callsIn(command), label).toEqual([command]);
			expect(await faultsOf(command), label).toEqual([]);
		}
	});
});

describe('the settings', () => {
	it('name schemas and files that exist', () => {
		const { 'yaml.schemas': schemas, ...settings } = readSettings(
			'settings.json',
			z.looseObject({ 'yaml.schemas': z.record(z.string(), z.string()) }),
		);
		for (const file of Object.entries(schemas).flat()) expect(existsSync(path.join(projectDir, file)), file).toBe(true);
		expect(settings).toMatchObject({ 'astro.content-intellisense': true, 'files.eol': '\n' });
	});

	it('leave the two spaces of a line break in Markdown, and every byte of what tests read', () => {
		const settings = readSettings('settings.json', z.record(z.string(), z.unknown()));
		expect(settings).not.toHaveProperty(['files.trimTrailingWhitespace']);
		expect(settings).not.toHaveProperty(['files.insertFinalNewline']);
		expect(settings['[markdown]']).toMatchObject({ 'files.trimTrailingWhitespace': false });
		const [, ...sections] = readFileSync(path.join(projectDir, '.editorconfig'), 'utf8').split(/^\[(.+)\]\n/m);
		const trims = sections.flatMap((part, index) => {
			const [, value] = /^trim_trailing_whitespace = (.+)$/m.exec(sections[index + 1] ?? '') ?? [];
			return index % 2 === 0 && value !== undefined ? [[part, value]] : [];
		});
		expect(trims).toEqual([
			['*', 'true'],
			['*.md', 'false'],
			['tests/corpus/{bad,sets,good}/**', 'unset'],
		]);
	});
});

describe('the snippets', { timeout: 30_000 }, () => {
	it.each(Object.entries(snippets))('%s gives what the check accepts', async (_, { prefix, body }) => {
		const text = expand(body.join('\n'));
		const file = wrap[prefix]?.(text) ?? text;
		const cwd = makeContent(`-- signals/new-model.md --\n${file}`);
		const { out } = await runHere(['check', '--content', '.', '--format', 'json'], { cwd });
		const { problems } = JSON.parse(out) as { problems: { code: string; severity: string; message: string }[] };
		expect(problems.filter(({ code, severity }) => code !== 'blank/left' || severity === 'error')).toEqual([]);
		expect(problems.length > 0).toBe(prefix === 'signal');
	});

	it('of a whole signal asks for every required field', () => {
		const text = expand(snippets['Signal']?.body.join('\n') ?? '');
		expect(text).toMatchInlineSnapshot(`
			"---
			title: "{{ What happened, in one line }}"
			score: "{{ 0 to 10 }}"
			category: "{{ one of categories.yml }}"
			date: 2026-05-20
			tags: [text]
			summary: "{{ What happened and why it counts, in two or three sentences }}"
			sources:
			  - url: "{{ address of the strongest source, https }}"
			    title: "{{ its title }}"
			    publisher: "{{ who published it }}"
			draft: true
			---

			## Technical Context

			{{ What it is, and what one has to know }}

			## Why It Matters

			{{ Who has to change what }}

			## What to Watch Next

			- {{ What would change the picture, and by when }}
			"
		`);
	});
});

/** Where the snippets that are a part of a signal stand in it. */
const wrap: Record<string, (text: string) => string> = {
	'signal-source': (text) => signalText({ sources: `\n${text}` }),
	'signal-watch': (text) => signalText({ watch: `\n${text}` }),
	'signal-watch-settled': (text) => signalText({ watch: `\n  - what: x\n    by: 2026-06-30\n${text}` }),
	'signal-update': (text) => signalText({ updates: `\n${text}` }),
	'signal-correction': (text) => signalText({ updates: `\n${text}` }),
	'signal-score': (text) => signalText({ scores: `\n${text}` }),
	'signal-withdrawn': (text) => signalText().replace('sources:', `${text}\nsources:`),
};

/** Expands a snippet on 20 May 2026: placeholders as they stand, the first of choices, and `text` where there is only a place. */
function expand(body: string): string {
	const variables: Record<string, string> = { CURRENT_YEAR: '2026', CURRENT_MONTH: '05', CURRENT_DATE: '20' };
	return body
		.replace(/\$\{([A-Z_]+)\}/g, (_, name: string) => variables[name] ?? `unknown variable ${name}`)
		.replace(/\$\{\d+\|([^,|]+)[^|]*\|\}/g, '$1')
		.replace(/\$\{\d+:((?:[^\\}]|\\.)*)\}/g, (_, text: string) => text.replaceAll(String.raw`\}`, '}'))
		.replace(/\$\d+/g, 'text');
}
