import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { signalId } from '../../feeds/id.ts';
import type { KnownSignal } from '../../import/identity.ts';
import { ImportError } from '../../import/import-error.ts';
import { importLimits } from '../../import/limits.ts';
import { planImport, type ImportPlan, type PlannedSignal } from '../../import/plan.ts';
import { importFormats, readImport, type Imported, type ImportFormat } from '../../import/read.ts';
import { tooLarge } from '../../import/text.ts';
import { createFieldValues, readScore } from '../../signals/field-values.ts';
import type { Content } from '../../signals/load.ts';
import { readVocabulary } from '../../signals/vocabulary.ts';
import { checkSite, type CheckedSite, type OpenOptions } from '../../site/open.ts';
import { whileAlone } from '../author-lock.ts';
import { applyChanges, type Change } from '../change-set.ts';
import { exitCodes, orInterrupted, readArgs, UsageError, type Command, type Terminal } from '../command.ts';
import { refreshEditor } from '../editor-files.ts';
import { printable } from '../formats/printable.ts';
import { count } from '../report.ts';
import { acceptValues, contentOptions, openOptions, projectDir } from '../settings.ts';
import { formatTable } from '../table.ts';
import { newErrors, tryChanges } from '../trial.ts';

const options = {
	category: { type: 'string' },
	score: { type: 'string' },
	format: { type: 'string' },
	write: { type: 'boolean' },
	content: contentOptions.content,
	help: contentOptions.help,
} as const;

export const importSignals: Command = {
	options,
	help: `signals import FILE [--category NAME] [--score NUMBER] [--write] [--format json|csv|rss|atom|jsonfeed] [--content DIR]

Turns each item of a file into a signal: objects of JSON, rows of CSV, entries of RSS, Atom or JSON Feed. Shows what would be written;
writes it with --write, all of it or nothing. What an item does not say is marked as {{ a blank }}, and the signal is then a draft. Items
that are there already are left out: they have the id of a signal, or, without one, its slug and no other source. Nothing is fetched.

  --category NAME   category of items that name none
  --score NUMBER    score of items that have none, 0 to 10
  --write           write the files
  --format FORMAT   refuse a file of another format than json, csv, rss, atom or jsonfeed
  --content DIR     folder that holds signals/, categories.yml and tags.yml (default: content)

JSON is a list of objects, CSV a table whose first row names the columns. Names are those of the fields of a signal, and: body (also
content, text, markdown) or body_html (content_html, html); slug; source_url (url, link), source_title, source_publisher (publisher),
source_date. Common other names of fields are understood: headline, published, keywords, description, author, modified, guid. Items of a
list in one text are separated by semicolons: open weights; licensing.

Exit codes: 0 done, 1 the file or a signal made of it has errors, 2 wrong usage, 70 a bug, 74 input or output failed, 130 interrupted.
`,
	async run(args, terminal) {
		const { values, positionals } = readArgs(args, options, { positionals: true });
		const [name, ...more] = positionals;
		if (name === undefined || more.length > 0) throw new UsageError('One file is needed: signals import feed.xml.');
		const format = values.format === undefined ? undefined : formatOf(values.format);
		const opening = openOptions(values, terminal);
		const work = async () => {
			const changes = await plan({ name, format }, opening, values, terminal);
			if (changes === undefined) return exitCodes.content;
			if (values.write !== true) {
				if (changes.length > 0) terminal.err.write('Nothing was written yet. Run the command again with --write.\n');
				return exitCodes.ok;
			}
			applyChanges(opening.contentDir, changes);
			refreshEditor(opening.contentDir, projectDir);
			terminal.err.write(`${count(changes.length, 'file')} written.\n`);
			return exitCodes.ok;
		};
		// What is there must not change between the look at it and the last file written.
		return values.write === true ? whileAlone(opening, terminal, work) : work();
	},
};

/** Shows what an import comes to. @returns the files to write; undefined when something is wrong, which it then has said. */
async function plan(
	{ name, format }: { readonly name: string; readonly format: ImportFormat | undefined },
	opening: OpenOptions,
	values: { readonly category?: string | undefined; readonly score?: string | undefined },
	terminal: Terminal,
): Promise<Change[] | undefined> {
	const show = (file: string) => `${opening.contentName}/${file}`;
	const vocabulary = readVocabulary(opening.contentDir, show);
	const opened = await orInterrupted(checkSite(opening), terminal);
	const fields = createFieldValues(vocabulary, opened.content);
	const planOptions = {
		...acceptValues({
			category: values.category === undefined ? undefined : fields.category(values.category),
			score: values.score === undefined ? undefined : readScore(values.score),
		}),
		categories: vocabulary.categories.map(({ label }) => label),
		fields,
		taken: takenBy(opened.content, opening, show),
		asOf: opening.asOf,
	};
	let planned: ImportPlan;
	try {
		planned = planImport(read(path.resolve(terminal.cwd, name), name, format).items, planOptions);
	} catch (error) {
		if (!(error instanceof ImportError)) throw error;
		const place = error.line === undefined ? name : `${name}:${error.line}`;
		terminal.err.write(`${printable(`${place}: ${error.message}`)}\nNothing was written.\n`);
		return undefined;
	}
	const changes = planned.signals.map(({ file, text }): Change => ({
		location: path.join(opening.contentDir, file),
		before: undefined,
		after: Buffer.from(text),
	}));
	const after = changes.length === 0 ? opened : await tryChanges(opening, changes, terminal);
	terminal.out.write(describe(planned, show));
	return reportErrors(planned, opened, after, show, terminal) ? undefined : changes;
}

function formatOf(word: string): ImportFormat {
	const format = importFormats.find((known) => known === word);
	if (format === undefined) throw new UsageError(`--format is "${word}", but must be one of ${importFormats.join(', ')}.`);
	return format;
}

function read(location: string, name: string, format: ImportFormat | undefined): Imported {
	const status = statSync(location, { throwIfNoEntry: false });
	if (!status)
		throw new UsageError(
			/^https?:/.test(name) ? 'Nothing is fetched from the network. Save the file, then import it.' : `There is no file ${name}.`,
		);
	if (!status.isFile()) throw new UsageError(`${name} is no regular file.`);
	if (status.size > importLimits.file) throw tooLarge();
	return readImport(readFileSync(location), format);
}

/** The names under which a signal is known: slugs, former slugs, ids, and the ids of its entries in our own feeds. */
function takenBy({ members, slugs }: Content, { config }: OpenOptions, show: (file: string) => string): ReadonlyMap<string, KnownSignal> {
	const taken = new Map<string, KnownSignal>([...slugs].map((slug) => [slug, { name: slug, sources: [] }]));
	for (const { slug, file, data } of members.values()) {
		const known = { name: show(file), sources: (data.sources ?? []).map(({ url }) => url) };
		const id = data.id ?? slug;
		const ids = data.date === undefined ? [id] : [id, signalId(config, { id, date: data.date })];
		for (const name of [slug, ...(data.aliases ?? []), ...ids]) taken.set(name, known);
	}
	return taken;
}

function describe({ signals, skipped }: ImportPlan, show: (file: string) => string): string {
	const rows = signals.map(({ number, file, title, date, blank }) => [
		String(number),
		show(file),
		blank.includes('date') ? '' : cut(date, 20),
		cut(title, 50),
		blank.join(', '),
	]);
	const table = rows.length === 0 ? '' : formatTable([['item', 'file', 'date', 'title', 'still to write'], ...rows], new Set([0]));
	const left = skipped.map(({ number, title, reason }) => `Item ${number}, "${cut(title, 50)}", ${reason}.\n`);
	const notes = signals.flatMap((signal) => signal.notes.map((note) => `Item ${signal.number}: ${note}\n`));
	const drafts = signals.filter(({ isDraft }) => isDraft).length;
	const summary = `${count(signals.length, 'new signal')}${drafts === 0 ? '' : ` (${count(drafts, 'draft')})`}, ${skipped.length === 0 ? 'none' : skipped.length} there already.\n`;
	return [table, [...left, ...notes].map(printableLine).join(''), summary].filter((part) => part !== '').join('\n');
}

function printableLine(line: string): string {
	return `${printable(line.trimEnd())}\n`;
}

/** Says what is wrong with signals by the number of their item, since their files are not there yet. */
function reportErrors(
	{ signals }: ImportPlan,
	before: CheckedSite,
	after: CheckedSite,
	show: (file: string) => string,
	{ out, err }: Terminal,
): boolean {
	const items = new Map(signals.map((signal) => [show(signal.file), signal]));
	const errors = newErrors(before.problems, after.problems);
	for (const { file, line, column, code, message, hint } of errors) {
		const item: PlannedSignal | undefined = items.get(file);
		const place = item ? `Item ${item.number} (${file}:${line}:${column})` : `${file}:${line}:${column}`;
		out.write(printableLine(`${place} error ${code}: ${message} ${hint ?? ''}`));
	}
	if (errors.length > 0)
		err.write(
			`Nothing was written: correct ${errors.length === 1 ? 'the error' : `the ${errors.length} errors`} above in the file that is imported.\n`,
		);
	return errors.length > 0;
}

function cut(text: string, length: number): string {
	const letters = [...text];
	return letters.length > length ? `${letters.slice(0, length - 1).join('')}…` : text;
}
