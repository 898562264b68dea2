import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { makeContent, signalText } from '../helpers/make-content.ts';
import { runHere } from '../helpers/run-signals.ts';

const plain = { NO_COLOR: '1' };

/** A set in a folder of its own name, so that its files have short names. */
function makeProject(signal: string): string {
	return makeContent(
		`-- content/signals/x.md --\n${signal}-- content/categories.yml --\n- { slug: industry, label: Industry, description: x }\n`,
	);
}

async function show(signal: string, columns: number, env: Record<string, string> = plain): Promise<string> {
	return (await runHere(['check', '--content', 'content'], { cwd: makeProject(signal), columns, env })).out;
}

/** @returns for each caret of a report the text of the line above it that starts over the caret. */
function underCarets(report: string): string[] {
	const lines = report.split('\n');
	return lines.flatMap((line, index) => {
		if (!/^ +│ *\^$/.test(line)) return [];
		const width = stringWidth(line.slice(0, -1));
		let above = lines[index - 1] ?? '';
		while (stringWidth(above) > stringWidth(lines[index - 1] ?? '') - width) above = [...above].slice(1).join('');
		return [above];
	});
}

describe('a problem on a terminal', { timeout: 30_000 }, () => {
	it('is shown with its line, a caret under the place, and what to do', async () => {
		expect(await show(signalText({ score: '11' }), 80)).toMatchInlineSnapshot(`
			"content/signals/x.md:3:8 error score/range
			  score is 11, but must be between 0 and 10.
			  3 │ score: 11
			    │        ^
			  Write a number such as 7 or 7.5.

			1 signal checked: 1 error.
			"
		`);
	});

	it('wraps at the width of a narrow terminal and cuts the line around the caret', async () => {
		const report = await show(
			signalText({}, `\n${'Many words come first. '.repeat(4)}[link](/signals/no/) and ${'more follow '.repeat(9)}\n`),
			40,
		);
		expect(report).toMatchInlineSnapshot(`
			"content/signals/x.md:9:1 warning house/section-missing
			  The sections Technical Context, Why It
			  Matters, What to Watch Next are
			  missing.
			  Add ## Technical Context, ## Why It
			  Matters, ## What to Watch Next.

			content/signals/x.md:10:93 error link/broken
			  There is no signal "no".
			  10 │ …ds come first. [link](/signals…
			     │                 ^
			  Correct the link, or remove it.

			1 signal checked: 1 error, 1 warning.
			"
		`);
		for (const line of report.split('\n').filter((text) => text.startsWith('  '))) expect(stringWidth(line)).toBeLessThanOrEqual(40);
	});

	it.each([
		['characters of two columns', '日本語のテキスト 한국어 [x](/signals/no/) 続く'],
		['emoji made of several', '👩‍👩‍👧‍👦 👍🏽 🇩🇪 ❤️ [x](/signals/no/)'],
		['combining marks', 'e\u0301a\u0300 नमस्ते [x](/signals/no/)'],
		['tabs', 'a\tb\tc [x](/signals/no/)'],
		['a long line of characters of two columns', `${'日本語'.repeat(60)} [x](/signals/no/) ${'日本語'.repeat(60)}`],
	])('has its caret under the character after %s', async (_name, text) => {
		for (const columns of [24, 40, 80, 200]) {
			const report = await show(signalText({}, `\n${text}\n`), columns);
			expect(underCarets(report).filter((above) => above.startsWith('[x]') || above.startsWith('[…'))).toHaveLength(1);
			for (const line of report.split('\n').filter((each) => /^ +\d* │/.test(each))) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
		}
	});

	it('counts columns alike in files with CRLF and a byte-order mark', async () => {
		const unix = await show(signalText({ score: '11' }), 80);
		expect(await show(`\uFEFF${signalText({ score: '11' })}`.replaceAll('\n', '\r\n'), 80)).toBe(unix);
	});

	it('offers to fix what can be fixed', async () => {
		expect(await show(signalText({ score: '"7,5"' }), 80)).toContain('1 error. signals check --fix mends 1 of them.');
		expect(await show(signalText({ score: '11' }), 80)).not.toContain('--fix');
	});

	it('has colour unless NO_COLOR or a dumb terminal forbids it; FORCE_COLOR asks for it anywhere', async () => {
		const [cwd, args] = [makeProject(signalText({ score: '11' })), ['check', '--content', 'content']];
		const hasColor = async (env: Record<string, string>, columns?: number) =>
			(await runHere(args, { cwd, env, ...(columns === undefined ? {} : { columns }) })).out.includes('\u001B[31m');
		expect(
			await Promise.all([hasColor({}, 80), hasColor({ FORCE_COLOR: '1' }), hasColor({ FORCE_COLOR: '1', NO_COLOR: '1' }, 80)]),
		).toEqual([true, true, true]);
		expect(
			await Promise.all([
				hasColor({}),
				hasColor({ NO_COLOR: '1' }, 80),
				hasColor({ TERM: 'dumb' }, 80),
				hasColor({ FORCE_COLOR: '0' }, 80),
			]),
		).toEqual([false, false, false, false]);
		const colored = await runHere(args, { cwd, columns: 80 });
		expect(stripVTControlCharacters(colored.out)).toBe((await runHere(args, { cwd, columns: 80, env: plain })).out);
	});

	it('shows text from content as text: no control character, no turned direction', async () => {
		const hostile = 'pwn\u001B]0;x\u0007\u001B[2J\u202Egnp\u009B31m';
		const content = makeContent(`-- signals/title.md --\n${signalText({ title: `"${hostile}"`, tags: `["${hostile}"]` })}`);
		writeFileSync(path.join(content, `signals/${hostile}.md`), signalText());
		for (const columns of [undefined, 80]) {
			for (const format of ['text', 'github', 'json', 'sarif']) {
				const { out, err } = await runHere(['check', '--content', content, '--format', format], {
					env: plain,
					...(columns === undefined ? {} : { columns }),
				});
				expect(`${out}${err}`).toContain('file/character');
				expect(`${out}${err}`).not.toMatch(/(?![\n\t])[\p{Cc}]/u);
			}
		}
	});

	it('says the same without a terminal on one line each', async () => {
		const cwd = makeProject(signalText({ score: '11' }));
		expect((await runHere(['check', '--content', 'content'], { cwd })).out.split('\n')[0]).toBe(
			'content/signals/x.md:3:8 error score/range: score is 11, but must be between 0 and 10. Write a number such as 7 or 7.5.',
		);
	});
});
