import { ConfigError } from '../site/config.ts';
import { exitCodes, InputOutputError, UsageError, type Command, type Terminal } from './command.ts';
import { build } from './commands/build.ts';
import { check } from './commands/check.ts';
import { preview } from './commands/preview.ts';

const commands: readonly Command[] = [build, check, preview];

const help = `signals <command> [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}

signals <command> --help says more.
`;

/**
 * Runs one command.
 * @param argv words after `signals`
 * @returns the exit code
 */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
	const [name, ...args] = argv;
	const command = commands.find((candidate) => candidate.name === name);
	try {
		if (name === '--help' || name === '-h' || name === 'help') {
			terminal.out.write(help);
			return exitCodes.ok;
		}
		if (!command) throw new UsageError(name === undefined ? 'Which command?' : `There is no command "${name}".`);
		if (args.includes('--help') || args.includes('-h')) {
			terminal.out.write(command.help);
			return exitCodes.ok;
		}
		refuseSwallowedOptions(terminal);
		return await command.run(args, terminal);
	} catch (error) {
		return fail(error, command, terminal);
	}
}

/** Without two hyphens before them, npm keeps options for itself and the command would run as if they had not been given. */
function refuseSwallowedOptions({ env }: Terminal): void {
	const swallowed = ['content', 'out', 'site', 'base', 'as_of', 'strict', 'wait', 'port'].find(
		(name) => env[`npm_config_${name}`] !== undefined,
	);
	if (swallowed === undefined) return;
	const option = swallowed.replace('_', '-');
	throw new UsageError(
		`npm kept --${option} for itself. Options follow two hyphens: npm run ${env['npm_lifecycle_event'] ?? 'build'} -- --${option} …`,
	);
}

function fail(error: unknown, command: Command | undefined, { err, interrupted }: Terminal): number {
	if (interrupted.aborted) {
		err.write('Interrupted. Nothing was published.\n');
		return exitCodes.interrupted;
	}
	if (error instanceof UsageError) {
		err.write(`${error.message}\n${command ? `signals ${command.name} --help says what it takes.` : `\n${help}`}\n`);
		return exitCodes.usage;
	}
	if (error instanceof ConfigError) {
		err.write(`${error.message}\n`);
		return exitCodes.usage;
	}
	if (error instanceof InputOutputError || isSystemError(error)) {
		err.write(`${causes(error)}\n`);
		return exitCodes.io;
	}
	err.write(`This is a bug in signals.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	return exitCodes.bug;
}

/** An error of the operating system: no such file, no space, no permission. */
function isSystemError(error: unknown): error is Error {
	return error instanceof Error && 'syscall' in error && 'errno' in error;
}

function causes(error: Error): string {
	const lines: string[] = [];
	for (let current: unknown = error; current instanceof Error; current = current.cause) lines.push(current.message);
	return lines.join('\nReason: ');
}

function processTerminal(): Terminal {
	const interrupt = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			interrupt.abort();
		});
	}
	// A reader that closes early, as in `signals check | head`, ends the report, not the command.
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
	});
	return {
		cwd: process.cwd(),
		env: process.env,
		now: () => Date.now(),
		out: process.stdout,
		err: process.stderr,
		interrupted: interrupt.signal,
	};
}
