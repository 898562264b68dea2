import { isFree } from '../build/port.ts';
import { UsageError } from './command.ts';

/**
 * @param text value of `--port`
 * @throws UsageError when it is no port, or another program has it
 */
export async function portFrom(text: string): Promise<number> {
	const port = Number(text);
	if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError(`--port is "${text}", but must be a number up to 65535.`);
	if (await isFree(port)) return port;
	throw new UsageError(
		`Port ${port} is in use, perhaps by another signals dev or preview. Choose another by --port, or --port 0 for any that is free.`,
	);
}
