import path from 'node:path';
import { findSignalFiles, type SignalFile } from '../../signals/find.ts';
import type { Content } from '../../signals/load.ts';
import { didYouMean, nearest } from '../../signals/nearest.ts';
import { suggestSlug } from '../../signals/slug.ts';
import { checkSite, type OpenOptions } from '../../site/open.ts';
import { whileAlone } from '../author-lock.ts';
import { exitCodes, orInterrupted, readArgs, UsageError, type Command, type Terminal } from '../command.ts';
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

  OLD               slug, that is, the name of the file without .md; or the path of the file
  NEW               slug
  --content DIR     folder that holds signals/, categories.yml and tags.yml (default: content)

Exit codes: 0 renamed, 1 errors in the content are in the way, 2 wrong usage, 70 a bug, 74 input or output failed, 130 interrupted.
`,
	async run(args, terminal) {
		const { values, positionals } = readArgs(args, options, { positionals: true });
		const [old, wanted, ...more] = positionals;
		if (old === undefined || wanted === undefined || more.length > 0)
			throw new UsageError('Two slugs are needed, the old and the new one: signals rename old-slug new-slug.');
		const to = newSlug(wanted);
		const opening = openOptions(values, terminal);
		const show = (file: string) => `${opening.contentName}/${file}`;
		return whileAlone(opening, terminal, async () => {
			const { content, problems } = await orInterrupted(checkSite(opening), terminal);
			const files = findSignalFiles(opening.contentDir, show).signals;
			const renamed = findSignal(old, files, content, { ...opening, cwd: terminal.cwd });
			const from = renamed.slug;
			if (from === to) throw new UsageError(`"${from}" is the slug it has.`);
			const others = { members: new Map([...content.members].filter(([slug]) => slug !== from)) };
			const trouble = slugTrouble(to, takenNames(others, files, show));
			if (trouble !== undefined) throw new UsageError(trouble);

			const { edits, unreadable } = renameSignal(opening.contentDir, files, { signal: renamed, to });
			if (unreadable.length > 0) {
				const inTheWay = problems.filter(({ file, severity }) => severity === 'error' && unreadable.some((name) => file === show(name)));
				terminal.out.write(formatProblems({ ...opening, problems: inTheWay }, terminal));
				terminal.err.write(`Nothing was renamed. Correct the above first: until then nobody knows what names "${from}".\n`);
				return exitCodes.content;
			}
			const changes = edits.flatMap((edit) => edit.changes);
			const place = renamed.file.replace(/[^/]+$/, `${to}.md`);
			const moved = new Map([[show(place), show(renamed.file)]]);
			if (!(await applyIfSound(opening, problems, changes, terminal, moved))) return exitCodes.content;
			terminal.out.write(`${show(renamed.file)} is now ${show(place)}\n`);
			for (const { file, mentions } of edits)
				if (mentions > 0)
					terminal.out.write(`${show(file === renamed.file ? place : file)}: ${count(mentions, 'mention')} of ${from} changed\n`);
			return exitCodes.ok;
		});
	},
};

function newSlug(word: string): string {
	const slug = word.replace(/\.md$/, '');
	const alone = suggestSlug(path.basename(slug)) || 'the slug';
	if (isPath(word)) throw new UsageError(`"${word}" names a folder, but a renamed file stays in its own. Write ${alone} alone.`);
	return slug;
}

/** Authors may have the path of the file at hand, completed by their shell. */
function findSignal(
	word: string,
	files: readonly SignalFile[],
	content: Content,
	{ contentDir, contentName, cwd }: Pick<OpenOptions, 'contentDir' | 'contentName'> & Pick<Terminal, 'cwd'>,
): SignalFile {
	const name = word.replace(/\.md$/, '');
	const places = [cwd, contentDir].map((folder) => path.resolve(folder, `${name}.md`));
	const found = files.filter(({ slug, location }) => (isPath(word) ? places.includes(location) : slug === name));
	const [signal, ...others] = found;
	if (!signal) throw new UsageError(isPath(word) ? `There is no signal's file ${word}.` : unknownSlug(name, content));
	if (others.length > 0) {
		const names = found.map(({ file }) => `${contentName}/${file}`).join(' and ');
		throw new UsageError(`${names} have the slug "${name}". Name the one to rename by its path.`);
	}
	return signal;
}

function isPath(word: string): boolean {
	return word.includes('/') || word.includes(path.sep);
}

function unknownSlug(slug: string, { members, slugs }: Content): string {
	const owner = [...members.values()].find(({ facts }) => facts.aliases?.includes(slug) === true)?.slug;
	if (owner !== undefined) return `"${slug}" is a former slug of "${owner}". Rename ${owner}.`;
	return `There is no signal "${slug}". ${didYouMean(nearest(slug, slugs)) ?? 'Its slug is the name of its file without .md.'}`;
}
