import fs from 'node:fs';
import { withFs } from './with-fs.ts';

/** Calls by which a process changes a file system. */
const changes = [
	'appendFileSync',
	'copyFileSync',
	'linkSync',
	'mkdirSync',
	'openSync',
	'renameSync',
	'rmdirSync',
	'rmSync',
	'unlinkSync',
	'writeFileSync',
] as const;

/** What whoever asks a file system after that is told. */
class Died extends Error {
	override name = 'Died';
}

/**
 * Runs something as in a process that is killed: from one call on, nothing that would change a file system does.
 * @param last how many such calls are still made. Of the one after, what it would write is written by half.
 * @returns whether it came to that
 */
export async function dyingAfter(last: number, run: () => Promise<unknown>): Promise<boolean> {
	let calls = 0;
	const dying = changes.map((name) => {
		const real = fs[name] as (...args: unknown[]) => unknown;
		const until = (...args: unknown[]) => {
			calls += 1;
			if (calls <= last) return real(...args);
			const [target, content] = args;
			if (calls === last + 1 && /^(?:append|write)/.test(name) && (typeof content === 'string' || content instanceof Uint8Array))
				real(target, content.slice(0, content.length / 2));
			throw new Died(`${name} was called by a process that is dead.`);
		};
		return [name, until] as const;
	});
	return withFs(Object.fromEntries(dying), async () => {
		try {
			await run();
			return false;
		} catch (error) {
			if (error instanceof Died) return true;
			throw error;
		}
	});
}
