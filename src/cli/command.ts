import { parseArgs, type ParseArgsConfig } from 'node:util';

export interface Command {
	readonly name: string;
	/** One line for the list of commands. */
	readonly summary: string;
	/** What `--help` prints. */
	readonly help: string;
	/** @returns the exit code */
	run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** What a command says and where it stands; tests pass their own. */
export interface Terminal {
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Milliseconds since 1970. */
	now(): number;
	/** Reports. */
	readonly out: Output;
	/** Progress and errors. */
	readonly err: Output;
	/** Aborted when the user interrupts. */
	readonly interrupted: AbortSignal;
}

export interface Output {
	write(text: string): unknown;
	readonly isTTY?: boolean;
	readonly columns?: number;
}

/** Exit codes, as the README lists them. */
export const exitCodes = { ok: 0, content: 1, usage: 2, bug: 70, io: 74, locked: 75, interrupted: 130 } as const;

/** The command line cannot be understood. */
export class UsageError extends Error {
	override name = 'UsageError';
}

/** Reading or writing failed, or what was built is not what was planned. Nothing was published. */
export class InputOutputError extends Error {
	override name = 'InputOutputError';
}

/**
 * Parses options strictly.
 * @throws UsageError for an unknown option, a missing value, or words where none are taken
 */
export function readArgs<T extends NonNullable<ParseArgsConfig['options']>>(
	args: readonly string[],
	options: T,
	{ positionals = false } = {},
) {
	try {
		return parseArgs({ args: [...args], options, allowPositionals: positionals, strict: true });
	} catch (error) {
		const message = error instanceof Error ? error.message.replace(/ To specify a positional argument.*$/s, '') : String(error);
		throw new UsageError(message, { cause: error });
	}
}
