/** Outputs that are no pages, and so need no compiled page. */
import { fileContent } from '../site/files.ts';
import { param } from '../site/params.ts';
import type { Output, Route } from '../site/plan.ts';
import type { Site } from '../site/site.ts';
import { weekNamed } from '../site/weeks.ts';

/** @returns what makes an output that is no page; undefined of a page */
export function makerOf(site: Site, output: Output): (() => string | Promise<string>) | undefined {
	const text = texts[output.route];
	return text && (() => text(site, output));
}

/** Outputs of these routes are no pages; Astro's own commands make them by the same functions (`src/pages/`). */
const texts: Readonly<Partial<Record<Route, (site: Site, output: Output) => string | Promise<string>>>> = {
	'/[...file]': (site, { path }) => fileContent(site, path).text,
	'/briefings/[week]/email.eml': async (site, { params }) => {
		// The library that writes messages is large, and only a site with a week that is over needs it.
		const { serializeMessage } = await import('../email/message.ts');
		return serializeMessage(site, weekNamed(site, param(params, 'week')));
	},
};
