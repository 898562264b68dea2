import { checkSite } from '../../site/open.ts';
import { exitCodes, orInterrupted, readArgs, type Command } from '../command.ts';
import { count } from '../report.ts';
import { contentOptions, openOptions } from '../settings.ts';

const options = { content: contentOptions.content, 'as-of': contentOptions['as-of'], help: contentOptions.help } as const;

export const next: Command = {
	options,
	help: `signals next [--as-of INSTANT] [--content DIR]

Prints when the next scheduled signal is due, in UTC, as 2026-05-19T16:01:00Z: the moment from which a build publishes it. Drafts are
not scheduled.

  --as-of INSTANT   signals dated later are scheduled (default: SOURCE_DATE_EPOCH, else now)
  --content DIR     folder that holds signals/, categories.yml and tags.yml (default: content)

Exit codes: 0 printed, 2 wrong usage, 3 nothing is scheduled, 70 a bug, 74 input or output failed, 130 interrupted.
`,
	async run(args, terminal) {
		const { values } = readArgs(args, options);
		const { content, problems } = await orInterrupted(checkSite(openOptions(values, terminal)), terminal);
		const errors = problems.filter(({ severity }) => severity === 'error').length;
		if (errors > 0)
			terminal.err.write(`The content has ${count(errors, 'error')}, so that nothing can be published yet; signals check tells them.\n`);
		const [due] = [...content.members.values()]
			.flatMap(({ held, facts }) => (held === 'scheduled' && facts.date !== undefined ? [facts.date] : []))
			.sort();
		if (due === undefined) {
			terminal.err.write('Nothing is scheduled.\n');
			return exitCodes.nothing;
		}
		terminal.out.write(`${due}\n`);
		return exitCodes.ok;
	},
};
