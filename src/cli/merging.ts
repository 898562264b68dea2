/** What has to change, and where, when a tag becomes an alias of another. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { addEntry, addField, addItems, removeItems, replaceEntries, replaceValue } from '../signals/edit-fields.ts';
import { readForEditing, type Edit } from '../signals/edit.ts';
import { spellingOf } from '../signals/field-rules.ts';
import type { SignalFile } from '../signals/find.ts';
import { limits } from '../signals/limits.ts';
import { serializeScalar, type FieldMap } from '../signals/serialize.ts';
import type { Tag } from '../signals/signal.ts';
import { tagSlug } from '../signals/slug.ts';
import { fieldText, readSource, rewriteAddresses, type SourceFile } from '../signals/source-file.ts';
import type { TagIndex } from '../signals/tags.ts';
import type { RegisteredTag } from '../signals/vocabulary.ts';
import { parseYaml } from '../signals/yaml.ts';
import type { Change } from './change-set.ts';

export interface Merging {
	/** The tag that becomes an alias. */
	readonly from: Tag;
	readonly into: Tag;
	readonly index: TagIndex;
	readonly registered: readonly RegisteredTag[];
}

/** The change of one file and how many places in it name the tag. */
export interface Retagged {
	/** Path below the content folder. */
	readonly file: string;
	readonly mentions: number;
	readonly change: Change;
}

/** @returns what changes in signals; or the files that cannot be read, so that nobody knows their tags. */
export function retagSignals(
	files: readonly SignalFile[],
	merging: Merging,
): { readonly retagged: readonly Retagged[]; readonly unreadable: readonly string[] } {
	const retagged: Retagged[] = [];
	const unreadable: string[] = [];
	for (const { file, location } of files) {
		const source = readSource(location);
		if ('problems' in source) {
			unreadable.push(file);
			continue;
		}
		const edits = [...tagEdits(source, merging), ...rewriteAddresses(source, (address) => rewriteTag(address, merging))];
		if (edits.length === 0) continue;
		retagged.push({ file, mentions: edits.length, change: { location, before: source.bytes, after: source.edited(edits) } });
	}
	return { retagged, unreadable };
}

/** A signal that has both tags keeps the one that stays. */
function tagEdits(source: SourceFile, { from, into, index }: Merging): Edit[] {
	const slugs = [...source.yaml.spans.keys()]
		.filter((field) => /^tags\.\d+$/.test(field))
		.map((field) => {
			const text = fieldText(source, field);
			return text === undefined ? undefined : index.resolve(text).slug;
		});
	const places = slugs.flatMap((slug, at) => (slug === from.slug ? [at] : []));
	const [first, ...others] = places;
	if (first === undefined) return [];
	if (slugs.includes(into.slug)) return removeItems(source, 'tags', places);
	return [replaceValue(source, `tags.${first}`, into.slug), ...(others.length > 0 ? removeItems(source, 'tags', others) : [])];
}

function rewriteTag(address: string, { from, into }: Merging): string | undefined {
	const [, slug, rest] = /^\/tags\/([^/?#]+)(\/?(?:[?#].*)?)$/s.exec(address) ?? [];
	if (slug === undefined || decode(slug) !== from.slug) return undefined;
	return `/tags/${encodeURIComponent(into.slug)}${rest ?? ''}`;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text).normalize('NFC');
	} catch {
		return text;
	}
}

/** @returns the change of `tags.yml`: the tag that stays is registered, and every name of the other leads to it. */
export function registerMerge(contentDir: string, merging: Merging): Change {
	const location = path.join(contentDir, 'tags.yml');
	if (!existsSync(location)) {
		const added = addEntry({ text: '', yaml: parseYaml('') }, '', entryFor(merging));
		return { location, before: undefined, after: Buffer.from(added.text) };
	}
	const file = readForEditing(location, limits.vocabulary);
	if ('problems' in file) throw new Error(`${location} was readable before.`);
	const source = { text: file.text, yaml: parseYaml(file.text) };
	return { location, before: file.bytes, after: file.edited(registryEdits(source, merging)) };
}

function registryEdits(source: Parameters<typeof addItems>[0], merging: Merging): Edit[] {
	const { from, into, registered } = merging;
	const edits: Edit[] = [];
	const gone = registered.findIndex(({ slug }) => slug === from.slug);
	const at = registered.findIndex(({ slug }) => slug === into.slug);
	const isOnly = gone !== -1 && registered.length === 1;
	if (gone !== -1 && !isOnly) edits.push(...removeItems(source, '', [gone]));
	const names = aliasesFor(merging);
	if (at === -1) edits.push((isOnly ? replaceEntries : addEntry)(source, '', entryFor(merging)));
	else if (source.yaml.spans.has(`${at}.aliases`)) edits.push(addItems(source, `${at}.aliases`, names));
	else edits.push(addField(source, String(at), 'aliases', `[${names.map((name) => serializeScalar(name)).join(', ')}]`));
	return edits;
}

function entryFor(merging: Merging): FieldMap {
	const { slug, label } = merging.into;
	return { slug, label, aliases: aliasesFor(merging) };
}

/** The names of the tag that goes, but for those that are names of the other already, or of another spelling alone. */
function aliasesFor({ from, into, registered }: Merging): string[] {
	const before = registered.find(({ slug }) => slug === from.slug);
	const after = registered.find(({ slug }) => slug === into.slug);
	const taken = new Set([into.slug, into.label, ...(after?.aliases ?? [])].flatMap((name) => [spellingOf(name), tagSlug(name)]));
	const names: string[] = [];
	for (const name of [from.slug, ...(before?.aliases ?? []), from.label]) {
		if (taken.has(spellingOf(name)) || taken.has(tagSlug(name))) continue;
		taken.add(spellingOf(name)).add(tagSlug(name));
		names.push(name);
	}
	return names;
}
