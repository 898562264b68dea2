/** Compares what was built with what was planned, before anything of it is published. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { signalId } from '../feeds/id.ts';
import { subscriptions } from '../feeds/subscription.ts';
import { escapeXml } from '../feeds/xml.ts';
import type { OpenedSite } from '../site/open.ts';
import { href, paths } from '../site/routes.ts';
import { readAddresses, type PageAddresses } from './page-addresses.ts';

/**
 * @param folder holds the built site
 * @returns what is wrong, a sentence each; empty when the site may be published
 */
export function verifySite(opened: OpenedSite, folder: string): string[] {
	const files = listFiles(folder);
	const texts = new Map(files.filter((file) => isText(file)).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
	return [...missingOutputs(opened, folder, new Set(files)), ...brokenLinks(opened, new Set(files), texts), ...missingEntries(opened, texts), ...leaks(opened, files, texts)];
}

/** @returns the file a path is written to: `signals/x/index.html`. */
export function fileOf(outputPath: string): string {
	const file = decodeURIComponent(outputPath.slice(1));
	return file === '' || file.endsWith('/') ? `${file}index.html` : file;
}

function missingOutputs({ outputs, copies }: OpenedSite, folder: string, files: ReadonlySet<string>): string[] {
	const planned = new Set([...outputs, ...copies].map((output) => fileOf(output.path)));
	const missing = [...planned].flatMap((file) => {
		if (!files.has(file)) return [`${file} was planned, but not built.`];
		return statSync(path.join(folder, file)).size === 0 && !mayBeEmpty.has(file) ? [`${file} is empty.`] : [];
	});
	const unplanned = [...files].filter((file) => file.endsWith('.html') && !planned.has(file)).map((file) => `${file} was built, but not planned.`);
	return [...missing, ...unplanned];
}

/** A site without aliases redirects nothing. */
const mayBeEmpty = new Set(['_redirects']);

function brokenLinks({ site }: OpenedSite, files: ReadonlySet<string>, texts: ReadonlyMap<string, string>): string[] {
	const base = href(site.config, '/');
	const pages = new Map<string, PageAddresses>();
	for (const [file, text] of texts) if (file.endsWith('.html')) pages.set(file, readAddresses(text));

	return [...pages].flatMap(([from, { addresses, own, ids }]) => {
		// In a text, an absolute address of the same host may well be another site's; what a page says of itself may not.
		const local = own.map((address) => (address.startsWith(site.url) ? base + address.slice(site.url.length) : address));
		return [...addresses, ...local].flatMap((address) => {
			if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return [];
			const [target = '', fragment = ''] = address.split(/#(.*)/s, 2);
			if (target !== '' && !target.startsWith(base)) return [`${from} links to ${address}, which is outside ${base}.`];
			const file = target === '' ? from : fileOf(target.slice(base.length - 1));
			if (!files.has(file)) return [`${from} links to ${address}, which does not exist.`];
			const there = target === '' ? ids : pages.get(file)?.ids;
			return fragment === '' || there?.has(decodeURIComponent(fragment)) === true ? [] : [`${from} links to ${address}, which has no such part.`];
		});
	});
}

/** The newest signals of a list stand in each of its feeds. */
function missingEntries({ site }: OpenedSite, texts: ReadonlyMap<string, string>): string[] {
	const published = [...site.signals, ...site.withdrawn];
	return [...subscriptions(site).values()].flatMap((subscription) => {
		if (subscription.kind === 'corrections') return [];
		const members = published
			.filter((signal) => isMember(signal, subscription))
			.sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1));
		const oldest = members.length > site.config.feedLength ? members[site.config.feedLength - 1]?.date : undefined;
		const due = members.filter(({ date }) => oldest === undefined || date > oldest);
		return subscription.formats.flatMap((format) => {
			const file = fileOf(paths.feed(subscription.list, format));
			const text = texts.get(file) ?? '';
			return due.flatMap((signal) => {
				const id = signalId(site.config, signal);
				return text.includes(format === 'json' ? JSON.stringify(id) : escapeXml(id)) ? [] : [`${file} lacks the signal ${signal.slug}.`];
			});
		});
	});
}

function isMember(signal: OpenedSite['site']['signals'][number], { kind, term }: { readonly kind: string; readonly term?: string | number }): boolean {
	if (kind === 'category') return signal.category.slug === term;
	if (kind === 'tag') return signal.tags.some(({ slug }) => slug === term);
	return kind === 'minimum' ? signal.score >= Number(term) : true;
}

/** Nothing in the output names a signal that is held back: no file, no address, no id. */
function leaks({ content, site }: OpenedSite, files: readonly string[], texts: ReadonlyMap<string, string>): string[] {
	const held = new Map(content.heldBack.flatMap(({ slug, parsed }) => [[slug, slug], [parsed.data.id ?? slug, slug], ...(parsed.data.aliases ?? []).map((alias): [string, string] => [alias, slug])] as [string, string][]));
	for (const signal of [...site.signals, ...site.withdrawn]) for (const name of [signal.slug, signal.id]) held.delete(name);
	if (held.size === 0) return [];
	const inNames = files.flatMap((file) => [...held].filter(([name]) => file.startsWith(`signals/${name}/`) || file.startsWith(`signals/${name}.`)).map(([, slug]) => `${file} belongs to the signal ${slug}, which is held back.`));
	const inTexts = [...texts].flatMap(([file, text]) =>
		[...text.matchAll(/[/:]signals?\/([^\s"'<>/#?&]+)/g)].flatMap(([, name = '']) => {
			const slug = held.get(name);
			return slug === undefined ? [] : [`${file} names the signal ${slug}, which is held back.`];
		}),
	);
	return [...inNames, ...inTexts];
}

function listFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
		.sort((a, b) => (a < b ? -1 : 1));
}

function isText(file: string): boolean {
	return /\.(?:html|xml|json|opml|txt|md|ics)$|(?:^|\/)_(?:headers|redirects)$/.test(file);
}
