import { findSignalFiles } from '../../signals/find.ts';
import type { Content } from '../../signals/load.ts';
import { didYouMean, nearest } from '../../signals/nearest.ts';
import type { Problem } from '../../signals/problem.ts';
import { tagUses } from '../../signals/resolve.ts';
import type { Tag } from '../../signals/signal.ts';
import { spellingOf } from '../../signals/field-rules.ts';
import { reportTags, type TagReport } from '../../signals/tag-report.ts';
import { indexTags } from '../../signals/tags.ts';
import { readVocabulary, type Vocabulary } from '../../signals/vocabulary.ts';
import { checkSite, type OpenOptions } from '../../site/open.ts';
import { whileAlone } from '../author-lock.ts';
import { exitCodes, orInterrupted, readArgs, UsageError, type Command, type Terminal } from '../command.ts';
import { formatProblems } from '../formats/text.ts';
import { registerMerge, retagSignals, type Merging } from '../merging.ts';
import { count } from '../report.ts';
import { contentOptions, openOptions } from '../settings.ts';
import { formatTable } from '../table.ts';
import { applyIfSound } from '../trial.ts';

const options = { content: contentOptions.content, format: { type: 'string' }, help: contentOptions.help } as const;

export const tags: Command = {
	options,
	help: `signals tags [--format text|json] [--content DIR]
signals tags merge A B [--content DIR]

Lists the tags of all signals, drafts included: how many signals have each, when it was last used, whether tags.yml registers it, and
which tags look like one another; then the registered tags and aliases that nothing uses.

merge makes the tag A an alias of B: signals that have A get B, links to the page of A lead to that of B, and tags.yml, which is created
if it is not there, registers B with A as its alias, so that the old address keeps working. All of it happens, or nothing.

  A, B              slugs or labels of tags
  --format FORMAT   of the list: text, or json for programs
  --content DIR     folder that holds signals/, categories.yml and tags.yml (default: content)

Exit codes: 0 done, 1 errors in the content are in the way of merge, 2 wrong usage, 70 a bug, 74 input or output failed, 130 interrupted.
`,
	async run(args, terminal) {
		const { values, positionals } = readArgs(args, options, { positionals: true });
		const [action, from, into, ...more] = positionals;
		if (action !== undefined && action !== 'merge') throw new UsageError(`signals tags knows merge, but not "${action}".`);
		if (action === 'merge' && (from === undefined || into === undefined || more.length > 0))
			throw new UsageError('Two tags are needed, the one that goes and the one that stays: signals tags merge "open weight" open-weights.');
		const format = values.format ?? 'text';
		if (format !== 'text' && format !== 'json') throw new UsageError(`--format is "${format}", but must be text or json.`);

		const opening = openOptions(values, terminal);
		if (from !== undefined && into !== undefined)
			return whileAlone(opening, terminal, async () => merge(from, into, await open(opening, terminal), terminal));
		const { vocabulary, content } = await open(opening, terminal);
		const report = reportTags(content.members.values(), vocabulary.tags);
		terminal.out.write(format === 'json' ? `${JSON.stringify(toJson(report), null, '\t')}\n` : toText(report));
		const unread = content.slugs.size - [...content.members.values()].filter(({ facts }) => facts.tags !== undefined).length;
		if (unread > 0)
			terminal.err.write(
				`${count(unread, 'file')} could not be read, so that ${unread === 1 ? 'its' : 'their'} tags are missing; signals check says why.\n`,
			);
		return exitCodes.ok;
	},
};

interface Opened {
	readonly opening: OpenOptions;
	readonly vocabulary: Vocabulary;
	readonly content: Content;
	readonly problems: readonly Problem[];
}

async function open(opening: OpenOptions, terminal: Terminal): Promise<Opened> {
	const vocabulary = readVocabulary(opening.contentDir, (file) => `${opening.contentName}/${file}`);
	const { content, problems } = await orInterrupted(checkSite(opening), terminal);
	return { opening, vocabulary, content, problems };
}

async function merge(from: string, into: string, { opening, vocabulary, content, problems }: Opened, terminal: Terminal): Promise<number> {
	const show = (file: string) => `${opening.contentName}/${file}`;
	const merging = findTags(from, into, vocabulary, content);
	const files = findSignalFiles(opening.contentDir, show).signals;
	const { retagged, unreadable } = retagSignals(files, merging);
	const hiding = new Set(unreadable.map(show));
	const inTheWay = problems.filter(({ file, severity }) => severity === 'error' && (hiding.has(file) || file === vocabulary.tagsFile));
	if (inTheWay.length > 0) {
		terminal.out.write(formatProblems({ ...opening, problems: inTheWay }, terminal));
		terminal.err.write('Nothing was merged. Correct the above first: until then nobody knows which tags there are.\n');
		return exitCodes.content;
	}
	const changes = [registerMerge(opening.contentDir, merging), ...retagged.map(({ change }) => change)];
	if (!(await applyIfSound(opening, problems, changes, terminal))) return exitCodes.content;
	const gone = vocabulary.tags.some(({ slug }) => slug === merging.from.slug) ? ', and its own entry is gone' : '';
	terminal.out.write(`${vocabulary.tagsFile}: ${merging.from.slug} is now an alias of ${merging.into.slug}${gone}\n`);
	for (const { file, mentions } of retagged)
		terminal.out.write(`${show(file)}: ${count(mentions, 'mention')} of ${merging.from.slug} changed\n`);
	return exitCodes.ok;
}

function findTags(from: string, into: string, vocabulary: Vocabulary, { members }: Content): Merging {
	const uses = [...members.values()].flatMap(tagUses);
	const index = indexTags(uses, vocabulary.tags);
	const known = new Map(
		[...vocabulary.tags.map(({ slug }) => slug), ...uses.map(({ label }) => label)].map((name) => {
			const tag = index.resolve(name);
			return [tag.slug, tag] as const;
		}),
	);
	const find = (word: string): Tag => {
		const tag = known.get(index.resolve(word).slug);
		if (tag) return tag;
		const meant = nearest(
			word,
			[...known.values()].flatMap(({ slug, label }) => [slug, label]),
		);
		throw new UsageError(`There is no tag "${word}". ${didYouMean(meant) ?? 'signals tags lists them.'}`);
	};
	const merging = { from: find(from), into: find(into), index, registered: vocabulary.tags };
	if (merging.from.slug === merging.into.slug) throw new UsageError(`"${from}" and "${into}" are one tag already, ${merging.into.slug}.`);
	if (![merging.from.slug, merging.from.label].some((name) => spellingOf(name) === spellingOf(from)))
		throw new UsageError(`"${from}" is an alias of ${merging.from.slug}. To merge that whole tag, name it.`);
	return merging;
}

function toText({ tags: rows, unusedAliases }: TagReport): string {
	const used = rows.filter(({ signals }) => signals > 0);
	const unused = rows.filter(({ signals }) => signals === 0).map(({ slug }) => slug);
	const table = used.map(({ slug, label, signals, lastUsed = '', isRegistered, similar }) => [
		slug,
		label,
		String(signals),
		lastUsed,
		isRegistered ? 'yes' : 'no',
		similar.join(', '),
	]);
	return [
		used.length === 0
			? 'No signal has a tag.\n'
			: formatTable([['tag', 'label', 'signals', 'last used', 'registered', 'similar to'], ...table], new Set([2])),
		unused.length === 0 ? '' : `\nRegistered, but not used: ${unused.join(', ')}\n`,
		unusedAliases.length === 0
			? ''
			: `\nAliases that no signal uses: ${unusedAliases.map(({ alias, tag }) => `${alias} (${tag})`).join(', ')}\n`,
	].join('');
}

function toJson({ tags: rows, unusedAliases }: TagReport) {
	return {
		tags: rows.map(({ slug, label, signals, lastUsed = null, isRegistered, similar }) => ({
			slug,
			label,
			signals,
			lastUsed,
			registered: isRegistered,
			similar,
		})),
		unusedAliases,
	};
}
