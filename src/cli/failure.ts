import { IndexerError } from '../build/indexer.ts';
import { ContentChangedError } from '../signals/problem.ts';
import { ConfigError } from '../site/config.ts';
import { exitCodes, InputOutputError, programIn, UsageError, type Terminal } from './command.ts';
import { printable } from './formats/printable.ts';
import { explainSystemError, isSystemError } from './system-error.ts';

/**
 * Says why a command could not do its work. Only bugs print a stack.
 * @param command name of the command that failed, if one was found
 * @returns the exit code
 */
export function reportFailure(
	error: unknown,
	command: string | undefined,
	{ env, err, interrupted }: Pick<Terminal, 'env' | 'err' | 'interrupted'>,
): number {
	if (interrupted.aborted) {
		err.write(command === 'build' ? 'Interrupted. Nothing was published.\n' : 'Interrupted.\n');
		return exitCodes.interrupted;
	}
	if (error instanceof UsageError) {
		const more = command === undefined ? '' : `${programIn({ env })} ${command} --help says what it takes.\n`;
		err.write(`${readable(error.message)}\n${more}`);
		return exitCodes.usage;
	}
	if (error instanceof ConfigError) {
		err.write(`${readable(error.message)}\n`);
		return exitCodes.usage;
	}
	if (error instanceof IndexerError) {
		err.write(`${readable(causes(error))}\nNothing was published.\n`);
		return exitCodes.io;
	}
	if (error instanceof InputOutputError || error instanceof ContentChangedError || isSystemError(error)) {
		err.write(`${readable(causes(error))}\n`);
		return exitCodes.io;
	}
	err.write(`This is a bug in signals.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	return exitCodes.bug;
}

function causes(error: Error): string {
	const lines: string[] = [];
	for (let current: unknown = error; current instanceof Error; current = current.cause)
		lines.push(isSystemError(current) ? explainSystemError(current) : current.message);
	return lines.join('\nReason: ');
}

/** What a message quotes from arguments and content stays text. */
function readable(message: string): string {
	return message.split('\n').map(printable).join('\n');
}
