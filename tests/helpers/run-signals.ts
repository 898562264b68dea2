import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../../src/cli/main.ts';

export const projectDir = fileURLToPath(new URL('../../', import.meta.url));

export interface Result {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

export interface RunOptions {
	readonly cwd?: string;
	readonly env?: Readonly<Record<string, string>>;
	/** Milliseconds since 1970. */
	readonly now?: number;
	/** Width of the terminal that stands in for standard output; without it, output goes to no terminal. */
	readonly columns?: number;
	readonly interrupted?: AbortSignal;
}

/** Runs a command in this process: quick, for all but builds. */
export async function runHere(
	args: readonly string[],
	{ cwd = projectDir, env = {}, now = Date.UTC(2026, 10, 22), columns, interrupted = new AbortController().signal }: RunOptions = {},
): Promise<Result> {
	let [out, err] = ['', ''];
	const code = await main(args, {
		cwd,
		env,
		now: () => now,
		out: { write: (text) => (out += text), ...(columns === undefined ? {} : { isTTY: true, columns }) },
		err: { write: (text) => (err += text) },
		interrupted,
	});
	return { code, out, err };
}

/** Runs a command as users do, in a process of its own. Builds wait for each other unless told not to. */
export async function runSignals(
	args: readonly string[],
	{
		cwd = projectDir,
		env = {},
		wait = true,
		program = path.join(projectDir, 'src/cli/signals.mjs'),
	}: { cwd?: string; env?: Record<string, string>; wait?: boolean; program?: string } = {},
): Promise<Result> {
	const words = args[0] === 'build' && wait ? [...args, '--wait'] : args;
	const child = spawn(process.execPath, [program, ...words], {
		cwd,
		env: { ...process.env, NODE_ENV: '', VITEST: '', CI: '', ...env },
	});
	let [out, err] = ['', ''];
	child.stdout.on('data', (data: Buffer) => (out += data.toString()));
	child.stderr.on('data', (data: Buffer) => (err += data.toString()));
	const code = await new Promise<number>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (status) => {
			resolve(status ?? -1);
		});
	});
	return { code, out, err };
}
