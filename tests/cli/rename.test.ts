import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { houseBody, makeContent, signalText } from '../helpers/make-content.ts';
import { runHere } from '../helpers/run-signals.ts';
import { hashTree, listTree } from '../helpers/tree.ts';

const rename = (cwd: string, ...words: string[]) => runHere(['rename', ...words, '--content', '.'], { cwd });
const read = (cwd: string, file: string) => readFileSync(path.join(cwd, file), 'utf8');

/** A signal that is named in every way there is. */
const named = `-- signals/2026/old.md --
${signalText({ summary: '"The [take](#why-it-matters)."' }, houseBody.replace('The take.\n\n', ''))}
-- signals/next.md --
${signalText({ follows: 'old', summary: "'It''s after [it](/signals/old/).'" }, houseBody.replace('The take.\n\n', ''))}
-- signals/links.md --
${signalText(
	{ watch: '[{ what: "It ships.", by: 2026-06-01, status: happened, resolved: 2026-05-20, evidence: old }]' },
	houseBody.replace(
		'What it is.',
		'[a](/signals/old/), [b](/signals/old/#why-it-matters "/signals/old/"), [c](old.md), [d](<2026/old.md#why-it-matters>), [e][r], [f](https://example.org/signals/old/)\n\n[r]: /signals/old/\n\nSee `[x](/signals/old/)`, older, old and old-2.\n\n    [y](/signals/old/)',
	),
)}
-- signals/draft.md --
${signalText({ follows: 'old', draft: 'true' })}
-- signals/other.md --
${signalText()}`;

describe('signals rename', () => {
	it('renames the file, keeps its identity, and changes everything that names it, and nothing else', async () => {
		const cwd = makeContent(named);
		const before = Object.fromEntries(listTree(cwd).map((file) => [file, read(cwd, file)]));
		const { code, out, err } = await rename(cwd, 'old', 'new');
		expect([code, err, out.replaceAll(`${cwd}/`, '')]).toEqual([
			0,
			'',
			'signals/2026/old.md is now signals/2026/new.md\nsignals/draft.md: 1 mention of old changed\nsignals/links.md: 6 mentions of old changed\nsignals/next.md: 2 mentions of old changed\n',
		]);
		expect(listTree(cwd)).toEqual([
			'categories.yml',
			'signals/2026/new.md',
			'signals/draft.md',
			'signals/links.md',
			'signals/next.md',
			'signals/other.md',
		]);
		expect(read(cwd, 'signals/2026/new.md')).toBe(before['signals/2026/old.md']?.replace('."\n---', '."\naliases: [old]\nid: old\n---'));
		expect(read(cwd, 'signals/next.md')).toBe(
			before['signals/next.md']
				?.replace('follows: old', 'follows: new')
				.replace("after [it](/signals/old/).'", "after [it](/signals/new/).'")
				.replace("'It''s after [it](/signals/new/).'", '"It\'s after [it](/signals/new/)."'),
		);
		expect(read(cwd, 'signals/links.md')).toBe(
			before['signals/links.md']
				?.replace('evidence: old', 'evidence: new')
				.replace('[a](/signals/old/), [b](/signals/old/#why-it-matters ', '[a](/signals/new/), [b](/signals/new/#why-it-matters ')
				.replace('[c](old.md), [d](<2026/old.md', '[c](new.md), [d](<2026/new.md')
				.replace('[r]: /signals/old/', '[r]: /signals/new/'),
		);
		expect((await runHere(['check', '--content', '.'], { cwd })).code).toBe(0);
	});

	it('gives back a former slug, and ends where it began but for the identity', async () => {
		const cwd = makeContent(`-- signals/a.md --\n${signalText()}`);
		await rename(cwd, 'a', 'b');
		await rename(cwd, 'signals/b.md', 'c');
		expect(read(cwd, 'signals/c.md')).toContain('aliases: [a, b]\nid: a\n---');
		await rename(cwd, 'c', 'a');
		expect(read(cwd, 'signals/a.md')).toContain('aliases: [c, b]\nid: a\n---');
		expect((await runHere(['check', '--content', '.'], { cwd })).code).toBe(0);
	});

	it.each([
		[['old', 'other'], 'other.md has the slug "other" already'],
		[['old', 'old'], '"old" is the slug it has.'],
		[['old', 'tags'], 'The slug "tags" is a reserved name.'],
		[['old', 'x y'], 'The slug "x y" must be lower-case letters a to z and digits, joined by single hyphens. Write x-y.'],
		[['old', '2026/New.md'], '"2026/New.md" names a folder, but a renamed file stays in its own. Write new alone.'],
		[['2025/old.md', 'new'], "There is no signal's file 2025/old.md."],
		[['lnks', 'new'], 'There is no signal "lnks". Did you mean links?'],
		[['old'], 'Two slugs are needed'],
	])('refuses %j and changes nothing', async (words, message) => {
		const cwd = makeContent(named);
		const before = hashTree(cwd);
		const { code, err } = await rename(cwd, ...words);
		expect([code, hashTree(cwd)]).toEqual([2, before]);
		expect(err).toContain(message);
	});

	it('refuses a name that is a former slug of another signal, and to rename by a former slug', async () => {
		const cwd = makeContent(`-- signals/a.md --\n${signalText({ aliases: '[b]' })}-- signals/c.md --\n${signalText()}`);
		expect((await rename(cwd, 'c', 'b')).err).toContain('"b" is a former slug or the id of');
		expect((await rename(cwd, 'b', 'd')).err).toContain('"b" is a former slug of "a". Rename a.');
	});

	it('changes nothing while a file that names the signal cannot be read', async () => {
		const cwd = makeContent(`${named}-- signals/broken.md --\n---\ntitle: [old\n---\n`);
		const before = hashTree(cwd);
		const { code, out, err } = await rename(cwd, 'old', 'new');
		expect([code, hashTree(cwd)]).toEqual([1, before]);
		expect(out).toContain('broken.md:');
		expect(err).toContain('Nothing was renamed. Correct the above first');
	});

	it('changes nothing when it would lead to an error', async () => {
		const aliases = Array.from({ length: 64 }, (_, index) => `former-${index}`).join(', ');
		const cwd = makeContent(`-- signals/old.md --\n${signalText({ aliases: `[${aliases}]` })}`);
		const before = hashTree(cwd);
		const { code, out, err } = await rename(cwd, 'old', 'new');
		expect([code, hashTree(cwd)]).toEqual([1, before]);
		expect(out).toContain('error aliases/length');
		expect(err).toBe('Nothing was changed: it would lead to this error.\n');
	});

	it('leaves links to a signal whose slug only starts alike', async () => {
		const body = houseBody.replace('What it is.', '[a](/signals/old/) [b](/signals/old-2/) [c](old-2.md)');
		const cwd = makeContent(`-- signals/old.md --\n${signalText()}-- signals/old-2.md --\n${signalText({}, body)}`);
		await rename(cwd, 'old', 'new');
		expect(read(cwd, 'signals/old-2.md')).toContain('[a](/signals/new/) [b](/signals/old-2/) [c](old-2.md)');
	});

	it('gives a file a valid name, as check asks for, without a former one that it never had', async () => {
		const cwd = makeContent(
			`-- signals/Kimi_New.(1).md --\n${signalText()}-- signals/links.md --\n${signalText({}, houseBody.replace('What it is.', '[a](<Kimi_New.(1).md>), [b](KimiXNew.1.md)'))}`,
		);
		expect((await rename(cwd, 'Kimi_New.(1)', 'kimi-new')).code).toBe(0);
		expect(read(cwd, 'signals/kimi-new.md')).toBe(signalText());
		expect(read(cwd, 'signals/links.md')).toContain('[a](<kimi-new.md>), [b](KimiXNew.1.md)');
	});

	it('renames of two files with one slug the one that is named by its path; what names both stays', async () => {
		const cwd = makeContent(
			`-- signals/a/same.md --\n${signalText()}-- signals/b/same.md --\n${signalText({ score: '8' })}-- signals/c.md --\n${signalText({ follows: 'same' })}`,
		);
		const before = hashTree(cwd);
		const { code, err } = await rename(cwd, 'same', 'other');
		expect([code, hashTree(cwd)]).toEqual([2, before]);
		expect(err.replaceAll(`${cwd}/`, '')).toContain(
			'signals/a/same.md and signals/b/same.md have the slug "same". Name the one to rename by its path.',
		);
		expect((await rename(cwd, 'signals/b/same.md', 'other')).code).toBe(0);
		expect(read(cwd, 'signals/b/other.md')).toBe(signalText({ score: '8' }));
		expect((await runHere(['check', '--content', '.'], { cwd })).code).toBe(0);
		const elsewhere = { cwd: path.join(cwd, 'signals/b') };
		expect((await runHere(['rename', '../a/same.md', 'third', '--content', '../..'], elsewhere)).code).toBe(0);
	});

	it('minds no error that was there before and now names the new slug', async () => {
		const body = houseBody.replace('What it is.', '[a](old.md#no-such-part)');
		const cwd = makeContent(`-- signals/old.md --\n${signalText({ score: '11' }, body)}-- signals/links.md --\n${signalText({}, body)}`);
		expect((await rename(cwd, 'old', 'new')).code).toBe(0);
		expect(read(cwd, 'signals/links.md')).toContain('[a](new.md#no-such-part)');
		expect(read(cwd, 'signals/new.md')).toContain('[a](new.md#no-such-part)');
	});

	it('shows on a terminal the line as it would be', async () => {
		const aliases = Array.from({ length: 64 }, (_, index) => `f${index}`).join(', ');
		const cwd = makeContent(`-- signals/old.md --\n${signalText({ aliases: `[${aliases}]` })}`);
		const { out } = await runHere(['rename', 'old', 'new', '--content', '.'], { cwd, columns: 1000, env: { NO_COLOR: '1' } });
		expect(out).toMatch(/signals\/new\.md:\d+:\d+.*aliases\/length/);
		expect(out).toMatch(/^ +\d+ │ .*f0, f1/m);
	});

	it('minds no other errors of the content', async () => {
		const cwd = makeContent(`${named}-- signals/wrong.md --\n${signalText({ score: '11' })}`);
		expect((await rename(cwd, 'old', 'new')).code).toBe(0);
	});

	it('keeps line ends and a byte-order mark', async () => {
		const text = `\uFEFF${signalText({ follows: 'old' }).replaceAll('\n', '\r\n')}`;
		const cwd = makeContent(`-- signals/old.md --\n${signalText()}-- signals/dos.md --\n${text}`);
		await rename(cwd, 'old', 'new');
		expect(read(cwd, 'signals/dos.md')).toBe(text.replace('follows: old', 'follows: new'));
	});

	it('changes the guide for authors beside the signals, too', async () => {
		const cwd = makeContent(`-- signals/old.md --\n${signalText()}-- README.md --\n# Guide\n\n[Old](signals/old.md), \`signals/old.md\`\n`);
		await rename(cwd, 'old', 'new');
		expect(read(cwd, 'README.md')).toBe('# Guide\n\n[Old](signals/new.md), `signals/old.md`\n');
	});

	it('keeps images where they are', async () => {
		const cwd = makeContent(`-- signals/old.md --\n${signalText()}-- signals/unused.gif --\nGIF89a`);
		await rename(cwd, 'old', 'new');
		expect(listTree(cwd)).toEqual(['categories.yml', 'signals/new.md', 'signals/unused.gif']);
	});
});
