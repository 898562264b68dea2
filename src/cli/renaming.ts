/** What has to change, and where, when a signal gets another slug. */
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { addField, addItems, replaceValue } from '../signals/edit-fields.ts';
import { destinationsOf } from '../signals/destinations.ts';
import { readForEditing, type Edit } from '../signals/edit.ts';
import type { SignalFile } from '../signals/find.ts';
import { fieldText, readSource, rewriteAddresses, type SourceFile } from '../signals/source-file.ts';
import { limits } from '../signals/limits.ts';
import { readFileStart } from '../signals/read-file.ts';
import { serializeScalar } from '../signals/serialize.ts';
import { slugFault } from '../signals/slug.ts';
import type { Change } from './change-set.ts';

/** The changes to one file. */
export interface FileEdits {
	/** Path below the content folder. */
	readonly file: string;
	/** How many places that named the signal are changed. */
	readonly mentions: number;
	readonly changes: readonly Change[];
}

export interface Renaming {
	/** The file that gets another name. */
	readonly signal: SignalFile;
	readonly to: string;
}

interface Slugs {
	readonly from: string;
	readonly to: string;
}

/**
 * While another file has the same slug, that one keeps what names the two.
 * @param files every signal's file
 * @returns what changes; or the files that name the signal but cannot be read, so that nobody knows what they say of it
 */
export function renameSignal(
	contentDir: string,
	files: readonly SignalFile[],
	{ signal: renamed, to }: Renaming,
): { readonly edits: readonly FileEdits[]; readonly unreadable: readonly string[] } {
	const edits: FileEdits[] = [];
	const unreadable: string[] = [];
	const slugs = { from: renamed.slug, to };
	const isShared = files.some(({ slug, file }) => slug === renamed.slug && file !== renamed.file);
	for (const signal of files) {
		const isRenamed = signal.file === renamed.file;
		if (!isRenamed && (isShared || !mayName(signal.location, slugs.from))) continue;
		const source = readSource(signal.location);
		if ('problems' in source) {
			unreadable.push(signal.file);
			continue;
		}
		const mentions = isShared ? [] : mentionEdits(source, slugs);
		if (mentions.length === 0 && !isRenamed) continue;
		const after = source.edited([...mentions, ...(isRenamed && !isShared ? identityEdits(source, slugs) : [])]);
		edits.push({
			file: signal.file,
			mentions: mentions.length,
			changes: isRenamed
				? [
						{ location: signal.location, before: source.bytes, after: undefined },
						{ location: path.join(path.dirname(signal.location), `${to}.md`), before: undefined, after },
					]
				: [{ location: signal.location, before: source.bytes, after }],
		});
	}
	return { edits: [...edits, ...(isShared ? [] : guideEdits(contentDir, slugs))], unreadable };
}

/** Whether a file holds a slug, in whatever place: most hold none, and need not be read any further. */
function mayName(location: string, slug: string): boolean {
	const bytes = readFileStart(location, limits.file + 1);
	return 'problem' in bytes || Buffer.from(bytes).includes(slug);
}

/** The guide for authors beside the signals quotes them as examples. */
function guideEdits(contentDir: string, slugs: Slugs): FileEdits[] {
	const location = path.join(contentDir, guide);
	if (lstatSync(location, { throwIfNoEntry: false })?.isFile() !== true) return [];
	const source = readForEditing(location);
	if ('problems' in source) return [];
	const edits = destinationsOf(source.text).flatMap(({ address, start, end }): Edit[] => {
		const text = rewriteSlug(address, slugs);
		return text === undefined ? [] : [{ start, end, text }];
	});
	if (edits.length === 0) return [];
	return [{ file: guide, mentions: edits.length, changes: [{ location, before: source.bytes, after: source.edited(edits) }] }];
}

const guide = 'README.md';

/** Links, threads and evidence that name the signal. */
function mentionEdits(source: SourceFile, slugs: Slugs): Edit[] {
	const fields = ['follows', ...[...source.yaml.spans.keys()].filter((field) => /^watch\.\d+\.evidence$/.test(field))];
	return [
		...fields.filter((field) => fieldText(source, field) === slugs.from).map((field) => replaceValue(source, field, slugs.to)),
		...rewriteAddresses(source, (address) => rewriteSlug(address, slugs)),
	];
}

/**
 * The signal stays the same in feeds, and its former address leads to it. A slug it had before is no former one any more. A name that
 * no signal may have was never published.
 */
function identityEdits(source: SourceFile, { from, to }: Slugs): Edit[] {
	if (slugFault(from) !== undefined) return [];
	const edits: Edit[] = [];
	const aliases = [...source.yaml.spans.keys()].filter((field) => /^aliases\.\d+$/.test(field));
	const former = aliases.find((field) => fieldText(source, field) === to);
	if (former !== undefined) edits.push(replaceValue(source, former, from));
	else if (source.yaml.spans.has('aliases')) edits.push(addItems(source, 'aliases', [from]));
	else edits.push(addField(source, '', 'aliases', `[${serializeScalar(from)}]`));
	if (!source.yaml.keys.has('id')) edits.push(addField(source, '', 'id', serializeScalar(from)));
	return edits;
}

/** Addresses of pages start with a slash; a Markdown file may be named with a folder before it. */
function rewriteSlug(address: string, { from, to }: Slugs): string | undefined {
	const page = `/signals/${from}`;
	if (address.startsWith(page) && /^(?:$|[/?#.])/.test(address.slice(page.length))) return `/signals/${to}${address.slice(page.length)}`;
	if (address.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(address)) return undefined;
	const [, folder = '', name, rest = ''] = /^(.*\/)?([^/?#]*)(\.md(?:[?#].*)?)$/s.exec(address) ?? [];
	return name === from ? `${folder}${to}${rest}` : undefined;
}
