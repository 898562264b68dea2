import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LockedError, takeLock } from '../../src/build/lock.ts';
import { makeContent, makeFolder } from '../helpers/make-content.ts';
import { projectDir, runSignals } from '../helpers/run-signals.ts';

const never = new AbortController().signal;

describe('the lock of a build', () => {
	it('is held by one, and free again when released', async () => {
		const file = path.join(makeFolder(), 'cache/build.lock');
		const lock = await takeLock(file, false, never);
		await expect(takeLock(file, false, never)).rejects.toThrow(LockedError);
		lock.release();
		expect(existsSync(file)).toBe(false);
		(await takeLock(file, false, never)).release();
	});

	it('is waited for when asked', async () => {
		const file = path.join(makeFolder(), 'build.lock');
		const first = await takeLock(file, false, never);
		const second = takeLock(file, true, never);
		first.release();
		(await second).release();
	});

	it('is taken over from a process that has ended, or whose number another has now', async () => {
		const file = path.join(makeFolder(), 'build.lock');
		for (const owner of [{ pid: 2 ** 22 + 1, start: null }, ...(existsSync('/proc/self/stat') ? [{ pid: process.pid, start: '1' }] : [])]) {
			writeFileSync(file, JSON.stringify(owner));
			(await takeLock(file, false, never)).release();
		}
	});

	it('that cannot be read is not taken over', async () => {
		const file = path.join(makeFolder(), 'build.lock');
		writeFileSync(file, 'x');
		await expect(takeLock(file, false, never)).rejects.toThrow(`remove ${file}`);
	});

	it('makes a second build exit 75, with nothing written', async () => {
		const lock = await takeLock(path.join(projectDir, '.cache/build.lock'), true, never);
		const out = path.join(makeFolder(), 'dist');
		const { code, err } = await runSignals(['build', '--content', makeContent(''), '--out', out], { wait: false }).finally(() => {
			lock.release();
		});
		expect(err).toContain(`Another build is running (process ${process.pid}).`);
		expect(code).toBe(75);
		expect(existsSync(out)).toBe(false);
	});
});
