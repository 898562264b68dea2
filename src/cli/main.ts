import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nearest } from '../signals/nearest.ts';
import { exitCodes, keptByNpm, UsageError, type Command, type Terminal } from './command.ts';
import { commands, type CommandEntry } from './commands.ts';
import { reportFailure } from './failure.ts';

const help = `signals <command> [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}

signals <command> --help says more; signals --version says which version this is.
`;

/**
 * Runs one command.
 * @param argv words after `signals`
 * @returns the exit code
 */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
	const [first, ...rest] = argv;
	const asksForHelp = first === '--help' || first === '-h' || first === 'help';
	const name = asksForHelp ? rest[0] : first;
	let known: string | undefined;
	try {
		if (first === '--version' || first === '-v') {
			terminal.out.write(`${readVersion()}\n`);
			return exitCodes.ok;
		}
		if (asksForHelp && name === undefined) {
			terminal.out.write(help);
			return exitCodes.ok;
		}
		const entry = findCommand(name);
		known = entry.name;
		const command = await entry.load();
		const words = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
		if (asksForHelp || words.includes('--help') || words.includes('-h')) {
			terminal.out.write(command.help);
			return exitCodes.ok;
		}
		refuseSwallowedOptions(known, command, terminal);
		return await command.run(rest, terminal);
	} catch (error) {
		return reportFailure(error, known, terminal);
	}
}

function findCommand(name: string | undefined): CommandEntry {
	const entry = commands.find((candidate) => candidate.name === name);
	if (entry) return entry;
	if (name === undefined) throw new UsageError(`Which command?\n\n${help.trimEnd()}`);
	const meant = nearest(
		name,
		commands.map((candidate) => candidate.name),
	);
	throw new UsageError(`There is no command "${name}".${meant === undefined ? `\n\n${help.trimEnd()}` : ` Did you mean ${meant}?`}`);
}

/** The command would run as if an option that npm kept had not been given. */
function refuseSwallowedOptions(name: string, { options }: Command, terminal: Terminal): void {
	const swallowed = Object.keys(options).find(
		(option) => option !== 'help' && terminal.env[`npm_config_${option.replaceAll('-', '_')}`] !== undefined,
	);
	if (swallowed !== undefined) throw keptByNpm(swallowed, name, terminal);
}

function readVersion(): string {
	const { version } = JSON.parse(readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8')) as {
		version: string;
	};
	return version;
}

function processTerminal(): Terminal {
	const interrupt = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			interrupt.abort();
		});
	}
	// A reader that closes early, as in `signals check | head`, ends the report, not the command.
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code !== 'EPIPE') throw error;
		});
	}
	return {
		cwd: process.cwd(),
		env: process.env,
		now: () => Date.now(),
		out: process.stdout,
		err: process.stderr,
		in: process.stdin,
		interrupted: interrupt.signal,
	};
}
