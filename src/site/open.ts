import path from 'node:path';
import type { Caches } from '../signals/cache/caches.ts';
import { fileInContent } from '../signals/content-file.ts';
import { placeFaults } from '../signals/fault.ts';
import { loadContent, type Content } from '../signals/load.ts';
import { compareProblems, type Problem } from '../signals/problem.ts';
import type { Band, Instant } from '../signals/signal.ts';
import { checkLinks, checkMentions, hasPageLinks } from './check-links.ts';
import type { SiteConfig } from './config.ts';
import { createSite } from './create-site.ts';
import { parseOptions } from './parse-options.ts';
import type { Output } from './plan.ts';
import type { DevelopmentNotes, Site } from './site.ts';
import { pipelineVersion } from './version.ts';

export interface OpenOptions {
	readonly config: SiteConfig;
	/** Absolute. */
	readonly contentDir: string;
	/** What problems call the content folder. */
	readonly contentName: string;
	/** `.cache` of the project. Absolute. */
	readonly cacheDir: string;
	readonly asOf: Instant;
	/** Those of readings before, in a process that reads again and again. */
	readonly caches?: Caches | undefined;
}

/** A content folder, read, checked and arranged: all that a command needs which builds nothing. */
export interface CheckedSite {
	readonly site: Site;
	readonly content: Content;
	/** In order of place. When there is an error among them, nothing may be published. */
	readonly problems: readonly Problem[];
}

/** The same with what is to be built. */
export interface OpenedSite extends CheckedSite {
	/** Every output that is rendered; made when it is first asked for. */
	readonly outputs: readonly Output[];
}

/** The one way from a content folder to a site. `build` goes on from here to render. */
export async function openSite(options: OpenOptions): Promise<OpenedSite> {
	const [checked, { plan }] = [await checkSite(options), await import('./plan.ts')];
	return {
		...checked,
		get outputs() {
			return plan(checked.site);
		},
	};
}

/** The same way as far as `check` goes. What writes feeds and mails is loaded only when a link asks what there will be. */
export async function checkSite({ config, contentDir, contentName, cacheDir, asOf, caches }: OpenOptions): Promise<CheckedSite> {
	const bands = bandsOf(config);
	const parse = parseOptions(config);
	const content = await loadContent({
		...parse,
		contentDir,
		contentName,
		cacheDir: path.join(cacheDir, 'content'),
		version: pipelineVersion(parse),
		origin: config.url,
		caches,
		asOf,
		bands,
		strict: config.strict,
		singleUseTags: config.singleUseTags,
		gradeInflation: config.gradeInflation,
	});
	const site = createSite(content, config, bands, { asOf, development: undefined });
	const outputs = hasPageLinks(content, site) ? (await import('./plan.ts')).plan(site) : [];
	const links = await placeFaults([...checkLinks(content, outputs, site), ...checkMentions(content, site)], contentDir);
	const named = links.map((problem) => ({ ...problem, file: `${contentName}/${problem.file}` }));
	return { site, content, problems: [...content.problems, ...named].sort(compareProblems) };
}

/** A content folder as a development server shows it. */
export type DevelopmentSite = Pick<OpenedSite, 'site' | 'content' | 'problems'>;

/**
 * Opens a folder as `openSite` does, and finds the same problems; the site, however, holds the drafts and scheduled signals as if they
 * were published, with notes on what they are.
 * @param version of what is shown, for pages to tell
 */
export async function openForDevelopment(options: OpenOptions, version: number): Promise<DevelopmentSite> {
	const { content, problems, site } = await checkSite(options);
	const development = { version, ...notesOn(content, problems, options.contentName) };
	if (content.heldBack.length === 0) return { content, problems, site: { ...site, development } };
	const everything = { ...content, ...content.everything() };
	return { content, problems, site: createSite(everything, site.config, site.bands, { asOf: site.asOf, development }) };
}

function notesOn({ heldBack }: Content, problems: readonly Problem[], contentName: string): Omit<DevelopmentNotes, 'version'> {
	const held = new Map(heldBack.map((signal) => [signal.slug, signal.held]));
	const warnings = Map.groupBy(problems, ({ file }) => fileInContent(file, contentName));
	return { held: ({ slug }) => held.get(slug), warnings: ({ file }) => warnings.get(file) ?? [] };
}

/** @returns the bands with the bounds people read: a band ends a tenth below the next. */
export function bandsOf(config: Pick<SiteConfig, 'bands'>): Band[] {
	return config.bands.map(({ label, from }, rank, all) => {
		const next = all[rank + 1]?.from;
		return { rank, label, from, to: next === undefined ? 10 : Math.round(next * 10 - 1) / 10 };
	});
}
