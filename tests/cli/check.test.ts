import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { runHere, runSignals } from '../helpers/run-signals.ts';

/** Ten mistakes in five files, and one file without any. */
const tenMistakes = `-- signals/one.md --
---
titel: A misspelt key
score: 11
category: Industri
date: 2026-05-19T16:01
tags: []
sources: [{ url: "https://example.org/" }]
---

Take.

## Technical Context

x

## Why It Matters

x

## What to Watch Next

x
-- signals/two.md --
${signalText({ sources: '[{ url: "http://example.org/" }]', follows: 'no-such-signal' })}
-- signals/three.md --
${signalText().replace('The take.', 'The take, with <b>HTML</b> and [a link](/signals/nowhere/).')}
-- signals/four.md --
---
title: Never closed
-- signals/five.md --
${signalText({ tags: '[5]' })}
-- signals/good.md --
${signalText()}`;

describe('signals check', { timeout: 30_000 }, () => {
	it('reports exactly ten mistakes in five files, with places, and exits 1', async () => {
		const cwd = makeContent(tenMistakes);
		const { code, out, err } = await runHere(['check', '--content', '.', '--format', 'json'], { cwd });
		const report = JSON.parse(out) as {
			ok: boolean;
			signals: number;
			problems: { file: string; line: number; column: number; code: string }[];
		};
		expect(report.problems.map((problem) => `${path.relative(cwd, problem.file)}:${problem.line}:${problem.column} ${problem.code}`))
			.toMatchInlineSnapshot(`
			[
			  "signals/five.md:6:8 tags/type",
			  "signals/four.md:1:1 frontmatter/unclosed",
			  "signals/one.md:2:1 frontmatter/unknown-key",
			  "signals/one.md:3:8 score/range",
			  "signals/one.md:4:11 category/unknown",
			  "signals/one.md:5:7 date/zone",
			  "signals/three.md:10:16 body/raw-html",
			  "signals/three.md:10:32 link/broken",
			  "signals/two.md:7:18 sources/url",
			  "signals/two.md:8:10 follows/unknown",
			]
		`);
		expect([code, report.ok, report.signals, err]).toEqual([1, false, 6, '']);
	});

	it('gives every problem the members that the format promises', async () => {
		const { out } = await runHere(['check', '--content', makeContent(tenMistakes), '--format', 'json']);
		const { problems } = JSON.parse(out) as { problems: object[] };
		for (const problem of problems)
			expect(Object.keys(problem)).toEqual(['code', 'severity', 'file', 'line', 'column', 'field', 'message', 'hint']);
	});

	it('reports a problem on one line of text', async () => {
		const cwd = makeContent(
			`-- content/signals/x.md --\n${signalText({ score: '11' })}-- content/categories.yml --\n- { slug: industry, label: Industry, description: x }\n`,
		);
		const { out, code } = await runHere(['check', '--content', 'content'], { cwd });
		expect(out).toBe(
			'content/signals/x.md:3:8 error score/range: score is 11, but must be between 0 and 10. Write a number such as 7 or 7.5.\n1 signal checked: 1 error.\n',
		);
		expect(code).toBe(1);
	});

	it('exits 0 with warnings, and 1 with --strict', async () => {
		const content = makeContent(`-- signals/x.md --\n${signalText({ sources: '[]' })}`);
		expect((await runHere(['check', '--content', content])).code).toBe(0);
		expect(await runHere(['check', '--content', content, '--strict'])).toMatchObject({ code: 1 });
	});

	it('passes a folder without any signal', async () => {
		expect(await runHere(['check', '--content', makeContent('')])).toEqual({ code: 0, out: '0 signals checked: no problems.\n', err: '' });
	});

	it('prints no control character that content holds', async () => {
		const content = makeContent('');
		writeFileSync(path.join(content, 'signals', 'a\u001B[2J.md'), signalText());
		const { out } = await runHere(['check', '--content', content]);
		expect(out).toContain('a\\x1b[2J.md');
		expect(out).not.toContain('\u001B');
	});

	it('writes nothing into the content', async () => {
		const content = makeContent(tenMistakes);
		const before = readdirSync(content, { recursive: true });
		await runHere(['check', '--content', content]);
		expect(readdirSync(content, { recursive: true })).toEqual(before);
	});
});

describe('the command line', { timeout: 30_000 }, () => {
	it.each([
		[['check', '--format', 'yaml'], '--format is "yaml", but must be text, json, github or sarif.'],
		[['check', '--content', '/no/such/folder'], 'There is no content folder /no/such/folder.'],
		[
			['check', '--as-of', 'tomorrow'],
			'--as-of: "tomorrow" is not a date this site reads. Write a day as in 2026-05-19, or a time as in 2026-05-19T16:01Z.',
		],
		[['build', '--site', 'example.org'], '--site is "example.org", but must be an address such as https://signals.example.'],
		[
			['build', '--site', 'https://example.org/blog/'],
			'--site is "https://example.org/blog/", but must be an origin. Give the path by --base /blog/.',
		],
		[['build', '--base', '../x'], '--base is "../x", but must be a path such as /briefings/.'],
		[['build', '--out', '.'], 'which a build would replace. Name a folder of its own.'],
		[['build', '--out', 'package.json'], 'package.json, which is a file. Name a folder.'],
		[['build', '--out', 'package.json/dist'], /--out is .*package\.json\/dist, but .*package\.json is a file\. Name another folder\./],
		[['preview', '--out', '/no/such/folder'], 'There is no site in /no/such/folder. Build it first.'],
		[['preview', '--port', 'x'], '--port is "x", but must be a number up to 65535.'],
	])('%j exits 2 and says why', async (args, message) => {
		const { code, out, err } = await runHere(args[0] === 'preview' && args[1] === '--port' ? [...args, '--out', siteLikeFolder()] : args);
		expect(err).toMatch(message);
		expect([code, out]).toEqual([2, '']);
	});

	it('notices options that npm kept for itself', async () => {
		const { code, err } = await runHere(['build'], { env: { npm_config_base: '/x/', npm_lifecycle_event: 'build' } });
		expect(err).toContain('Options follow two hyphens: npm run build -- --base …');
		expect(code).toBe(2);
	});

	it('explains itself, and each command', async () => {
		expect((await runHere(['--help'])).out).toContain('signals <command> [options]');
		for (const command of ['build', 'check', 'preview'])
			expect(await runHere([command, '--help'])).toMatchObject({
				code: 0,
				err: '',
				out: expect.stringContaining(`signals ${command} [`) as string,
			});
	});

	it('takes SOURCE_DATE_EPOCH, and refuses one that is no number', async () => {
		const content = makeContent(`-- signals/x.md --\n${signalText({ updated: '2026-06-01' })}`);
		expect((await runHere(['check', '--content', content], { env: { SOURCE_DATE_EPOCH: '1790000000' } })).code).toBe(0);
		expect((await runHere(['check', '--content', content], { env: { SOURCE_DATE_EPOCH: '1779300000' } })).out).toContain('updated/future');
		expect((await runHere(['check', '--content', content], { env: { SOURCE_DATE_EPOCH: 'now' } })).code).toBe(2);
	});

	it('runs as a program, from any folder', async () => {
		const cwd = makeFolder();
		const { code, out } = await runSignals(['check'], { cwd });
		expect(out).toMatch(/signals checked: /);
		expect(code).toBe(0);
		expect(existsSync(path.join(cwd, '.cache'))).toBe(false);
	});
});

function siteLikeFolder(): string {
	const folder = makeFolder();
	writeFileSync(path.join(folder, 'index.html'), '');
	return folder;
}
