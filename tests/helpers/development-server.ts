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
	stop(): Promise<number | null>;
}

/** Starts `signals dev` in a process of its own, on a port that is free, and waits until it tells its address. */
export async function startDev(contentDir: string, args: readonly string[] = []): Promise<RunningDev> {
	const child = spawn(
		process.execPath,
		[path.join(projectDir, 'src/cli/signals.mjs'), 'dev', '--content', contentDir, '--port', '0', ...args],
		// Astro's server does not answer under Vitest.
		{ cwd: projectDir, env: { ...process.env, NODE_ENV: '', VITEST: '' }, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	const ended = once(child, 'close');
	// A test that fails must leave nothing behind.
	process.once('exit', () => child.kill('SIGKILL'));
	let output = '';
	const url = await new Promise<string>((resolve, reject) => {
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (data: Buffer) => {
				output += data.toString();
				const [, address] = /Showing .* at (http:\S+)\n/.exec(output) ?? [];
				if (address !== undefined) resolve(address);
			});
		child.on('close', () => reject(new Error(`signals dev ended before it served anything.\n${output}`)));
	});
	return {
		url,
		output: () => output,
		async stop() {
			child.kill('SIGINT');
			const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
			await ended;
			clearTimeout(patience);
			return child.exitCode;
		},
	};
}
