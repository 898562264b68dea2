import { isFree } from '../build/port.ts';
import { UsageError } from './command.ts';

/**
 * @param text value of `--port`
 * @throws UsageError when it is no port, another program has it, or the system keeps it from this user (below 1024, as a rule)
 */
export async function portFrom(text: string): Promise<number> {
	const port = Number(text);
	if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError(`--port is "${text}", but must be a number up to 65535.`);
	const free = await isFree(port).catch((error: unknown) => {
		if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
		throw new UsageError(`The system does not let your user have port ${port}. ${another}`);
	});
	if (free) return port;
	throw new UsageError(`Port ${port} is in use, perhaps by another signals dev or preview. ${another}`);
}

const another = 'Choose another by --port, or --port 0 for any that is free.';
