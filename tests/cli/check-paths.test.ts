import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { runHere } from '../helpers/run-signals.ts';

/** One error in `a`, one in `sub/b`, one warning in `c`. */
const three = `-- signals/a.md --
${signalText({ score: '11' })}
-- signals/sub/b.md --
${signalText({ score: '12' })}
-- signals/c.md --
${signalText({ sources: '[]' })}
`;

describe('signals check PATH', { timeout: 30_000 }, () => {
	it('shows the problems of the named files alone, and says how many others there are', async () => {
		const cwd = makeContent(three);
		const { code, out } = await runHere(['check', 'signals/a.md', 'signals/c.md'], { cwd });
		expect(out.match(/^(?:\/\S+ \w+ [\w/-]+:|\d.*)/gm)).toEqual([
			`${cwd}/signals/a.md:3:8 error score/range:`,
			`${cwd}/signals/c.md:7:10 warning house/source-missing:`,
			'3 signals checked: 1 error, 1 warning in the named files. 1 problem in other files is not shown.',
		]);
		expect(code).toBe(1);
	});

	it('passes when the named files have no errors, whatever others have', async () => {
		const cwd = makeContent(three);
		expect(await runHere(['check', 'signals/c.md'], { cwd })).toMatchObject({ code: 0 });
		expect(await runHere(['check', 'signals/c.md', '--strict'], { cwd })).toMatchObject({ code: 1 });
		expect((await runHere(['check', 'categories.yml'], { cwd })).out).toBe(
			'3 signals checked: no problems in the named files. 3 problems in other files are not shown.\n',
		);
	});

	it('checks what only the whole set can tell', async () => {
		const cwd = makeContent(`-- signals/a.md --\n${signalText()}-- signals/b.md --\n${signalText({ follows: 'a' })}`);
		expect((await runHere(['check', 'signals/b.md'], { cwd })).code).toBe(0);
		writeFileSync(path.join(cwd, 'signals/b.md'), signalText({ follows: 'no-such-signal' }));
		expect((await runHere(['check', 'signals/b.md'], { cwd })).out).toContain('follows/unknown');
	});

	it('takes a folder for all below it, and one that holds everything as if nothing had been named', async () => {
		const cwd = makeContent(three);
		expect((await runHere(['check', 'signals/sub'], { cwd })).out).toContain('1 error in the named files. 2 problems in other files');
		const whole = await runHere(['check', '--content', cwd]);
		expect(await runHere(['check', '.'], { cwd })).toEqual(whole);
		expect(await runHere(['check', path.dirname(cwd), '--content', cwd])).toEqual(whole);
	});

	it('finds the set that a file belongs to, from any folder', async () => {
		const cwd = makeContent(three);
		const { code, out } = await runHere(['check', 'b.md'], { cwd: path.join(cwd, 'signals/sub') });
		expect(out).toContain('signals/sub/b.md:3:8 error score/range');
		expect(code).toBe(1);
	});

	it('checks a named link where it lies, not where it leads', async () => {
		const [cwd, elsewhere] = [makeContent(three), makeContent('')];
		writeFileSync(path.join(elsewhere, 'signals/target.md'), signalText());
		symlinkSync(path.join(elsewhere, 'signals/target.md'), path.join(cwd, 'signals/link.md'));
		expect((await runHere(['check', 'signals/link.md'], { cwd })).out).toContain('signals/link.md:1:1 error file/symlink');
	});

	it('leaves out files that are no content, so that a hook may name whatever is staged', async () => {
		const [cwd, content] = [makeFolder(), makeContent(three)];
		writeFileSync(path.join(cwd, 'README.md'), 'x');
		const mixed = await runHere(['check', 'README.md', path.join(content, 'signals/a.md')], { cwd });
		expect(mixed.err).toBe('README.md belongs to no content and was not checked.\n');
		expect(mixed.code).toBe(1);
		const alone = await runHere(['check', 'README.md'], { cwd });
		const err = 'README.md belongs to no content and was not checked.\n';
		expect(alone).toEqual({ code: 0, out: '0 signals checked: no problems in the named files.\n', err });
		const report = await runHere(['check', 'README.md', '--format', 'json'], { cwd });
		expect([JSON.parse(report.out), report.err]).toEqual([{ ok: true, signals: 0, problems: [] }, err]);
		expect(JSON.parse((await runHere(['check', 'README.md', '--format', 'sarif'], { cwd })).out)).toMatchObject({
			runs: [{ results: [] }],
		});
		expect((await runHere(['check', 'README.md', '--as-of', 'never'], { cwd })).code).toBe(2);
	});

	it.each([
		['a path that does not exist', ['signals/nope.md'], 'There is no file or folder signals/nope.md.'],
		['a folder that belongs to no content', ['/usr'], '/usr belongs to no content: no folder above it holds signals/ and categories.yml.'],
	])('refuses %s', async (_name, words, message) => {
		const { code, err } = await runHere(['check', ...words], { cwd: makeContent(three) });
		expect([code, err.split('\n')[0]]).toEqual([2, message]);
	});

	it('refuses files of two sets in one call', async () => {
		const [one, two] = [makeContent(three), makeContent(three)];
		const { code, err } = await runHere(['check', path.join(one, 'signals/a.md'), path.join(two, 'signals/a.md')]);
		expect(err).toContain('belong to two sets of content. Check one set at a time.');
		expect(code).toBe(2);
		const named = await runHere(['check', '--content', one, path.join(two, 'signals/a.md')]);
		expect(named.err).toContain(`does not lie in ${one}, the folder that --content names.`);
		expect(named.code).toBe(2);
	});
});
