import { existsSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { putBack } from '../../build/trees.ts';
import { baseOf, serveSite } from '../../build/serve.ts';
import { exitCodes, readArgs, UsageError, type Command } from '../command.ts';
import { portFrom } from '../port.ts';
import { projectDir } from '../settings.ts';

const options = { out: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

export const preview: Command = {
	options,
	help: `signals preview [--out DIR] [--port NUMBER]

Serves the last build with the headers and redirects it was built with, on this machine only, until it is interrupted.

  --out DIR       folder that was published into (default: dist)
  --port NUMBER   port to listen on, 0 for any that is free (default: 4321)

Exit codes: 0 stopped by Ctrl+C, 2 wrong usage, 70 a bug, 74 input or output failed.
`,
	async run(args, terminal) {
		const { values } = readArgs(args, options);
		const folder = values.out === undefined ? path.join(projectDir, 'dist') : path.resolve(terminal.cwd, values.out);
		putBack(folder);
		if (!existsSync(path.join(folder, 'index.html'))) throw new UsageError(`There is no site in ${folder}. Build it first.`);
		const server = await serveSite(folder, baseOf(folder), await portFrom(values.port ?? '4321'));
		terminal.out.write(`Serving ${folder} at ${server.url}\nPress Ctrl+C to stop.\n`);
		if (!terminal.interrupted.aborted) await once(terminal.interrupted, 'abort');
		await server.close();
		return exitCodes.ok;
	},
};
