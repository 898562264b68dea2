import { createHash } from 'node:crypto';
import path from 'node:path';
import { takeLock } from '../build/lock.ts';
import { InputOutputError, type Terminal } from './command.ts';

/**
 * Does something that looks at a content folder and then writes into it, while no other command does so.
 * @throws InputOutputError when another command writes for longer than any does
 */
export async function whileAlone<T>(
	{ contentDir, cacheDir }: { readonly contentDir: string; readonly cacheDir: string },
	{ interrupted }: Pick<Terminal, 'interrupted'>,
	work: () => T,
): Promise<Awaited<T>> {
	const file = path.join(cacheDir, `author-${createHash('sha256').update(contentDir).digest('hex').slice(0, 16)}.lock`);
	const patience = AbortSignal.timeout(patienceMilliseconds);
	const lock = await takeLock(file, true, AbortSignal.any([interrupted, patience])).catch((error: unknown) => {
		if (!patience.aborted || interrupted.aborted) throw error;
		throw new InputOutputError(`Another command has been writing to ${contentDir} for a while. If there is none, remove ${file}.`, {
			cause: error,
		});
	});
	try {
		return await work();
	} finally {
		lock.release();
	}
}

const patienceMilliseconds = 60_000;
