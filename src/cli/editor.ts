import { spawn } from 'node:child_process';
import { InputOutputError, UsageError, type Terminal } from './command.ts';

/**
 * @returns the words of the author's editor
 * @throws UsageError when none is named
 */
export function editorOf(env: Terminal['env']): readonly string[] {
	const words = (env['VISUAL'] ?? env['EDITOR'] ?? '').split(/\s+/).filter((word) => word !== '');
	if (words.length === 0)
		throw new UsageError('--edit opens the editor named by VISUAL or EDITOR, but neither is set. Set one, as in EDITOR="code --wait".');
	return words;
}

/**
 * Opens a file and waits until the editor has closed it.
 * @throws InputOutputError when the editor cannot be started or fails
 */
export async function editFile(
	[program = '', ...words]: readonly string[],
	location: string,
	{ cwd, out }: Pick<Terminal, 'cwd' | 'out'>,
): Promise<void> {
	// Standard output may be read by a program, which expects the path there and nothing else.
	const child = spawn(program, [...words, location], { cwd, stdio: ['inherit', out.isTTY === true ? 'inherit' : 2, 'inherit'] });
	const ended = Promise.withResolvers<number | null>();
	child.once('error', (error) => {
		ended.reject(new InputOutputError(`The editor ${program} could not be started. The file ${location} is there.`, { cause: error }));
	});
	child.once('close', (status) => {
		ended.resolve(status);
	});
	const status = await ended.promise;
	if (status !== 0) throw new InputOutputError(`The editor ${program} failed. The file ${location} is there.`);
}
