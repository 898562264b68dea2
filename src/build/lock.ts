import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Another build is running. */
export class LockedError extends Error {
	override name = 'LockedError';
}

export interface Lock {
	release(): void;
}

/**
 * Takes the lock that keeps two builds apart. A lock whose process has ended is taken over: the process is known by its number
 * and, where the system tells it, by its start, so that a number given to another process does not count.
 *
 * @param wait whether to wait for another build instead of failing
 * @throws LockedError when another build holds it
 */
export async function takeLock(file: string, wait: boolean, interrupted: AbortSignal): Promise<Lock> {
	mkdirSync(path.dirname(file), { recursive: true });
	const own = `${file}.${process.pid}`;
	for (;;) {
		try {
			// A link appears with its content, so that nobody ever sees an empty lock.
			writeFileSync(own, JSON.stringify({ pid: process.pid, start: startOf(process.pid) }));
			linkSync(own, file);
			return {
				release() {
					rmSync(file, { force: true });
				},
			};
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
		} finally {
			rmSync(own, { force: true });
		}
		const owner = readOwner(file);
		if (owner === 'gone') continue;
		if (owner !== 'unknown' && !isRunning(owner)) {
			rmSync(file, { force: true });
			continue;
		}
		if (!wait)
			throw new LockedError(
				`Another build is running${owner === 'unknown' ? '' : ` (process ${owner.pid})`}. Wait for it with --wait. If there is none, remove ${file}.`,
			);
		await setTimeout(200, undefined, { signal: interrupted });
	}
}

interface Owner {
	readonly pid: number;
	readonly start: string | null;
}

function readOwner(file: string): Owner | 'gone' | 'unknown' {
	try {
		const owner: unknown = JSON.parse(readFileSync(file, 'utf8'));
		if (typeof owner !== 'object' || owner === null || !('pid' in owner) || typeof owner.pid !== 'number') return 'unknown';
		return { pid: owner.pid, start: 'start' in owner && typeof owner.start === 'string' ? owner.start : null };
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'gone' : 'unknown';
	}
}

function isRunning({ pid, start }: Owner): boolean {
	try {
		process.kill(pid, 0);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
	return start === null || startOf(pid) === start;
}

/** @returns when a process started, in the kernel's clock ticks since boot (proc(5), field 22), or null where that is not told. */
function startOf(pid: number): string | null {
	try {
		const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? null;
	} catch {
		return null;
	}
}
