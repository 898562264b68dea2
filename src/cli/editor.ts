import { spawn, type SpawnOptions } from 'node:child_process';
import { InputOutputError, UsageError, type Terminal } from './command.ts';

/**
 * @returns the author's editor, as a command of the shell
 * @throws UsageError when none is named
 */
export function editorOf(env: Terminal['env']): string {
	const editor = [env['VISUAL'], env['EDITOR']].find((name = '') => name.trim() !== '');
	if (editor === undefined)
		throw new UsageError('--edit opens the editor named by VISUAL or EDITOR, but neither is set. Set one, as in EDITOR="code --wait".');
	return editor;
}

/**
 * Opens a file and waits until the editor has closed it. The editor is run by the shell, as git runs it, so that quotes in it count.
 * @throws InputOutputError when the editor cannot be started or fails
 */
export async function editFile(editor: string, location: string, { cwd, out }: Pick<Terminal, 'cwd' | 'out'>): Promise<void> {
	// Standard output may be read by a program, which expects the path there and nothing else.
	const options: SpawnOptions = { cwd, stdio: ['inherit', out.isTTY === true ? 'inherit' : 2, 'inherit'] };
	const child =
		process.platform === 'win32'
			? spawn(`${editor} "${location}"`, { ...options, shell: true })
			: spawn('/bin/sh', ['-c', `${editor} "$@"`, editor, location], options);
	const ended = Promise.withResolvers<number | null>();
	child.once('error', ended.reject);
	child.once('close', (status) => {
		ended.resolve(status);
	});
	const status = await ended.promise;
	// What a shell says of a command that is no program, and of one that is not there.
	const fault = status === 126 || status === 127 ? 'could not be started' : 'failed';
	if (status !== 0) throw new InputOutputError(`The editor ${editor} ${fault}. The file ${location} is there.`);
}
