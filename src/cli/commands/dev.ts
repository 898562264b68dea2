import { once } from 'node:events';
import { serveDevelopment } from '../../build/develop.ts';
import { configFile, readAddress, readConfig } from '../../site/config-file.ts';
import { createDevelopment } from '../../site/development.ts';
import { createBaseKeeper } from '../base-keeper.ts';
import { exitCodes, readArgs, type Command, type Terminal } from '../command.ts';
import { refreshEditor } from '../editor-files.ts';
import { portFrom } from '../port.ts';
import { createProgress } from '../progress.ts';
import { contentOptions, locateContent, projectDir, type ContentArgs } from '../settings.ts';
import { createTeller } from '../teller.ts';

const options = {
	content: contentOptions.content,
	port: { type: 'string' },
	'as-of': contentOptions['as-of'],
	help: contentOptions.help,
} as const;

const defaultPort = 4321;

export const dev: Command = {
	options,
	help: `signals dev [--content DIR] [--port NUMBER] [--as-of INSTANT]

Shows the site on this machine only, drafts and scheduled signals included and marked as such, until it is interrupted. An open
page changes by itself when a file of the content or src/site.config.ts is saved. While there are errors it shows these instead.

  --content DIR     folder that holds signals/, categories.yml and tags.yml (default: content)
  --port NUMBER     port to listen on, 0 for any that is free (default: ${defaultPort}, or the next that is free)
  --as-of INSTANT   signals dated later are scheduled (default: SOURCE_DATE_EPOCH, else the present moment)

Exit codes: 0 stopped by Ctrl+C, 2 wrong usage, 70 a bug, 74 input or output failed.
`,
	async run(args, terminal) {
		const { values } = readArgs(args, options);
		const port = values.port === undefined ? defaultPort : await portFrom(values.port);
		const { interrupted } = terminal;
		const stopped = interrupted.aborted ? Promise.resolve() : once(interrupted, 'abort');
		await Promise.race([show(values, port, terminal), stopped]);
		await stopped;
		return exitCodes.ok;
	},
};

/** Starts the server, and tells from then on what came of every save. */
async function show(args: ContentArgs, port: number, terminal: Terminal): Promise<void> {
	const { contentDir, contentName } = locateContent(args, terminal);
	const { base } = await readAddress();
	const keepBase = createBaseKeeper(base, terminal);
	const development = createDevelopment({
		contentDir,
		configFile,
		options: async () => ({ ...locateContent(args, terminal), config: keepBase(await readConfig()) }),
	});
	development.listen(() => refreshEditor(contentDir, projectDir));

	const progress = createProgress(terminal.err);
	progress.step('Starting');
	const url = await serveDevelopment(development, projectDir, base, port).finally(() => progress.clear());
	if (terminal.interrupted.aborted) return;
	terminal.out.write(`Showing ${contentName} at ${url}\nPress Ctrl+C to stop.\n`);
	const tell = createTeller({ contentDir, contentName, url }, terminal);
	if (development.outcome) tell(development.outcome);
	development.listen(tell);
}
