import { once } from 'node:events';
import { serveDevelopment } from '../../build/develop.ts';
import { isFree } from '../../build/port.ts';
import { configFile, readConfig } from '../../site/config-file.ts';
import { ConfigError, type SiteConfig } from '../../site/config.ts';
import { createDevelopment, type Outcome } from '../../site/development.ts';
import type { OpenOptions } from '../../site/open.ts';
import { exitCodes, readArgs, UsageError, type Command, type Terminal } from '../command.ts';
import { refreshEditor } from '../editor-files.ts';
import { formatProblems } from '../formats/text.ts';
import { count } from '../report.ts';
import { contentOptions, openOptions, projectDir } from '../settings.ts';

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

Shows the site on this machine only, drafts and scheduled signals included and marked as such, until it is interrupted. The browser
reloads by itself when a file of the content or src/site.config.ts is saved. While there are errors it shows these instead.

  --content DIR     folder that holds signals/, categories.yml and tags.yml (default: content)
  --port NUMBER     port to listen on, 0 for any that is free (default: ${defaultPort}, or the next that is free)
  --as-of INSTANT   signals dated later are scheduled (default: SOURCE_DATE_EPOCH, else the present moment)

Exit codes: 0 stopped by Ctrl+C, 2 wrong usage, 70 a bug, 74 input or output failed.
`,
	async run(args, terminal) {
		const { values } = readArgs(args, options);
		const port = await portFrom(values.port);
		const first = openOptions(values, terminal);
		const { contentDir, contentName, config } = first;
		refreshEditor(contentDir, projectDir);
		const keepAddress = createAddressKeeper(config, terminal);
		const development = createDevelopment({
			contentDir,
			configFile,
			options: async () => ({ ...openOptions(values, terminal), config: keepAddress(await readConfig()) }),
		});
		const stopTelling = development.listen(createTeller(first, terminal));
		const server = await serveDevelopment(development, projectDir, config, port);
		terminal.out.write(`Showing ${contentName} at ${server.url}\nPress Ctrl+C to stop.\n`);
		if (!terminal.interrupted.aborted) await once(terminal.interrupted, 'abort');
		stopTelling();
		development.close();
		await server.close();
		return exitCodes.ok;
	},
};

/** @throws UsageError when the port is none, or another program has it */
async function portFrom(text: string | undefined): Promise<number> {
	const port = Number(text ?? defaultPort);
	if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
		throw new UsageError(`--port is "${text ?? ''}", but must be a number up to 65535.`);
	if (text !== undefined && !(await isFree(port)))
		throw new UsageError(`Port ${port} is in use, perhaps by another signals dev. Choose another, or --port 0 for any that is free.`);
	return port;
}

/** @returns a function that puts the address the server was started with into a configuration, and tells when that differs */
function createAddressKeeper({ url, base }: SiteConfig, { out }: Terminal): (config: SiteConfig) => SiteConfig {
	let known = url + base;
	return (config) => {
		const wanted = config.url + config.base;
		if (wanted !== known && wanted !== url + base) out.write(`Stop and start signals dev to see the site at ${wanted}.\n`);
		known = wanted;
		return { ...config, url, base };
	};
}

/** @returns a listener that prints what changed for the author: the problems when they are others than before, then one line. */
function createTeller({ contentDir, contentName, config }: OpenOptions, terminal: Terminal): (outcome: Outcome) => void {
	let known = '';
	return (outcome) => {
		const { problems, failure, opened } = outcome;
		const report = { problems, signals: opened?.content.slugs.size ?? 0, isStrict: config.strict, contentDir, contentName };
		const found = failure ? `${describe(failure)}\n` : formatProblems(report, terminal);
		if (found !== known) terminal.out.write(found);
		known = found;
		terminal.out.write(`${outcome.isShown ? 'Shown' : 'The browser shows this until it is mended'}: ${summarize(outcome)}.\n`);
	};
}

function summarize({ isShown, opened, problems }: Outcome): string {
	if (!opened) return 'the site cannot be read';
	const { slugs, heldBack } = opened.content;
	const { draft = [], scheduled = [] } = Object.groupBy(heldBack, ({ held = 'draft' }) => held);
	const { error = [], warning = [] } = Object.groupBy(problems, ({ severity }) => severity);
	const counts = [
		...(isShown ? [count(slugs.size - heldBack.length, 'signal')] : []),
		...(isShown && draft.length > 0 ? [count(draft.length, 'draft')] : []),
		...(isShown && scheduled.length > 0 ? [`${scheduled.length} scheduled`] : []),
		...(error.length > 0 ? [count(error.length, 'error')] : []),
		...(warning.length > 0 ? [count(warning.length, 'warning')] : []),
	];
	return counts.join(', ');
}

/** Wrong values are told in full; anything else is a bug, or something on this machine, of which the stack tells more. */
function describe(failure: Error): string {
	return failure instanceof ConfigError || failure instanceof UsageError ? failure.message : (failure.stack ?? failure.message);
}
