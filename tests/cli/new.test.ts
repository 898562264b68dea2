import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { whileAlone } from '../../src/cli/author-lock.ts';
import { main } from '../../src/cli/main.ts';
import { cacheDir } from '../../src/cli/settings.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { runHere, runSignals } from '../helpers/run-signals.ts';
import { listTree } from '../helpers/tree.ts';

const content = (files = '') =>
	makeContent(`-- categories.yml --
- slug: industry
  label: Industry
  description: Companies.
- slug: models
  label: Models
  description: Models.
-- tags.yml --
- slug: open-weights
  label: open weights
  aliases: [open-weight]
${files}`);
const create = (cwd: string, ...words: string[]) => runHere(['new', ...words, '--content', '.'], { cwd });
const read = (cwd: string, file: string) => readFileSync(path.join(cwd, file), 'utf8');

describe('signals new', () => {
	it('writes a draft in house style, everything unknown marked, and prints its path and nothing else', async () => {
		const cwd = content();
		const { code, out, err } = await create(cwd, "Example Lab's model: the largest");
		expect([code, out]).toEqual([0, `${cwd}/signals/2026/11/example-labs-model-the-largest.md\n`]);
		expect(err).toContain('This is a draft with 11 blanks, each between {{ and }}.');
		expect(readFileSync(out.trim(), 'utf8')).toMatchInlineSnapshot(`
			"---
			title: "Example Lab's model: the largest"
			score: "{{ 0 to 10: how much the event weighs }}"
			category: "{{ one of Industry, Models }}"
			date: 2026-11-22T00:00Z
			tags: ["{{ a subject, as in: open weights }}", "{{ another, or nothing }}"]
			summary: "{{ The take: one paragraph that says what happened and why it counts }}"
			sources:
			  - url: "{{ https address of the strongest source }}"
			    title: "{{ its title }}"
			    publisher: "{{ who published it }}"
			draft: true # remove this line when no blank is left
			---

			## Technical Context

			{{ What was released, found or decided, and how it works, with numbers, names and dates }}

			## Why It Matters

			{{ Who is affected, what changes for them, and what speaks against it }}

			## What to Watch Next

			{{ What would confirm or refute this, and by when }}
			"
		`);
	});

	it('writes nothing that check complains of but the blanks, and nothing at all once they are filled', async () => {
		const cwd = content();
		const { out } = await create(cwd, 'A model ships', '--category', 'models', '--score', '7.5', '--tags', 'Open-Weight, licensing');
		const check = async () => {
			const { problems } = JSON.parse((await runHere(['check', '--content', '.', '--format', 'json'], { cwd })).out) as {
				problems: { severity: string; code: string }[];
			};
			return problems.map(({ severity, code }) => `${severity} ${code}`);
		};
		expect(new Set(await check())).toEqual(new Set(['warning blank/left']));
		const text = readFileSync(out.trim(), 'utf8');
		expect(text).toContain('score: 7.5\ncategory: Models\ndate: 2026-11-22T00:00Z\ntags: [open-weights, licensing]\n');
		const filled = text.replace(/\{\{ https[^}]*\}\}/, 'https://example.org/').replace(/\{\{[^}]*\}\}/g, 'Words.');
		writeFileSync(out.trim(), filled.replace(/^draft.*\n/m, ''));
		expect(await check()).toEqual([]);
	});

	it('files the signal under its month in UTC', async () => {
		const cwd = content();
		expect((await create(cwd, 'New year', '--date', '2026-01-01T00:30+01:00')).out).toBe(`${cwd}/signals/2025/12/new-year.md\n`);
	});

	it.each([
		[['Which', 'title'], 'The title is one argument. Put it in quotes: signals new "Which title".'],
		[[''], 'Which title? Write it in quotes: signals new "What happened".'],
		[['x'.repeat(10_000)], 'title has 10000 characters; the limit is 200.'],
		[['two\nlines'], 'title has more than one line.'],
		[['日本'], 'The title has no letters a to z and no digits that a slug, the last part of the address, could be made of.'],
		[['About'], 'The slug "about" is a reserved name. Give the signal another one by --slug'],
		[['x', '--slug', '../../x'], 'The slug "../../x" must be lower-case letters a to z and digits, joined by single hyphens. Write x.'],
		[['x', '--category', 'modles'], '--category: There is no category "modles". Did you mean Models?'],
		[['x', '--score', '11'], '--score: score is 11, but must be between 0 and 10.'],
		[['x', '--score', '7,5'], 'Write 7.5'],
		[['x', '--tags', '!!!'], '--tags: "!!!" is no tag.'],
		[
			['two\nlines', '--score', '11', '--category', 'modles', '--date', 'today'],
			/^title has more than one line\..*\n--date: .*\n--category: There is no category "modles"\..*\n--score: score is 11/,
		],
		[['in\u200Bvisible'], 'title holds the invisible character U+200B. Delete it.'],
		[['x', '--tags', 'a\u202Eb'], 'U+202E'],
		[['x', '--date', '2026-05-19T10:00'], '--date: "2026-05-19T10:00" has a time but no time zone.'],
		[['x', '--edit'], '--edit opens the editor named by VISUAL or EDITOR, but neither is set.'],
	])('refuses %j', async (words, message) => {
		const cwd = content();
		const { code, out, err } = await create(cwd, ...words);
		expect([code, out, listTree(cwd)]).toEqual([2, '', ['categories.yml', 'tags.yml']]);
		expect(err).toMatch(message);
	});

	it.each([
		[['--tags', 'C++,C#'], 'tags/collision'],
		[['--tags', Array.from({ length: 80 }, (_, index) => `tag ${index}`).join(',')], 'tags/length'],
	])('writes nothing that check would refuse: %j', async (words, code) => {
		const cwd = content();
		const result = await create(cwd, 'A model ships', ...words);
		expect([result.code, result.out, listTree(cwd)]).toEqual([1, '', ['categories.yml', 'tags.yml']]);
		expect(result.err).toContain(`error ${code}: `);
		expect(result.err).toContain('Nothing was changed');
	});

	it('writes each tag once, by the rule of check --fix, and minds no error of other files', async () => {
		const cwd = content(`-- signals/a.md --\n${signalText({ tags: '[C++]', score: '11' })}`);
		const { out } = await create(cwd, 'A model ships', '--tags', 'c++,C++,Open-Weight,open weights,open-weights');
		expect(readFileSync(out.trim(), 'utf8')).toContain('tags: [C++, open-weights]\n');
	});

	it('takes a title that looks like a path or an option for a title', async () => {
		const cwd = content();
		await create(cwd, '../../Etc/Passwd');
		await runHere(['new', '--content', '.', '--', '-h'], { cwd });
		expect(listTree(cwd).filter((file) => file.endsWith('.md'))).toEqual(['signals/2026/11/etc-passwd.md', 'signals/2026/11/h.md']);
	});

	it('cuts the slug of a long title after a word', async () => {
		const cwd = content();
		const { out } = await create(cwd, 'A title of many words, each of which would be welcome in an address if only there was');
		expect(path.basename(out.trim())).toBe('a-title-of-many-words-each-of-which-would-be-welcome-in-an-address-if-only-there.md');
	});

	it('overwrites nothing, and takes no name that a signal, a former slug or an id has', async () => {
		const cwd = content(`-- signals/a/taken.md --\n${signalText({ aliases: '[former]', id: 'identity' })}`);
		expect((await create(cwd, 'Taken')).err).toContain(`${cwd}/signals/a/taken.md has the slug "taken" already`);
		expect((await create(cwd, 'Former')).err).toContain(`"former" is a former slug or the id of ${cwd}/signals/a/taken.md.`);
		expect((await create(cwd, 'Identity')).code).toBe(2);
		expect((await create(cwd, 'Taken', '--slug', 'free')).code).toBe(0);
	});

	it('does not follow a link out of the content folder', async () => {
		const [cwd, elsewhere] = [content(), makeFolder()];
		mkdirSync(path.join(cwd, 'signals'), { recursive: true });
		symlinkSync(elsewhere, path.join(cwd, 'signals/2026'));
		const { code, err } = await create(cwd, 'A model ships');
		expect([code, listTree(elsewhere)]).toEqual([74, []]);
		expect(err).toContain('is not a folder');
	});

	it('waits while another command writes into the folder, and then looks again whether the name is free', async () => {
		const [cwd, elsewhere] = [content(), content()];
		let finished = 0;
		const waiting = await whileAlone({ contentDir: cwd, cacheDir }, { interrupted: new AbortController().signal }, async () => {
			const dates = ['2026-01-01', '2026-02-01'];
			const held = dates.map((date) => create(cwd, 'The same title', '--date', date).finally(() => (finished += 1)));
			for (const title of ['One', 'Two', 'Three']) await create(elsewhere, title);
			expect(finished).toBe(0);
			return { results: Promise.all(held) };
		});
		const results = await waiting.results;
		expect(results.map(({ code }) => code).sort()).toEqual([0, 2]);
		expect(listTree(cwd).filter((file) => file.startsWith('signals/'))).toHaveLength(1);
	});

	it('gives one name to one signal when two processes ask for it at once', async () => {
		const cwd = content();
		const results = await Promise.all(
			['2026-01-01', '2026-02-01'].map((date) => runSignals(['new', 'The same title', '--date', date, '--content', '.'], { cwd })),
		);
		expect(results.map(({ code }) => code).sort()).toEqual([0, 2]);
	});

	it('opens the editor, waits for it, and then checks the file', async () => {
		const cwd = content();
		const editor = path.join(makeFolder(), 'editor.mjs');
		writeFileSync(
			editor,
			`import fs from 'node:fs';\nconst file = process.argv.at(-1);\nfs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^score.*/m, 'score: 11'));\n`,
		);
		const env = { EDITOR: `${process.execPath} ${editor}` };
		const { code, out, err } = await runHere(['new', 'A model ships', '--edit', '--content', '.'], { cwd, env });
		expect([code, out]).toEqual([1, `${cwd}/signals/2026/11/a-model-ships.md\n`]);
		expect(err).toContain('error score/range: score is 11');
	});

	it('runs the editor as the shell does, the first that is named', async () => {
		const cwd = content();
		const editor = path.join(makeFolder(), 'my editor.mjs');
		writeFileSync(editor, `import fs from 'node:fs';\nfs.rmSync(process.argv.at(-1));\n`);
		const env = { VISUAL: '', EDITOR: `${process.execPath} "${editor}"` };
		const { code, err } = await runHere(['new', 'A model ships', '--edit', '--content', '.'], { cwd, env });
		expect([code, err]).toEqual([1, `${cwd}/signals/2026/11/a-model-ships.md is gone: the editor removed or renamed it.\n`]);
	});

	it('says so when the editor cannot be started, and leaves the file', async () => {
		const cwd = content();
		const { code, err } = await runHere(['new', 'A model ships', '--edit', '--content', '.'], { cwd, env: { VISUAL: '/no/such/editor' } });
		expect([code, existsSync(path.join(cwd, 'signals/2026/11/a-model-ships.md'))]).toEqual([74, true]);
		expect(err).toContain('The editor /no/such/editor could not be started.');
	});
});

/** A person at a terminal who answers each question as it comes up. */
async function answer(cwd: string, words: readonly string[], answers: readonly (readonly [question: string, keys: string])[]) {
	const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
	const output = Object.assign(new PassThrough(), { isTTY: true, columns: 200, rows: 40 });
	const left = [...answers];
	let [out, shown, seen] = ['', '', 0];
	output.on('data', (data: Buffer) => {
		shown += data.toString();
		const [next] = left;
		if (!next || !shown.slice(seen).includes(next[0])) return;
		left.shift();
		seen = shown.length;
		setImmediate(() => input.write(next[1]));
	});
	const code = await main(['new', ...words, '--content', '.'], {
		cwd,
		env: {},
		now: () => Date.UTC(2026, 10, 22),
		out: { write: (text) => (out += text) },
		err: output,
		in: input,
		interrupted: new AbortController().signal,
	});
	return { code, out, shown, left };
}

describe('signals new on a terminal', () => {
	it('asks for what was not given', async () => {
		const cwd = content();
		const { code, out, left } = await answer(
			cwd,
			[],
			[
				['Title', 'A model ships\r'],
				['Category', 'mod\r'],
				['Score', '7.5\r'],
				['Tags', 'open\t\r'],
				['Other tags', 'licensing\r'],
			],
		);
		expect([code, out, left]).toEqual([0, `${cwd}/signals/2026/11/a-model-ships.md\n`, []]);
		expect(read(cwd, 'signals/2026/11/a-model-ships.md')).toContain(
			'title: "A model ships"\nscore: 7.5\ncategory: Models\ndate: 2026-11-22T00:00Z\ntags: [open-weights, licensing]\n',
		);
	});

	it('leaves blank what is not answered', async () => {
		const cwd = content();
		const { code } = await answer(
			cwd,
			['A model ships'],
			[
				['Category', '\r'],
				['Score', '\r'],
				['Tags', '\r'],
				['Other tags', '\r'],
			],
		);
		expect(code).toBe(0);
		expect(read(cwd, 'signals/2026/11/a-model-ships.md').match(/\{\{/g)).toHaveLength(11);
	});

	it('says what is wrong with an answer and asks again, for another slug as well', async () => {
		const cwd = content(`-- signals/a-model-ships.md --\n${signalText()}`);
		const { code, shown, left } = await answer(
			cwd,
			['A model ships', '--category', 'Models', '--tags', 'x'],
			[
				['Another slug', 'Not a slug\r'],
				['must be lower-case', `${'\u007f'.repeat(10)}new-slug\r`],
				['Score', '11\r'],
				['between 0 and 10', '\u007f0\r'],
			],
		);
		expect([code, left]).toEqual([0, []]);
		expect(shown).toContain('has the slug "a-model-ships"');
		expect(read(cwd, 'signals/2026/11/new-slug.md')).toContain('score: 10\n');
	});

	it.each([
		['Title', []],
		['Category', ['A model ships']],
		['Other tags', ['A model ships', '--category', 'Models', '--score', '7']],
	])('takes the end of the input at the question %j for a refusal', async (question, words) => {
		const cwd = content();
		const before = question === 'Other tags' ? ([['Tags', '\r']] as const) : [];
		const { code, out, shown } = await answer(cwd, words, [...before, [question, '\u0004']]);
		expect([code, out]).toEqual([130, '']);
		expect(shown).toContain('Cancelled. Nothing was written.');
		expect(listTree(cwd)).toEqual(['categories.yml', 'tags.yml']);
	});

	it('writes nothing when it is cancelled', async () => {
		const cwd = content();
		const { code, out, shown } = await answer(cwd, ['A model ships'], [['Category', '\u0003']]);
		expect([code, out]).toEqual([130, '']);
		expect(shown).toContain('Cancelled. Nothing was written.');
		expect(listTree(cwd)).toEqual(['categories.yml', 'tags.yml']);
	});
});
