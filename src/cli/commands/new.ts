import { existsSync } from 'node:fs';
import path from 'node:path';
import { createFieldValues, fieldFault, readScore, type FieldValues, type Reading } from '../../signals/field-values.ts';
import { findSignalFiles } from '../../signals/find.ts';
import type { Content } from '../../signals/load.ts';
import { tagUses } from '../../signals/resolve.ts';
import { fileFor } from '../../signals/slug.ts';
import { indexTags } from '../../signals/tags.ts';
import { formatInstant, parseInstant } from '../../signals/time.ts';
import { readVocabulary, type Vocabulary } from '../../signals/vocabulary.ts';
import { bandsOf, checkSite, type OpenOptions } from '../../site/open.ts';
import { Cancelled, createAsker, type Choice } from '../asker.ts';
import { whileAlone } from '../author-lock.ts';
import { exitCodes, orInterrupted, programIn, readArgs, UsageError, type Command, type Terminal } from '../command.ts';
import { countBlanks, draftSignal } from '../draft.ts';
import { editFile, editorOf } from '../editor.ts';
import { formatText } from '../formats/text.ts';
import { slugTrouble, takenNames } from '../place.ts';
import { complete, giveSlug, readTags, type Given, type Named } from '../questions.ts';
import { count, isPublishable } from '../report.ts';
import { acceptValues, contentOptions, openOptions } from '../settings.ts';
import { applyIfSound } from '../trial.ts';

const options = {
	category: { type: 'string' },
	score: { type: 'string' },
	tags: { type: 'string' },
	date: { type: 'string' },
	slug: { type: 'string' },
	edit: { type: 'boolean' },
	content: contentOptions.content,
	help: contentOptions.help,
} as const;

export const newSignal: Command = {
	options,
	help: `signals new "Title" [--category NAME] [--score NUMBER] [--tags A,B] [--date INSTANT] [--slug SLUG] [--edit] [--content DIR]

Writes signals/<year>/<month>/<slug>.md with the sections of house style: a draft, in which everything still to be written is
marked as {{ a blank }}. On a terminal it asks for what is not given. No file is ever overwritten.

  --category NAME   label or slug of a category
  --score NUMBER    0 to 10, at most one decimal
  --tags A,B        tags with commas between them
  --date INSTANT    when it happened, as 2026-05-19T16:01Z or 2026-05-19 (default: now)
  --slug SLUG       last part of the address (default: made from the title)
  --edit            open the file in $VISUAL or $EDITOR, and check it afterwards
  --content DIR     folder that holds signals/, categories.yml and tags.yml (default: content)

Prints the path of the file on standard output, and what to do next on standard error.
Exit codes: 0 written, 1 the signal would have errors or has some after --edit, 2 wrong usage, 70 a bug, 74 input or output failed,
130 cancelled or interrupted.
`,
	async run(args, terminal) {
		const { values, positionals } = readArgs(args, options, { positionals: true });
		if (positionals.length > 1)
			throw new UsageError(`The title is one argument. Put it in quotes: signals new "${positionals.join(' ').slice(0, 100)}".`);
		const editor = values.edit === true ? editorOf(terminal.env) : undefined;
		const opening = openOptions(values, terminal);
		const show = (file: string) => `${opening.contentName}/${file}`;
		const vocabulary = readVocabulary(opening.contentDir, show);
		const { content } = await orInterrupted(checkSite(opening), terminal);
		const fields = createFieldValues(vocabulary, content);
		const takenBy = (present: Content) => takenNames(present, findSignalFiles(opening.contentDir, show).signals, show);

		const given = readGiven(values, positionals[0]?.trim(), fields, terminal);
		const named = await complete(given, createAsker(terminal), {
			fields,
			bands: bandsOf(opening.config),
			categories: vocabulary.categories.map(({ label, description }) => ({ value: label, label, hint: description })),
			tags: tagChoices(content, vocabulary),
			taken: takenBy(content),
		}).catch((error: unknown) => {
			if (error instanceof Cancelled) return undefined;
			throw error;
		});
		if (!named) {
			terminal.err.write('Cancelled. Nothing was written.\n');
			return exitCodes.interrupted;
		}

		const text = draftSignal(named, {
			sections: opening.config.houseSections,
			categories: vocabulary.categories.map(({ label }) => label),
		});
		const file = fileFor(named.slug, instantOf(named));
		const location = path.join(opening.contentDir, file);
		const isWritten = await whileAlone(opening, terminal, async () => {
			const present = await orInterrupted(checkSite(opening), terminal);
			const trouble = slugTrouble(named.slug, takenBy(present.content));
			if (trouble !== undefined) throw new UsageError(`${trouble} ${giveSlug}`);
			const change = { location, before: undefined, after: new TextEncoder().encode(text) };
			return applyIfSound(opening, present.problems, [change], { ...terminal, out: terminal.err });
		});
		if (!isWritten) return exitCodes.content;
		terminal.out.write(`${show(file)}\n`);
		if (editor !== undefined) {
			await editFile(editor, location, terminal);
			if (existsSync(location)) return checkFile(opening, file, terminal);
			terminal.err.write(`${show(file)} is gone: the editor removed or renamed it.\n`);
			return exitCodes.content;
		}
		terminal.err.write(
			`This is a draft with ${count(countBlanks(text), 'blank')}, each between {{ and }}. Put your text in their place and remove draft: true; then run ${programIn(terminal)} check ${show(file)}\n`,
		);
		return exitCodes.ok;
	},
};

interface Values {
	readonly category?: string | undefined;
	readonly score?: string | undefined;
	readonly tags?: string | undefined;
	readonly date?: string | undefined;
	readonly slug?: string | undefined;
}

/** @throws UsageError that names every value which a signal cannot have; of the slug, for which another may be asked, nothing is said yet */
function readGiven(
	{ category, score, tags, date, slug }: Values,
	word: string | undefined,
	fields: FieldValues,
	terminal: Terminal,
): Given {
	const title = word === '' ? undefined : word;
	const fault = title === undefined ? undefined : fieldFault('title', title);
	const values = acceptValues(
		{
			date: date === undefined ? undefined : readDate(date),
			category: category === undefined ? undefined : fields.category(category),
			score: score === undefined ? undefined : readScore(score),
			tags: tags === undefined ? undefined : readTags(tags.split(','), fields),
		},
		fault === undefined ? [] : [fault],
	);
	return { ...values, title, slug, date: date ?? `${formatInstant(terminal.now()).slice(0, 'yyyy-mm-ddThh:mm'.length)}Z` };
}

function readDate(text: string): Reading<string> {
	const result = parseInstant(text);
	return 'instant' in result ? { value: result.instant } : { fault: `${result.message} ${result.hint}` };
}

function instantOf({ date }: Named): string {
	const result = parseInstant(date);
	if (!('instant' in result)) throw new Error(`${date} was taken for a date.`);
	return result.instant;
}

/** Registered tags and those in use, the most used first. */
function tagChoices({ members }: Content, { tags: registered }: Vocabulary): Choice[] {
	const uses = [...members.values()].flatMap(tagUses);
	const index = indexTags(uses, registered);
	const counts = new Map(registered.map(({ slug }) => [slug, 0]));
	const labels = new Map(registered.map(({ slug, label }) => [slug, label]));
	const registeredSlugs = new Set(registered.map(({ slug }) => slug));
	for (const { slug, label } of uses.map((use) => index.resolve(use.label))) {
		counts.set(slug, (counts.get(slug) ?? 0) + 1);
		labels.set(slug, label);
	}
	return [...counts]
		.sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
		.map(([slug, uses]) => ({
			value: registeredSlugs.has(slug) ? slug : (labels.get(slug) ?? slug),
			label: labels.get(slug) ?? slug,
			hint: uses === 0 ? 'not used yet' : count(uses, 'signal'),
		}));
}

/** Reports what `check` says of one file. Standard output has its path already, and nothing else. */
async function checkFile(opening: OpenOptions, file: string, terminal: Terminal): Promise<number> {
	const { problems, content } = await orInterrupted(checkSite(opening), terminal);
	const shown = problems.filter((problem) => problem.file === `${opening.contentName}/${file}`);
	const report = { ...opening, problems: shown, signals: content.slugs.size, elsewhere: problems.length - shown.length, isStrict: false };
	terminal.err.write(formatText(report, { out: terminal.err, env: terminal.env }));
	return isPublishable(shown, false) ? exitCodes.ok : exitCodes.content;
}
