import { formerSlugs, isLater } from '../signals/check-references.ts';
import type { Fault } from '../signals/fault.ts';
import type { Content } from '../signals/load.ts';
import type { PageLink } from '../signals/markdown/remark-addresses.ts';
import type { Member } from '../signals/member.ts';
import { createSpeller, didYouMean, type Speller } from '../signals/nearest.ts';
import { problemCode } from '../signals/problem-codes.ts';
import { once } from '../signals/remember.ts';
import { tagSlug } from '../signals/slug.ts';
import { dayOf } from '../signals/time.ts';
import type { Output } from './plan.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';

/**
 * Checks every link of a body to a page of the site against the list of pages there will be. Where a link names the site's origin, the
 * address may be that of something else which is served beside the site: it is an error only below `/signals/`, and elsewhere at the
 * most a warning.
 *
 * @param outputs may be empty when there are no links to pages, as `hasPageLinks` tells
 */
export function checkLinks(content: Content, outputs: readonly Output[], site: Site): Fault[] {
	const { members, slugs } = content;
	const pages = once(() => new Set([...outputs.map(({ path }) => path), ...site.copies.keys()].map(readable)));
	const folders = once(() => new Set([...pages()].flatMap((path) => firstFolder(path) ?? [])));
	const aliases = once(() => formerSlugs(members.values()));
	const unpublished = once(() => unpublishedPages(content));
	const unreadAliases = once(() => new Set([...members.values()].flatMap((member) => member.unreadAliases)));
	const nearestPage = once(() => createSpeller(pages()));
	const nearestSlug = createSpeller(slugs);
	const parts = new Map<Member, Parts>();
	const partsOf = (signal: Member): Parts => {
		const known = parts.get(signal) ?? createParts(signal);
		parts.set(signal, known);
		return known;
	};

	return [...members.values()].flatMap((signal) =>
		linksToSite(signal, site).flatMap(({ origin, path, fragment, line, column }): readonly Fault[] => {
			const from = `${path}${fragment === '' ? '' : `#${fragment}`}`;
			const fault = (kind: string, message: string, hint: string, severity: Fault['severity'] = 'error', to?: string): Fault[] => [
				{
					code: problemCode('link', kind),
					severity,
					file: signal.file,
					place: { line, column },
					message,
					hint,
					...(to === undefined || origin !== undefined ? {} : { fix: { kind: 'link', from, to } }),
				},
			];
			const slug = path === '' ? signal.slug : slugIn(path);
			if (slug === undefined) {
				const mayBeElsewhere = origin !== undefined && !path.startsWith('/signals/');
				if (fragment !== '' && !mayBeElsewhere)
					return fault(
						'fragment',
						`Only links to signals can name a part of the page, and ${short(path)} is none.`,
						`Link to ${short(path)}.`,
					);
				const page = readable(path);
				if (pages().has(page) || unpublished().broken(page) || (signal.held !== undefined && unpublished().held.has(page))) return none;
				if (mayBeElsewhere && !folders().has(firstFolder(`${page}/`) ?? '')) return none;
				const lacksSlash = pages().has(`${page}/`);
				const hint = lacksSlash ? `Write ${path}/ with a slash at the end.` : hintFor(nearestPage()(page));
				return fault(
					'broken',
					`There is no page ${short(path)}.`,
					mayBeElsewhere ? `${hint} If something else than this site is served there, leave it as it is.` : hint,
					mayBeElsewhere ? 'warning' : 'error',
					lacksSlash ? `${path}/` : undefined,
				);
			}
			const alias = slugs.has(slug) ? undefined : aliases().get(slug);
			if (alias !== undefined) {
				const target = members.get(alias);
				const isThere = target !== undefined && !isLater(target, signal) && (fragment === '' || partsOf(target).has(fragment));
				return fault(
					'moved',
					`"${slug}" has moved to "${alias}".`,
					`Link to ${paths.signal(alias)}.`,
					// A redirect loses the part of the page.
					fragment === '' ? 'warning' : 'error',
					isThere ? from.replace(path, paths.signal(alias)) : undefined,
				);
			}
			if (!slugs.has(slug)) {
				// It may be the former slug of a signal that cannot be read.
				if (members.size < slugs.size || unreadAliases().has(slug)) return none;
				return fault('broken', `There is no signal "${short(slug)}".`, hintFor(nearestSlug(slug)));
			}
			const target = members.get(slug);
			if (isLater(target, signal))
				return fault('held-back', `The signal "${slug}" will not be published before this one.`, 'Publish it first, or remove the link.');
			if (!target || fragment === '' || partsOf(target).has(fragment)) return none;
			return fault('fragment', `The signal "${slug}" has no part #${short(fragment)}.`, hintFor(partsOf(target).nearest(fragment)));
		}),
	);
}

const none: readonly never[] = [];

/** @returns whether there is a link to a page that is no signal's. */
export function hasPageLinks({ members }: Content, site: Site): boolean {
	return members.values().some((member) => linksToSite(member, site).some(({ path }) => path !== '' && slugIn(path) === undefined));
}

function slugIn(path: string): string | undefined {
	return /^\/signals\/([^/]+)\/$/.exec(path)?.[1];
}

/** @returns the first folder of a path: `tags` of `/tags/x/`. */
function firstFolder(path: string): string | undefined {
	return /^\/([^/]+)\//.exec(path)?.[1];
}

/**
 * Finds the address of a signal that is held back in the text of a published one, where it is no link to the site: spelled out, in
 * code, or at another origin.
 */
export function checkMentions(content: Content, site: Site): Fault[] {
	const held = new Map(content.heldBack.map((signal) => [signal.slug, signal]));
	if (held.size === 0) return [];
	return [...site.signals, ...site.withdrawn].flatMap((signal) => {
		const from = content.loaded.get(signal.slug);
		return (from?.mentions ?? none).flatMap((slug): Fault[] => {
			const target = held.get(slug);
			if (!target || !from || linksToSite(from, site).some(({ path }) => path === paths.signal(slug))) return [];
			const message = `The text names the address of "${slug}", which is not published yet.`;
			const hint = 'Publish it first, or leave the address out.';
			return [
				{ code: 'link/held-back', severity: 'error', file: signal.file, at: new RegExp(`/signals/${slug}(?![a-z0-9-])`), message, hint },
			];
		});
	});
}

/**
 * Pages that exist by their signals, and so are not planned while these are held back or have errors: a link to one of them is no
 * fault of its own.
 */
function unpublishedPages({ members, loaded, slugs }: Content): { held: ReadonlySet<string>; broken: (path: string) => boolean } {
	const pagesOf = ({ facts: { tags, date } }: Member): string[] => [
		...(tags ?? []).map((tag) => `/tags/${tagSlug(tag)}/`),
		...(date === undefined ? [] : [paths.year(date.slice(0, 4)), paths.month(date.slice(0, 7)), paths.day(dayOf(date))]),
	];
	const broken = [...members.values()].filter(({ slug }) => !loaded.has(slug));
	const isUnread = members.size < slugs.size;
	const known = new Set(broken.flatMap(pagesOf));
	const mayBeTag = isUnread || broken.some(({ facts }) => facts.tags === undefined);
	const mayBePeriod = isUnread || broken.some(({ facts }) => facts.date === undefined);
	return {
		held: new Set([...members.values()].filter(({ held }) => held !== undefined).flatMap(pagesOf)),
		broken: (path) => known.has(path) || (mayBeTag && path.startsWith('/tags/')) || (mayBePeriod && /^\/\d{4}\//.test(path)),
	};
}

function hintFor(meant: string | undefined): string {
	return didYouMean(meant) ?? 'Correct the link, or remove it.';
}

/** @returns a path as people write it, letters of any script as they are. */
function readable(path: string): string {
	// Of plain letters nothing changes, and almost all paths are of these.
	if (/^[!-$&-~]*$/.test(path)) return path;
	try {
		return decodeURI(path).normalize('NFC');
	} catch {
		return path;
	}
}

function short(text: string): string {
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** @returns the links of a signal to the site, their paths without its base. */
function linksToSite(member: Member, { config }: Site): readonly PageLink[] {
	if (!member.origins.includes(config.url)) return member.ownLinks;
	const { ownLinks, siteLinks } = member;
	const links = siteLinks?.origin === config.url ? [...ownLinks, ...siteLinks.links] : member.links;
	return links.flatMap((link) => {
		if (link.origin === undefined) return [link];
		return link.origin === config.url && link.path.startsWith(config.base)
			? [{ ...link, path: link.path.slice(config.base.length - 1) }]
			: [];
	});
}

/** The parts of a signal's page that a link can name. */
interface Parts {
	readonly has: (id: string) => boolean;
	readonly nearest: Speller;
}

function createParts({ ids, data, isRefused }: Member): Parts {
	const all = new Set([
		...['main', 'sources', ...ids],
		...(data.sources ?? []).map((_, index) => `s${index + 1}`),
		...sections.filter(([field]) => [data[field] ?? []].flat().length > 0).map(([, id]) => id),
	]);
	return { has: (id) => isRefused || all.has(id), nearest: createSpeller(all) };
}

/** Parts that are there when a field says something, with their ids. */
const sections = [
	['watch', 'forecasts'],
	['updates', 'updates'],
	['scores', 'scores'],
	['tags', 'tags'],
	['follows', 'thread'],
	['withdrawn', 'withdrawn'],
] as const;
