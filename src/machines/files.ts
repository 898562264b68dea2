/** Every file for other programs but feeds and sitemap. */
import { paths } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { serializeLlms } from './llms.ts';
import { serializeNewsSitemap } from './news-sitemap.ts';
import { serializeSchema } from './shape.ts';
import { indexFiles } from './signal-index.ts';
import { serializeSignalJson } from './signal-json.ts';
import { serializeMarkdown } from './signal-markdown.ts';
import { serializeWatchCalendar } from './watch-calendar.ts';

/** A file by its path. */
export type MachineFile = readonly [path: string, file: { readonly type: string; readonly text: () => string }];

/** @returns the files in a fixed order: the index comes after the signals whose digests it names. */
export function machineFiles(site: Site): MachineFile[] {
	const json = (path: string, text: () => string): MachineFile => [path, { type: 'application/json', text }];
	return [
		...[...site.signals, ...site.withdrawn].flatMap((signal): MachineFile[] => [
			[paths.signalMarkdown(signal.slug), { type: 'text/markdown', text: () => serializeMarkdown(site, signal) }],
			json(paths.signalJson(signal.slug), () => serializeSignalJson(site, signal)),
		]),
		...Array.from(indexFiles(site), ([path, text]) => json(path, text)),
		json(paths.signalSchema, () => serializeSchema(site.config, 'signal')),
		json(paths.signalIndexSchema, () => serializeSchema(site.config, 'index')),
		[paths.newsSitemap, { type: 'application/xml', text: () => serializeNewsSitemap(site) }],
		[paths.watchCalendar, { type: 'text/calendar', text: () => serializeWatchCalendar(site) }],
		[paths.llms, { type: 'text/plain', text: () => serializeLlms(site) }],
	];
}
