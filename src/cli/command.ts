import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../signals/nearest.ts';

/** What `node:util` needs to know of a command's options. */
export type CommandOptions = NonNullable<ParseArgsConfig['options']>;

/** What a command does. Its name stands in `commands.ts`. */
export interface Command {
	/** What `--help` prints. */
	readonly help: string;
	/** Every option it takes, so that one that npm kept for itself is noticed. */
	readonly options: CommandOptions;
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
	/** Where a person types; absent where nobody can be asked. */
	readonly in?: (Readable & { readonly isTTY?: boolean }) | undefined;
	/** Aborted when the user interrupts. */
	readonly interrupted: AbortSignal;
}

export interface Output {
	write(text: string): unknown;
	readonly isTTY?: boolean;
	readonly columns?: number;
}

/** Exit codes, as the README lists them. */
export const exitCodes = { ok: 0, content: 1, usage: 2, nothing: 3, bug: 70, io: 74, locked: 75, interrupted: 130 } as const;

/** The command line cannot be understood. */
export class UsageError extends Error {
	override name = 'UsageError';
}

/** @returns how this program was started, so that a command in a message can be pasted: `npm run -s signals --`, `npx signals` or `signals`. */
export function programIn({ env }: Pick<Terminal, 'env'>): string {
	const script = env['npm_lifecycle_event'];
	if (script === undefined) return 'signals';
	return script === 'npx' ? 'npx signals' : 'npm run -s signals --';
}

/** @returns what to say when npm kept an option for itself, because no two hyphens stood before it. */
export function keptByNpm(option: string, command: string, { env }: Pick<Terminal, 'env'>): UsageError {
	const script = env['npm_lifecycle_event'] ?? command;
	const name = script === command ? '' : `${command} `;
	return new UsageError(`npm kept --${option} for itself. Options follow two hyphens: npm run ${script} -- ${name}--${option} …`);
}

/** Reading or writing failed, or what was built is not what was planned. Nothing was published. */
export class InputOutputError extends Error {
	override name = 'InputOutputError';
}

/**
 * Waits for work that cannot be interrupted itself, no longer than until the user interrupts.
 * @throws the reason of the interruption
 */
export async function orInterrupted<T>(work: Promise<T>, { interrupted }: Pick<Terminal, 'interrupted'>): Promise<T> {
	const stopped = Promise.withResolvers<never>();
	const stop = () => stopped.reject(new Error('Interrupted', { cause: interrupted.reason }));
	interrupted.throwIfAborted();
	interrupted.addEventListener('abort', stop, { once: true });
	try {
		const result = await Promise.race([work, stopped.promise]);
		// An interruption during work that never paused is told only now.
		await setImmediate();
		interrupted.throwIfAborted();
		return result;
	} finally {
		interrupted.removeEventListener('abort', stop);
	}
}

/**
 * Parses options strictly.
 * @throws UsageError for an unknown option, a missing value, or words where none are taken
 */
export function readArgs<T extends CommandOptions>(args: readonly string[], options: T, { positionals = false } = {}) {
	try {
		return parseArgs({ args: [...args], options, allowPositionals: positionals, strict: true });
	} catch (error) {
		throw new UsageError(explain(error, options), { cause: error });
	}
}

/** Says in our words what `parseArgs` found, whose own words are for programmers. */
function explain(error: unknown, options: CommandOptions): string {
	if (!(error instanceof Error)) return String(error);
	const code = 'code' in error ? error.code : undefined;
	const name = /'(?:-\w, )?(-{1,2}[^' =]+)/.exec(error.message)?.[1] ?? '';
	if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
		const known = Object.keys(options);
		const meant = nearest(name.replace(/^-+/, ''), known);
		return `There is no option ${name}. ${meant === undefined ? `The options are ${known.map((option) => `--${option}`).join(', ')}.` : `Did you mean --${meant}?`}`;
	}
	if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') {
		const word = /Unexpected argument '(.*?)'\. /s.exec(error.message)?.[1] ?? '';
		return `"${word}" is one word too many: this command takes options only.`;
	}
	if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
		const takesValue = options[name.replace(/^-+/, '')]?.type === 'string';
		return takesValue ? `${name} needs a value after it, as in ${name}=VALUE.` : `${name} stands alone and takes no value.`;
	}
	return error.message;
}
