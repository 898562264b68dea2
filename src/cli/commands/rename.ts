import path from 'node:path';
import { findSignalFiles } from '../../signals/find.ts';
import type { Content } from '../../signals/load.ts';
import { didYouMean, nearest } from '../../signals/nearest.ts';
import { openSite } from '../../site/open.ts';
import { whileAlone } from '../author-lock.ts';
import { exitCodes, orInterrupted, readArgs, UsageError, type Command } from '../command.ts';
import { formatProblems } from '../formats/text.ts';
import { slugTrouble, takenNames } from '../place.ts';
import { renameSignal } from '../renaming.ts';
import { count } from '../report.ts';
import { contentOptions, openOptions } from '../settings.ts';
import { applyIfSound } from '../trial.ts';

const options = { content: contentOptions.content, help: contentOptions.help } as const;

export const rename: Command = {
	options,
	help: `signals rename OLD NEW [--content DIR]

Gives a signal another slug. Its file is renamed in its folder; feed readers see no new entry, because the old slug becomes its id,
unless it has one; the old address leads to the new one, because the old slug becomes an alias. What names the signal is changed with it:
follows, evidence, and links in texts and summaries. All of it happens, or nothing.

  OLD, NEW          slugs: names of files without .md
  --content DIR     folder that holds signals/, categories.yml and tags.yml (default: content)

Exit codes: 0 renamed, 1 errors in the content are in the way, 2 wrong usage, 70 a bug, 74 input or output failed, 130 interrupted.
`,
	async run(args, terminal) {
		const { values, positionals } = readArgs(args, options, { positionals: true });
		const [from, to, ...more] = positionals.map(slugOf);
		if (from === undefined || to === undefined || more.length > 0)
			throw new UsageError('Two slugs are needed, the old and the new one: signals rename old-slug new-slug.');
		const opening = openOptions(values, terminal);
		const show = (file: string) => `${opening.contentName}/${file}`;
		const { content, problems } = await orInterrupted(openSite(opening), terminal);
		return whileAlone(opening, terminal, async () => {
			const files = findSignalFiles(opening.contentDir, show).signals;
			const renamed = files.find(({ slug }) => slug === from);
			if (!renamed) throw new UsageError(unknownSlug(from, content));
			if (from === to) throw new UsageError(`"${from}" is the slug it has.`);
			const others = { members: new Map([...content.members].filter(([slug]) => slug !== from)) };
			const trouble = slugTrouble(to, takenNames(others, files, show));
			if (trouble !== undefined) throw new UsageError(trouble);

			const { edits, unreadable } = renameSignal(opening.contentDir, files, { from, to });
			if (unreadable.length > 0) {
				const inTheWay = problems.filter(({ file, severity }) => severity === 'error' && unreadable.some((name) => file === show(name)));
				terminal.out.write(formatProblems({ ...opening, problems: inTheWay, signals: files.length, isStrict: false }, terminal));
				terminal.err.write(`Nothing was renamed. Correct the above first: until then nobody knows what names "${from}".\n`);
				return exitCodes.content;
			}
			const changes = edits.flatMap((edit) => edit.changes);
			if (!(await applyIfSound(opening, problems, changes, terminal))) return exitCodes.content;
			const place = renamed.file.replace(/[^/]+$/, `${to}.md`);
			terminal.out.write(`${show(renamed.file)} is now ${show(place)}\n`);
			for (const { file, mentions } of edits)
				if (mentions > 0)
					terminal.out.write(`${show(file === renamed.file ? place : file)}: ${count(mentions, 'mention')} of ${from} changed\n`);
			return exitCodes.ok;
		});
	},
};

/** Authors may have the name of the file at hand, completed by their shell. */
function slugOf(word: string): string {
	return path.basename(word, '.md');
}

function unknownSlug(slug: string, { members, slugs }: Content): string {
	const owner = [...members.values()].find(({ data }) => data.aliases?.includes(slug) === true)?.slug;
	if (owner !== undefined) return `"${slug}" is a former slug of "${owner}". Rename ${owner}.`;
	return `There is no signal "${slug}". ${didYouMean(nearest(slug, slugs)) ?? 'Its slug is the name of its file without .md.'}`;
}
