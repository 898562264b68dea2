import { lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOptions } from '../../src/cli/settings.ts';
import { newErrors, tryChanges } from '../../src/cli/trial.ts';
import type { Problem } from '../../src/signals/problem.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { hashTree, listTree } from '../helpers/tree.ts';

function fixture() {
	const [content, cacheDir] = [makeContent(`-- signals/a.md --\n${signalText()}`), makeFolder()];
	const silent = { write: () => undefined };
	const interrupt = new AbortController();
	const terminal = { cwd: content, env: {}, now: () => 0, out: silent, err: silent, interrupted: interrupt.signal };
	const opening = { ...openOptions({ content, 'as-of': '2026-11-22' }, terminal), cacheDir };
	const change = { location: path.join(content, 'signals/b.md'), before: undefined, after: Buffer.from(signalText({ score: '11' })) };
	const trials = () => [...new Set(listTree(cacheDir).map((file) => file.split('/')[0]))].filter((name) => name?.startsWith('trial-'));
	return { content, cacheDir, opening, terminal, interrupt, change, trials };
}

describe('a trial of changes', () => {
	it('tells what they would lead to, changes nothing and leaves nothing', async () => {
		const { content, opening, terminal, change, trials } = fixture();
		const before = hashTree(content);
		const { problems } = await tryChanges(opening, [change], terminal);
		expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual([`${content}/signals/b.md score/range`]);
		expect([hashTree(content), trials()]).toEqual([before, []]);
	});

	it('leaves files as they were, by all that the system says of them', async () => {
		const { content, opening, terminal, change } = fixture();
		const look = () => {
			const { ctimeNs, mtimeNs, nlink } = lstatSync(path.join(content, 'signals/a.md'), { bigint: true });
			return { ctimeNs, mtimeNs, nlink };
		};
		const before = look();
		await tryChanges(opening, [change], terminal);
		expect(look()).toEqual(before);
	});

	it('leaves nothing when it is interrupted', async () => {
		const { opening, terminal, interrupt, change, trials } = fixture();
		const trial = tryChanges(opening, [change], terminal);
		expect(trials()).toHaveLength(1);
		interrupt.abort();
		await expect(trial).rejects.toThrow('Interrupted');
		expect(trials()).toEqual([]);
	});

	it('removes what a killed process has left, and nothing of one that runs', async () => {
		const { opening, terminal, cacheDir, trials } = fixture();
		const most = Number(readFileSync('/proc/sys/kernel/pid_max', 'utf8'));
		for (const pid of [most + 1, process.ppid]) {
			mkdirSync(path.join(cacheDir, `trial-${pid}-0123456789abcdef/signals`), { recursive: true });
			writeFileSync(path.join(cacheDir, `trial-${pid}-0123456789abcdef/signals/x.md`), 'x');
		}
		await tryChanges(opening, [], terminal);
		expect(trials()).toEqual([`trial-${process.ppid}-0123456789abcdef`]);
	});
});

describe('errors that changes cause', () => {
	const problem = (file: string, message: string, code: Problem['code'] = 'link/broken', severity: Problem['severity'] = 'error') => ({
		...{ file, message, code, severity, line: 1, column: 1 },
	});

	it('are those of which a file has more than before, whatever they say', () => {
		const before = [problem('a', 'old'), problem('a', 'both'), problem('b', 'old')];
		const after = [
			problem('a', 'both'),
			problem('a', 'new'),
			problem('a', 'newer'),
			problem('c', 'old'),
			problem('c', 'w', 'link/broken', 'warning'),
		];
		expect(newErrors(before, after).map(({ file, message }) => `${file} ${message}`)).toEqual(['a new', 'c old']);
		expect(newErrors(before, after, new Map([['c', 'b']])).map(({ message }) => message)).toEqual(['new']);
		expect(newErrors([problem('a', 'x', 'score/range', 'warning')], [problem('a', 'x', 'score/range')])).toHaveLength(1);
	});
});
