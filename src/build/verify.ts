/** Compares what was built with what was planned, before anything of it is published. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pictures } from '../cards/pictures.ts';
import { briefingId, signalId } from '../feeds/id.ts';
import { subscriptions } from '../feeds/subscription.ts';
import { escapeXml } from '../feeds/xml.ts';
import type { IndexJson } from '../machines/shape.ts';
import { compareSignals, compareText } from '../signals/order.ts';
import type { Signal } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { weekOf } from '../site/calendar.ts';
import type { OpenedSite } from '../site/open.ts';
import { href, paths, url } from '../site/routes.ts';
import { fileOf } from './output-file.ts';
import { readIndexFile } from './index-files.ts';
import { findBrokenLinks } from './look-at-trees.ts';
import { readAddresses } from './page-addresses.ts';
import type { TreeRecord } from './tree.ts';
import { indexPlace } from './search-index.ts';
import { searchFaults } from './verify-search.ts';

/** What was verified before and is still there needs no second look. */
export interface Scope {
	readonly record: TreeRecord;
	/** Files to look into. */
	readonly changed: ReadonlySet<string>;
	/** Whether something that was there before is gone. */
	readonly hasGone: boolean;
	/** Whether other signals are held back than when the rest was verified. */
	readonly isHeldAnew: boolean;
	/** Whether a file was there when the rest was verified. */
	wasThere(file: string): boolean;
	/** @returns a file as it was verified before; undefined when it was not there, or is not there any more. */
	before(file: string): Uint8Array | undefined;
}

/**
 * @param folder holds the built site
 * @param scope what of it has to be looked at; all of it, unless stated otherwise
 * @returns what is wrong, a sentence each; empty when the site may be published. All but the links of many pages has been looked at when
 *   the promise is there
 * @throws the reason of an interruption
 */
export async function verifySite(
	opened: OpenedSite,
	folder: string,
	{ scope, interrupted }: { readonly scope?: Scope | undefined; readonly interrupted?: AbortSignal } = {},
): Promise<string[]> {
	const files = new Set(scope ? [...scope.record.keys()].sort() : listFiles(folder));
	const bytes = (file: string) => readFileSync(path.join(folder, file));
	const text = (file: string, content: Buffer) => (file.endsWith('.pf_fragment') ? (readIndexFile(content) ?? '') : content.toString());
	const before = (file: string) => scope?.before(file);
	const built: Built = {
		files,
		read: (file) => text(file, bytes(file)),
		size: (file) => scope?.record.get(file)?.size ?? statSync(path.join(folder, file)).size,
		digest: (file) => scope?.record.get(file)?.sha256 ?? createHash('sha256').update(bytes(file)).digest('hex'),
		isChanged: (file) => scope?.changed.has(file) ?? true,
		hasGone: scope?.hasGone ?? true,
		isHeldAnew: scope?.isHeldAnew ?? true,
		wasThere: (file) => scope?.wasThere(file) ?? false,
		readBefore: (file) => before(file) && text(file, Buffer.from(before(file) ?? [])),
	};
	const changedIndexes = new Set(Array.from(scope?.changed ?? [], indexPlace));
	// Of many pages this takes longer than all else, and goes on in a thread meanwhile.
	const links = brokenLinks(opened, folder, built, interrupted);
	links.catch(() => undefined);
	const faults = [
		...[missingOutputs, changedImages, missingEntries, missingBriefings, indexFaults, leaks].flatMap((check) => check(opened, built)),
		...searchFaults(opened.site, folder, { isChanged: scope && ((place) => changedIndexes.has(place)) }),
	];
	return [...faults, ...(await links)];
}

interface Built {
	/** In code-unit order. */
	readonly files: ReadonlySet<string>;
	/** The text of a file; of the search index, what it holds when it is unpacked. */
	readonly read: (file: string) => string;
	readonly size: (file: string) => number;
	/** Hex SHA-256. */
	readonly digest: (file: string) => string;
	/** Whether a file has to be looked into. */
	readonly isChanged: (file: string) => boolean;
	readonly hasGone: boolean;
	readonly isHeldAnew: boolean;
	readonly wasThere: (file: string) => boolean;
	/** The text of a file when it was verified before; undefined when it was not there, or cannot be read any more. */
	readonly readBefore: (file: string) => string | undefined;
}

function missingOutputs({ outputs, site }: OpenedSite, { files, size }: Built): string[] {
	const planned = new Set([...outputs.map(({ path: planned }) => planned), ...site.copies.keys(), ...pictures(site).keys()].map(fileOf));
	const missing = [...planned].flatMap((file) => {
		if (!files.has(file)) return [`${file} was planned, but not built.`];
		return size(file) === 0 && !mayBeEmpty.has(file) ? [`${file} is empty.`] : [];
	});
	const unplanned = [...files]
		.filter((file) => file.endsWith('.html') && !planned.has(file))
		.map((file) => `${file} was built, but not planned.`);
	return [...missing, ...unplanned];
}

/** An image is copied some time after it was looked at. */
function changedImages({ content, site }: OpenedSite, { files, digest, isChanged }: Built): string[] {
	const seen = new Map([...content.images.values()].map((image) => [image.location, image.digest]));
	return [...site.copies].flatMap(([published, location]) => {
		const file = fileOf(published);
		return !files.has(file) || !isChanged(file) || digest(file) === seen.get(location)
			? []
			: [`${file} is not the image that was checked. It changed while the site was built.`];
	});
}

/** A site without aliases redirects nothing. */
const mayBeEmpty = new Set(['_redirects']);

async function brokenLinks(
	{ site: { config, url } }: OpenedSite,
	folder: string,
	built: Built,
	interrupted: AbortSignal | undefined,
): Promise<string[]> {
	const all = [...built.files].filter((file) => file.endsWith('.html') && !mail.test(file));
	const changed = all.filter((file) => built.isChanged(file));
	const isAny = built.hasGone || changed.some((file) => built.wasThere(file) && hasLostParts(built.readBefore(file), built.read(file)));
	return findBrokenLinks({ folder, files: [...built.files], pages: isAny ? all : changed, base: href(config, '/'), url }, interrupted);
}

/** A part that is gone may be what another page leads to. */
function hasLostParts(before: string | undefined, after: string): boolean {
	// What cannot be read any more may have had any.
	if (before === undefined) return true;
	const { ids } = readAddresses(after);
	return [...readAddresses(before).ids].some((id) => !ids.has(id));
}

/** A mail has absolute addresses only, and one that its sender fills in. */
const mail = /^briefings\/\d{4}-W\d{2}\/email\.html$/;

/** The newest signals of a list stand in each of its feeds. Which list a signal belongs to is worked out here anew, from the signal. */
function missingEntries({ site }: OpenedSite, { files, read, isChanged }: Built): string[] {
	const due = [...subscriptions(site).values()].flatMap(({ list, formats }) => {
		const feeds = formats
			.map((format) => ({ format, file: fileOf(paths.feed(list, format)) }))
			.filter(({ file }) => !files.has(file) || isChanged(file));
		return feeds.length === 0 ? [] : [{ list, feeds }];
	});
	const members = new Map(due.map(({ list }) => [list, [] as Signal[]]));
	const minimums = site.bands.filter(({ rank }) => rank > 0).map(({ from }) => ({ from, list: paths.min(from) }));
	const tagLists = new Map<string, string>();
	const listOf = (tag: string) => {
		const list = tagLists.get(tag) ?? paths.tag(tag);
		tagLists.set(tag, list);
		return list;
	};
	for (const signal of [...site.signals, ...site.withdrawn]) {
		members.get(paths.home)?.push(signal);
		members.get(paths.category(signal.category.slug))?.push(signal);
		for (const { from, list } of minimums) if (signal.score >= from) members.get(list)?.push(signal);
		for (const { slug } of signal.tags) members.get(listOf(slug))?.push(signal);
	}
	return due.flatMap(({ list, feeds }) => {
		const newest = (members.get(list) ?? []).toSorted(compareSignals).slice(0, site.config.feedLength);
		return feeds.flatMap(({ format, file }) => {
			const text = files.has(file) ? read(file) : '';
			return newest.flatMap((signal) => {
				const id = signalId(site.config, signal);
				return text.includes(format === 'json' ? JSON.stringify(id) : `>${escapeXml(id)}<`)
					? []
					: [`${file} lacks the signal ${signal.slug}.`];
			});
		});
	});
}

/** Every published signal stands in the index once, with the digest of the file that is there. */
function indexFaults({ site }: OpenedSite, { files, read, digest, isChanged, hasGone }: Built): string[] {
	if (!hasGone && ![...files].some((file) => isChanged(file) && (file.startsWith('api/') || /^signals\/[^/]+\.json$/.test(file))))
		return [];
	const entries = new Map<string, string>();
	const faults: string[] = [];
	const readIndex = (path: string) => {
		const file = fileOf(path);
		const { signals = [], parts = [] } = JSON.parse(files.has(file) ? read(file) : '{}') as IndexJson;
		for (const { url: address, sha256 } of parts) {
			const part = address.slice(site.url.length - 1);
			if (files.has(fileOf(part)) && digest(fileOf(part)) === sha256) readIndex(part);
			else faults.push(`${file} does not fit ${fileOf(part)}.`);
		}
		for (const { json, sha256 } of signals) {
			if (entries.has(json)) faults.push(`${file} names ${json} twice.`);
			entries.set(json, sha256);
		}
	};
	readIndex(paths.signalIndex);
	for (const { slug } of [...site.signals, ...site.withdrawn]) {
		const file = fileOf(paths.signalJson(slug));
		const listed = entries.get(url(site.config, paths.signalJson(slug)));
		if (listed === undefined) faults.push(`The index of signals lacks ${slug}.`);
		else if (files.has(file) && digest(file) !== listed) faults.push(`The index of signals does not fit ${file}.`);
	}
	return faults;
}

/** The newest weeks that are over stand in the feed of briefings. Which these are is worked out here anew, from the signals. */
function missingBriefings({ site }: OpenedSite, { files, read, isChanged }: Built): string[] {
	const days = new Set([...site.signals, ...site.withdrawn].map(({ date }) => dayOf(date)));
	const weeks = new Map(Array.from(days, weekOf).map((week) => [week.id, week]));
	const over = [...weeks.values()].filter(({ to }) => to < dayOf(site.asOf)).sort((a, b) => compareText(b.id, a.id));
	const file = fileOf(paths.feed(paths.briefings, 'atom'));
	if (files.has(file) && !isChanged(file)) return [];
	const text = files.has(file) ? read(file) : '';
	return over
		.slice(0, site.config.feedLength)
		.flatMap((week) => (text.includes(`>${escapeXml(briefingId(site.config, week))}<`) ? [] : [`${file} lacks the week ${week.id}.`]));
}

/** Nothing in the output names a signal that is held back: no file, no address, no id. */
function leaks({ content, site }: OpenedSite, { files, read, isChanged, isHeldAnew }: Built): string[] {
	const held = new Map<string, string>();
	const ids = new Map<string, string>();
	for (const { slug, data } of content.heldBack) {
		const id = data.id ?? slug;
		for (const name of [slug, encodeURIComponent(id.toWellFormed()), ...(data.aliases ?? [])]) held.set(name, slug);
		if (id.includes(':')) for (const written of [id, escapeXml(id)]) ids.set(written, slug);
	}
	for (const { slug, id, aliases } of [...site.signals, ...site.withdrawn])
		for (const name of [slug, encodeURIComponent(id.toWellFormed()), ...aliases]) held.delete(name);
	if (held.size === 0) return [];

	// The search index names pages without the base.
	const named = new RegExp(
		`(?:(?:^|["'>\\s]|${RegExp.escape(site.config.url)})(?:${RegExp.escape(site.config.base)}|/)signals/|tag:${RegExp.escape(site.config.authority)},\\d{4}:signal/|UID:signal/)([^\\s"'<>/#?&)\\\\]+)`,
		'gm',
	);
	// An address that is an identity of its own may be named as a source, so that only ids count.
	const identified = /(?:<(?:id|guid)\b[^>]*>|"id": ?"|^id: "?)([^\s"<]+)/gm;
	return [...files]
		.filter((file) => isHeldAnew || isChanged(file))
		.flatMap((file) => {
			const owner = held.get(/^signals\/([^/.]+)/.exec(file)?.[1] ?? '');
			// A calendar breaks its lines anywhere (RFC 5545, section 3.1).
			const text = isText(file) ? read(file).replaceAll('\r\n ', '') : '';
			const names = [
				...[...text.matchAll(named)].flatMap(([, name = '']) => held.get(name) ?? held.get(name.replace(/\.(?:md|json)$/, '')) ?? []),
				...(ids.size === 0 ? [] : [...text.matchAll(identified)].flatMap(([, id = '']) => ids.get(id) ?? [])),
			];
			return [
				...(owner === undefined ? [] : [`${file} belongs to the signal ${owner}, which is held back.`]),
				...names.map((slug) => `${file} names the signal ${slug}, which is held back.`),
			];
		});
}

function listFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
		.sort((a, b) => (a < b ? -1 : 1));
}

function isText(file: string): boolean {
	return /\.(?:html|xml|json|opml|txt|eml|md|ics|pf_fragment)$|(?:^|\/)_(?:headers|redirects)$/.test(file);
}
