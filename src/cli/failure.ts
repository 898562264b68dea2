import { ContentChangedError } from '../signals/problem.ts';
import { ConfigError } from '../site/config.ts';
import { exitCodes, InputOutputError, UsageError, type Terminal } from './command.ts';
import { printable } from './formats/printable.ts';

/**
 * Says why a command could not do its work. Only bugs print a stack.
 * @param command name of the command that failed, if one was found
 * @returns the exit code
 */
export function reportFailure(
	error: unknown,
	command: string | undefined,
	{ err, interrupted }: Pick<Terminal, 'err' | 'interrupted'>,
): number {
	if (interrupted.aborted) {
		err.write(command === 'build' ? 'Interrupted. Nothing was published.\n' : 'Interrupted.\n');
		return exitCodes.interrupted;
	}
	if (error instanceof UsageError) {
		const more = command === undefined ? '' : `signals ${command} --help says what it takes.\n`;
		err.write(`${readable(error.message)}\n${more}`);
		return exitCodes.usage;
	}
	const config = configFault(error);
	if (config !== undefined) {
		err.write(`${readable(config)}\n`);
		return exitCodes.usage;
	}
	if (error instanceof InputOutputError || error instanceof ContentChangedError || isSystemError(error)) {
		err.write(`${readable(causes(error))}\n`);
		return exitCodes.io;
	}
	err.write(`This is a bug in signals.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	return exitCodes.bug;
}

/**
 * @returns what is wrong with `src/site.config.ts`, if it is why something failed: a wrong value, or code that cannot be read or run.
 * Node puts the place of either into the stack alone.
 */
function configFault(error: unknown): string | undefined {
	if (!(error instanceof Error)) return undefined;
	if (error instanceof ConfigError) return error.message;
	if (error.message.includes("site.config.ts' does not provide an export named 'default'"))
		return 'src/site.config.ts exports no configuration. It has to read: export default { … } satisfies SiteConfig;';
	if ('code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && /imported from \S*site\.config\.ts/.test(error.message))
		return `src/site.config.ts imports what is not there: ${error.message}`;
	const [, file = '', line = ''] = /(\S+\.[cm]?[jt]s):(\d+)/.exec(error.stack ?? '') ?? [];
	if (!file.endsWith('/src/site.config.ts')) return undefined;
	return error instanceof SyntaxError
		? `src/site.config.ts:${line}: this is not valid TypeScript (${error.message}). Often a comma, a quote or a bracket is missing there or on the line before.`
		: `src/site.config.ts:${line}: ${error.message}`;
}

/** An error of the operating system: no such file, no space, no permission. */
export function isSystemError(error: unknown): error is Error {
	return error instanceof Error && 'syscall' in error && 'errno' in error;
}

function causes(error: Error): string {
	const lines: string[] = [];
	for (let current: unknown = error; current instanceof Error; current = current.cause) lines.push(current.message);
	return lines.join('\nReason: ');
}

/** What a message quotes from arguments and content stays text. */
function readable(message: string): string {
	return message.split('\n').map(printable).join('\n');
}
