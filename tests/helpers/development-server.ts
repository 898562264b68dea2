import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { projectDir } from './run-signals.ts';

export interface RunningDev {
	/** Of the home page. */
	readonly url: string;
	/** All that was printed so far. */
	output(): string;
	/** Interrupts it as Ctrl+C does. @returns the exit code, null when it did not end by itself */
	stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<number | null>;
}

export interface DevOptions {
	/** Besides the content; without them, a port that is free. */
	readonly args?: readonly string[];
	/** The project, or a copy of it. */
	readonly project?: string;
	/** What it prints when it is waited for no longer; without it, the address, which is `url` then. */
	readonly until?: RegExp;
}

/** Starts `signals dev` in a process of its own. */
export async function startDev(
	contentDir: string,
	{ args = ['--port', '0'], project = projectDir, until = /Showing .* at (http:\S+)\n/ }: DevOptions = {},
): Promise<RunningDev> {
	const child = spawn(
		process.execPath,
		[path.join(project, 'src/cli/signals.mjs'), 'dev', '--content', contentDir, ...args],
		// Astro's server does not answer under Vitest.
		{ cwd: project, env: { ...process.env, NODE_ENV: '', VITEST: '' }, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	const ended = once(child, 'close');
	// A test that fails must leave nothing behind.
	process.once('exit', () => child.kill('SIGKILL'));
	let output = '';
	const url = await new Promise<string>((resolve, reject) => {
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (data: Buffer) => {
				output += data.toString();
				const found = until.exec(output);
				if (found) resolve(found[1] ?? '');
			});
		child.on('close', () => reject(new Error(`signals dev ended before it served anything.\n${output}`)));
	});
	return {
		url,
		output: () => output,
		async stop(signal = 'SIGINT') {
			child.kill(signal);
			const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
			await ended;
			clearTimeout(patience);
			return child.exitCode;
		},
	};
}
