import { formerSlugs, isLater } from '../signals/check-references.ts';
import type { Fault } from '../signals/fault.ts';
import type { Content, Member } from '../signals/load.ts';
import { didYouMean, nearest } from '../signals/nearest.ts';
import { problemCode } from '../signals/problem-codes.ts';
import { tagSlug } from '../signals/slug.ts';
import { dayOf } from '../signals/time.ts';
import type { Output } from './plan.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';

/** Checks every link of a body to a page of the site against the list of pages there will be. */
export function checkLinks(content: Content, outputs: readonly Output[]): Fault[] {
	const { members, slugs } = content;
	const pages = new Set(outputs.map(({ path }) => readable(path)));
	const aliases = formerSlugs(members.values());
	const unpublished = unpublishedPages(content);

	return [...members.values()].flatMap((signal) =>
		signal.links.flatMap(({ path, fragment, line, column }): Fault[] => {
			const from = `${path}${fragment === '' ? '' : `#${fragment}`}`;
			const fault = (kind: string, message: string, hint: string, severity: Fault['severity'] = 'error', to?: string): Fault[] => [
				{
					code: problemCode('link', kind),
					severity,
					file: signal.file,
					place: { line, column },
					message,
					hint,
					...(to === undefined ? {} : { fix: { kind: 'link', from, to } }),
				},
			];
			const slug = path === '' ? signal.slug : /^\/signals\/([^/]+)\/$/.exec(path)?.[1];
			if (slug === undefined) {
				if (fragment !== '')
					return fault(
						'fragment',
						`Only links to signals can name a part of the page, and ${short(path)} is none.`,
						`Link to ${short(path)}.`,
					);
				if (
					pages.has(readable(path)) ||
					unpublished.broken(readable(path)) ||
					(signal.held !== undefined && unpublished.held.has(readable(path)))
				)
					return [];
				const lacksSlash = pages.has(`${readable(path)}/`);
				return fault(
					'broken',
					`There is no page ${short(path)}.`,
					lacksSlash ? `Write ${path}/ with a slash at the end.` : hintFor(nearest(readable(path), pages)),
					'error',
					lacksSlash ? `${path}/` : undefined,
				);
			}
			const alias = slugs.has(slug) ? undefined : aliases.get(slug);
			if (alias !== undefined) {
				const target = members.get(alias);
				const isThere = target !== undefined && !isLater(target, signal) && (fragment === '' || fragmentsOf(target).has(fragment));
				return fault(
					'moved',
					`"${slug}" has moved to "${alias}".`,
					`Link to ${paths.signal(alias)}.`,
					// A redirect loses the part of the page.
					fragment === '' ? 'warning' : 'error',
					isThere ? from.replace(path, paths.signal(alias)) : undefined,
				);
			}
			if (!slugs.has(slug)) return fault('broken', `There is no signal "${short(slug)}".`, hintFor(nearest(slug, slugs)));
			const target = members.get(slug);
			if (isLater(target, signal))
				return fault('held-back', `The signal "${slug}" will not be published before this one.`, 'Publish it first, or remove the link.');
			if (!target || fragment === '' || fragmentsOf(target).has(fragment)) return [];
			return fault(
				'fragment',
				`The signal "${slug}" has no heading or source #${short(fragment)}.`,
				hintFor(nearest(fragment, fragmentsOf(target))),
			);
		}),
	);
}

/**
 * Finds the address of a signal that is held back in the text of a published one, where it is no link of the site: spelled out,
 * in code, or with the site's own origin.
 */
export function checkMentions(content: Content, site: Site): Fault[] {
	const held = new Map(content.heldBack.map((signal) => [signal.slug, signal]));
	if (held.size === 0) return [];
	return [...site.signals, ...site.withdrawn].flatMap((signal) => {
		const from = content.members.get(signal.slug);
		const { lead, html } = content.html(signal);
		const names = new Set([...`${lead} ${html}`.matchAll(/\/signals\/([a-z0-9-]+)/g)].map(([, slug = '']) => slug));
		return [...names].flatMap((slug): Fault[] => {
			const target = held.get(slug);
			if (!target || !from || from.links.some(({ path }) => path === paths.signal(slug))) return [];
			const message = `The text names the address of "${slug}", which is not published yet.`;
			return [
				{ code: 'link/held-back', severity: 'error', file: signal.file, message, hint: 'Publish it first, or leave the address out.' },
			];
		});
	});
}

/**
 * Pages that exist by their signals, and so are not planned while these are held back or have errors: a link to one of them is no
 * fault of its own.
 */
function unpublishedPages({ members, loaded, slugs }: Content): { held: ReadonlySet<string>; broken: (path: string) => boolean } {
	const pagesOf = ({ data }: Member): string[] => [
		...(data.tags ?? []).map((tag) => `/tags/${tagSlug(tag)}/`),
		...(data.date === undefined
			? []
			: [paths.year(data.date.slice(0, 4)), paths.month(data.date.slice(0, 7)), paths.day(dayOf(data.date))]),
	];
	const broken = [...members.values()].filter(({ slug }) => !loaded.has(slug));
	const isUnread = members.size < slugs.size;
	const known = new Set(broken.flatMap(pagesOf));
	const mayBeTag = isUnread || broken.some(({ data }) => data.tags === undefined);
	const mayBePeriod = isUnread || broken.some(({ data }) => data.date === undefined);
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
	try {
		return decodeURI(path).normalize('NFC');
	} catch {
		return path;
	}
}

function short(text: string): string {
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** The headings of a body, and the sources, which stand on every signal's page. */
function fragmentsOf({ headings, data }: Member): ReadonlySet<string> {
	return new Set([...headings.map(({ id }) => id), 'main', 'sources', ...(data.sources ?? []).map((_, index) => `s${index + 1}`)]);
}
