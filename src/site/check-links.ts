import type { Fault } from '../signals/fault.ts';
import type { Content, Member } from '../signals/load.ts';
import { nearest } from '../signals/nearest.ts';
import type { Output } from './plan.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';

/**
 * Checks every link of a body to a page of the site against the list of pages there will be.
 * @param slugs of every signal's file, those with errors of their own included: they are no broken links
 */
export function checkLinks(content: Content, site: Site, outputs: readonly Output[], slugs: ReadonlySet<string>): Fault[] {
	const pages = new Set(outputs.map(({ path }) => path));
	return [...content.members.values()].flatMap((signal) =>
		signal.links.flatMap(({ path, fragment, line, column }): Fault[] => {
			const fault = (kind: string, message: string, hint: string, severity: Fault['severity'] = 'error'): Fault[] => [
				{ code: `link/${kind}`, severity, file: signal.file, place: { line, column }, message, hint },
			];
			const slug = path === '' ? signal.slug : /^\/signals\/([^/]+)\/$/.exec(path)?.[1];
			if (slug === undefined) {
				if (fragment !== '')
					return fault('fragment', `Only links to signals can name a part of the page, and ${path} is none.`, `Link to ${path}.`);
				if (pages.has(path)) return [];
				return fault(
					'broken',
					`There is no page ${path}.`,
					pages.has(`${path}/`) ? `Write ${path}/ with a slash at the end.` : hintFor(nearest(path, pages)),
				);
			}
			const alias = site.aliases.get(slug);
			if (alias !== undefined) return fault('moved', `"${slug}" has moved to "${alias}".`, `Link to ${paths.signal(alias)}.`, 'warning');
			const target = content.members.get(slug);
			if (!target) return slugs.has(slug) ? [] : fault('broken', `There is no signal "${slug}".`, hintFor(nearest(slug, slugs)));
			if (target.held !== undefined && signal.held === undefined)
				return fault('held-back', `The signal "${slug}" is not published yet.`, 'Publish it first, or remove the link.');
			if (fragment === '' || fragmentsOf(target).has(fragment)) return [];
			return fault('fragment', `The signal "${slug}" has no part #${fragment}.`, hintFor(nearest(fragment, fragmentsOf(target))));
		}),
	);
}

function hintFor(meant: string | undefined): string {
	return meant === undefined ? 'Correct the link, or remove it.' : `Did you mean ${meant}?`;
}

/** The headings of a body, and what every signal's page has. */
function fragmentsOf({ headings }: Member): ReadonlySet<string> {
	return new Set([...headings.map(({ id }) => id), 'main', 'sources']);
}
