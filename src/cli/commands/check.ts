import { existsSync } from 'node:fs';
import path from 'node:path';
import { checkSite, type CheckedSite, type OpenOptions } from '../../site/open.ts';
import { exitCodes, keptByNpm, orInterrupted, readArgs, UsageError, type Command, type Output, type Terminal } from '../command.ts';
import { printable } from '../formats/printable.ts';
import { exitCodeFor, type Report } from '../report.ts';
import { isSelected, selectFiles } from '../selection.ts';
import { contentOptions, openOptions, projectDir } from '../settings.ts';
import { withCache } from '../with-cache.ts';

const options = {
	...contentOptions,
	fix: { type: 'boolean' },
	format: { type: 'string' },
	'single-use-tags': { type: 'boolean' },
} as const;

export const check: Command = {
	options,
	help: `signals check [PATH…] [--content DIR] [--as-of INSTANT] [--strict] [--fix] [--format text|json|github|sarif] [--single-use-tags]

Reads every signal and tells every problem of every file in one run. Without --fix it writes nothing but its cache.

  PATH                files or folders: the set they belong to is checked, and only their problems are shown and count;
                      a file that belongs to no content is left out
  --content DIR       folder that holds signals/, categories.yml and tags.yml (default: content)
  --as-of INSTANT     signals dated later are scheduled (default: SOURCE_DATE_EPOCH, else now)
  --strict            warnings are failures, too
  --fix               change what has one right answer: spellings of one tag, numbers in quotes or with a comma, dates without
                      their T, spaces around a value, former addresses and slugs, aliases that change nothing
  --format FORMAT     text: for people; on a terminal with the line in question, in colour unless NO_COLOR is set
                      json: for programs; src/cli/formats/check-report.schema.json describes it
                      github: annotations of GitHub Actions, which shows ten errors and ten warnings of a step
                      sarif: SARIF 2.1.0, for code scanning
  --single-use-tags   warn of tags that are not in tags.yml and stand in one signal only

Exit codes: 0 no errors, 1 errors, 2 wrong usage, 70 a bug, 74 input or output failed, 130 interrupted.
`,
	async run(args, terminal) {
		const { values, positionals } = readArgs(args, options, { positionals: true });
		const name = values.format ?? 'text';
		const format = await formatNamed(name);
		refuseSwallowedFormat(positionals, terminal);
		const named = values.content === undefined ? path.join(projectDir, 'content') : path.resolve(terminal.cwd, values.content);
		const selection = selectFiles(positionals, named, values.content !== undefined, terminal.cwd);
		for (const file of selection.others) terminal.err.write(`${printable(file)} belongs to no content and was not checked.\n`);
		const opening = openOptions({ ...values, content: selection.contentDir ?? values.content }, terminal);
		if (positionals.length > 0 && selection.files.length === 0) {
			terminal.out.write(format({ ...opening, problems: [], signals: 0, elsewhere: 0, isStrict: false }, terminal));
			return exitCodes.ok;
		}
		const isAll = positionals.length === 0 || selection.files.includes('');
		const isAsked = (file: string) => isAll || isSelected(file, selection);
		const { problems, content } = await withCache(opening, terminal, (kept) =>
			values.fix === true
				? mend(kept, isAsked, terminal, name === 'text' ? terminal.out : terminal.err)
				: orInterrupted(checkSite(kept), terminal),
		);
		const shown = problems.filter(({ file }) => isAsked(file.slice(opening.contentName.length + 1)));
		const report: Report = {
			...opening,
			problems: shown,
			signals: content.slugs.size,
			elsewhere: isAll ? undefined : problems.length - shown.length,
			isStrict: values.strict === true,
		};
		terminal.out.write(format(report, terminal));
		return exitCodeFor(shown, report.isStrict);
	},
};

async function mend(opening: OpenOptions, isAsked: (file: string) => boolean, terminal: Terminal, told: Output): Promise<CheckedSite> {
	const { fixContent, formatFixes } = await import('../fix.ts');
	const { opened, fixed } = await fixContent(opening, isAsked, terminal);
	told.write(formatFixes(fixed));
	return opened;
}

/** npm takes --format for an abbreviation of one of its own options and passes on its value alone. */
function refuseSwallowedFormat(words: readonly string[], terminal: Terminal): void {
	const isFormat = (word: string) => formats.has(word) && !existsSync(path.resolve(terminal.cwd, word));
	if (terminal.env['npm_lifecycle_event'] !== undefined && words.some(isFormat)) throw keptByNpm('format', 'check', terminal);
}

type ReportFormat = (report: Report, terminal: Terminal) => string;

/** Each is loaded when it is asked for. */
const formats: ReadonlyMap<string, () => Promise<ReportFormat>> = new Map<string, () => Promise<ReportFormat>>([
	['text', async () => (await import('../formats/text.ts')).formatText],
	['json', async () => (await import('../formats/json.ts')).formatJson],
	['github', async () => (await import('../formats/github.ts')).formatGithub],
	['sarif', async () => (await import('../formats/sarif.ts')).formatSarif],
]);

function formatNamed(name: string): Promise<ReportFormat> {
	const load = formats.get(name);
	if (!load) throw new UsageError(`--format is "${name}", but must be text, json, github or sarif.`);
	return load();
}
