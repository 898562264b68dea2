import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { draftSignal } from '../../src/cli/draft.ts';
import { languageServerFiles, refreshEditor, schemaFiles, writeEditorFiles } from '../../src/cli/editor-files.ts';
import { splitFrontmatter } from '../../src/signals/frontmatter.ts';
import { categoriesJsonSchema, signalJsonSchema, tagsJsonSchema } from '../../src/signals/json-schema.ts';
import { signalSchema } from '../../src/signals/schema.ts';
import { decodeText } from '../../src/signals/text-file.ts';
import { readVocabulary } from '../../src/signals/vocabulary.ts';
import { parseYaml } from '../../src/signals/yaml.ts';
import { askLanguageServer } from '../helpers/language-server.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { projectDir, runHere } from '../helpers/run-signals.ts';
import { listTree } from '../helpers/tree.ts';

const contentDir = path.join(projectDir, 'content');
const vocabulary = readVocabulary(contentDir, (file) => file);

/** Editors know keywords for messages that validators do not. */
const compile = (schema: object) => new Ajv2020({ strict: false, allErrors: true }).compile(schema);
const accepts = compile(signalJsonSchema(vocabulary));
const frontmatterOf = (text: string | Uint8Array) => {
	const decoded = decodeText(typeof text === 'string' ? Buffer.from(text) : text);
	const split = 'text' in decoded ? splitFrontmatter(decoded.text) : decoded;
	return 'yaml' in split ? split.yaml.value : undefined;
};

describe('the JSON Schema of the frontmatter', () => {
	it('stands in the repository as the schema gives it (npm run schema writes it)', () => {
		for (const [file, text] of schemaFiles()) expect(readFileSync(path.join(projectDir, file), 'utf8'), file).toBe(text);
	});

	it.each(['content', 'tests/corpus/good'])('accepts every signal of %s', (name) => {
		const folder = path.join(projectDir, name);
		const validate = compile(signalJsonSchema(readVocabulary(folder, (file) => file)));
		for (const file of listTree(folder).filter((file) => file.startsWith('signals/') && file.endsWith('.md'))) {
			validate(frontmatterOf(readFileSync(path.join(folder, file))));
			expect(validate.errors, file).toBeNull();
		}
	});

	it.each([
		['an unknown field', { titel: 'x' }],
		['a field of a source that does not exist', { sources: '[{ url: "https://example.org/", tile: x }]' }],
		['a score above 10', { score: '11' }],
		['a score below 0', { score: '-1' }],
		['a score in quotes', { score: '"7"' }],
		['a category that does not exist', { category: 'Industri' }],
		['an empty category', { category: '' }],
		['a time without a zone', { date: '2026-05-19T16:01' }],
		['a date in another order', { date: '19-05-2026' }],
		['a day with a time', { watch: '[{ what: x, by: 2026-05-19T16:01Z, status: open }]' }],
		['a status that does not exist', { watch: '[{ what: x, by: 2026-05-19, status: opened }]' }],
		['a kind that does not exist', { updates: '[{ date: 2026-05-20, kind: fix, text: x }]' }],
		['tags as one text', { tags: 'agents' }],
		['a number as a tag', { tags: '[5]' }],
		['a source that is not https', { sources: '[{ url: "http://example.org/" }]' }],
		['a source without an address', { sources: '[{ title: x }]' }],
		['a slug with capitals', { follows: 'New-Model' }],
		['a title that is too long', { title: 'x'.repeat(201) }],
		['an empty title', { title: '""' }],
		['a summary that is too long', { summary: 'x'.repeat(1001) }],
		['draft: yes', { draft: 'yes' }],
	] satisfies [string, Record<string, string>][])('refuses %s, as the check does', (_, fields) => {
		const value = frontmatterOf(signalText(fields));
		expect(accepts(value)).toBe(false);
		if (!('category' in fields)) expect(signalSchema.safeParse(value).success).toBe(false);
	});

	it('accepts what the check accepts: other cases of a category, offsets, a heading for a title', () => {
		for (const text of [
			signalText({ category: 'iNDUSTRY' }),
			signalText({ date: '2026-05-19T18:01:30.5+05:30' }),
			signalText({ score: '10' }),
			signalText({ sources: '[{ url: "HTTPS://example.org" }]' }),
			signalText().replace(/^title:.*\n/m, ''),
		]) {
			const value = frontmatterOf(text);
			expect(signalSchema.safeParse(value).success).toBe(true);
			accepts(value);
			expect(accepts.errors, text).toBeNull();
		}
	});

	it('accepts what new leaves to write', async () => {
		const folder = makeContent('');
		const { out } = await runHere(['new', 'A lab releases a model', '--content', '.', '--date', '2026-05-19'], { cwd: folder });
		const value = frontmatterOf(readFileSync(path.resolve(folder, out.trim())));
		expect(JSON.stringify(value)).toMatch(/"score":"\{\{ .*"category":"\{\{ .*"url":"\{\{ /);
		for (const schema of [signalJsonSchema(vocabulary), signalJsonSchema()]) {
			const validate = compile(schema);
			validate(value);
			expect(validate.errors).toBeNull();
		}
	});

	it.each(['score', 'category', 'date', 'follows'])('accepts a blank for %s, and refuses text around it', (field) => {
		expect(accepts(frontmatterOf(signalText({ [field]: '"{{ still to write }}"' })))).toBe(true);
		expect(accepts(frontmatterOf(signalText({ [field]: '"x {{ still to write }}"' })))).toBe(false);
	});

	it('accepts a blank within an item of a list', () => {
		const watch = '[{ what: x, by: "{{ a day }}", status: "{{ open, or how it ended }}", evidence: "{{ an address }}" }]';
		expect(accepts(frontmatterOf(signalText({ watch })))).toBe(true);
	});

	it('matches the labels of categories with signs that mean something in regular expressions', () => {
		const matches = compile(
			signalJsonSchema({ categories: [{ slug: 'cpp', label: 'C++ (and Zürich)', description: 'x' }], tags: [] }).properties?.[
				'category'
			] as object,
		);
		expect(['C++ (and Zürich)', 'c++ (AND ZÜRICH)', 'CPP'].map((name) => matches(name))).toEqual([true, true, true]);
		expect(['C++', 'Cpp (and Zürich)', 'xcpp'].map((name) => matches(name))).toEqual([false, false, false]);
	});

	it('refuses no category where the list of categories cannot be read', () => {
		expect(compile(signalJsonSchema({ categories: [], tags: [] }))(frontmatterOf(signalText()))).toBe(true);
	});

	it('says of every field what it is for', () => {
		const silent = (schema: object, at: string): string[] =>
			Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
				if (typeof value !== 'object' || value === null) return [];
				if (key !== 'properties') return silent(value, at);
				return Object.entries(value).flatMap(([name, field]: [string, unknown]) =>
					typeof field === 'object' && field !== null
						? [...('description' in field ? [] : [`${at}${name}`]), ...silent(field, `${at}${name}.`)]
						: [],
				);
			});
		expect([signalJsonSchema(), categoriesJsonSchema(), tagsJsonSchema()].flatMap((schema) => silent(schema, ''))).toEqual([]);
	});

	it('gives examples that it accepts itself', () => {
		for (const [name, field] of Object.entries(signalJsonSchema().properties ?? {}))
			for (const example of typeof field === 'object' ? (field.examples ?? []) : [])
				expect(compile(field as object)(example), name).toBe(true);
	});
});

describe('the JSON Schemas of the vocabulary', () => {
	const schemas = { 'categories.yml': categoriesJsonSchema(), 'tags.yml': tagsJsonSchema() };
	it.each(['categories.yml', 'tags.yml'] as const)('accepts %s and refuses an unknown key in it', (file) => {
		const validate = compile(schemas[file]);
		const value = parseYaml(readFileSync(path.join(contentDir, file), 'utf8')).value;
		expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
		expect(validate([{ slug: 'x', label: 'X', description: 'X.', lable: 'x' }])).toBe(false);
	});
});

describe('the editor', () => {
	/** A project with one signal, as the language server finds it. */
	const makeProject = (text: string) => {
		const workspace = makeContent(`-- content/signals/2026/x.md --
${text}
-- content/categories.yml --
- { slug: industry, label: Industry, description: Companies. }
- { slug: models, label: Models, description: Models. }
-- content/tags.yml --
- { slug: open-weights, label: open weights }
-- package.json --
{}
-- tsconfig.json --
{}
`);
		symlinkSync(path.join(projectDir, 'node_modules'), path.join(workspace, 'node_modules'));
		writeEditorFiles(languageServerFiles(path.join(workspace, 'content')), workspace);
		return { workspace, file: path.join(workspace, 'content/signals/2026/x.md') };
	};

	it('completes fields, categories and tags in a signal, and marks what is wrong in it', { timeout: 120_000 }, async () => {
		const text =
			'---\ntitle: A\nscore: 11\ncategory: \ntittle: x\ntags: \nsources:\n  - url: http://x\n    \ndate: 2026-05-19T16:01\n\n---\n\nText\n';
		const { workspace, file } = makeProject(text);
		const { diagnostics, proposals } = await askLanguageServer(workspace, file, text, [
			[10, 0],
			[3, 10],
			[5, 6],
			[8, 4],
		]);
		expect(diagnostics).toMatchInlineSnapshot(`
			[
			  "10:7 Write a day such as 2026-05-19, or a time with its zone such as 2026-05-19T16:01Z.",
			  "3:8 Value is above the maximum of 10.",
			  "4:11 There is no such category. The categories are Industry, Models.",
			  "5:1 Property tittle is not allowed.",
			  "6:7 Incorrect type. Expected "array".",
			  "8:10 Write an https address, as in https://example.org/page.",
			]
		`);
		expect(proposals).toMatchInlineSnapshot(`
			[
			  [
			    "summary",
			    "authors",
			    "updated",
			    "updates",
			    "scores",
			    "watch",
			    "follows",
			    "withdrawn",
			    "draft",
			    "aliases",
			    "id",
			  ],
			  [
			    "Industry",
			    "Models",
			  ],
			  [
			    "["open weights"]",
			  ],
			  [
			    "title",
			    "publisher",
			    "date",
			    "archive",
			  ],
			]
		`);
	});

	it('marks nothing in a signal that was only just started', { timeout: 120_000 }, async () => {
		const text = draftSignal({ title: 'A', date: '2026-05-19' }, { sections: ['Why It Matters'], categories: ['Industry', 'Models'] });
		const { workspace, file } = makeProject(text);
		const { diagnostics } = await askLanguageServer(workspace, file, text, []);
		expect(diagnostics).toEqual([]);
	});

	it('lists signals with mistakes as well, by the address that the language server asks for', () => {
		const folder = path.join(makeFolder(), 'Ä b');
		const content = makeContent('-- signals/BROKEN.md --\nno frontmatter\n-- signals/2026/a.md --\nx\n-- signals/2026/a.txt --\nx\n');
		symlinkSync(content, folder);
		const { entries } = JSON.parse(languageServerFiles(folder).get('.astro/collections/collections.json') ?? '') as { entries: object };
		expect(Object.keys(entries).map((key) => key.slice(key.indexOf('ä b')))).toEqual(['ä b/signals/2026/a.md', 'ä b/signals/broken.md']);
	});

	it('is told of the content of the project alone, and only where that can be written', () => {
		const project = makeContent('-- content/categories.yml --\n[]\n');
		refreshEditor(makeContent(''), project);
		expect(listTree(project).filter((file) => file.startsWith('.astro'))).toEqual([]);
		refreshEditor(path.join(project, 'content'), project);
		expect(listTree(project).filter((file) => file.startsWith('.astro'))).toEqual([
			'.astro/collections/collections.json',
			'.astro/collections/frontmatter.schema.json',
		]);
		const taken = makeContent('-- content/categories.yml --\n[]\n-- .astro --\na file\n');
		refreshEditor(path.join(taken, 'content'), taken);
	});

	it('writes only what changed', () => {
		const folder = makeFolder();
		writeEditorFiles(new Map([['a/b.json', '1']]), folder);
		utimesSync(path.join(folder, 'a/b.json'), 1, 1);
		writeEditorFiles(
			new Map([
				['a/b.json', '1'],
				['c.json', '2'],
			]),
			folder,
		);
		expect(listTree(folder)).toEqual(['a/b.json', 'c.json']);
		expect(statSync(path.join(folder, 'a/b.json')).mtimeMs).toBe(1000);
	});
});
