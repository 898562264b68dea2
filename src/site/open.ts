import path from 'node:path';
import { placeFaults } from '../signals/fault.ts';
import { loadContent, type Content } from '../signals/load.ts';
import { compareProblems, type Problem } from '../signals/problem.ts';
import type { Band, Instant } from '../signals/signal.ts';
import { checkLinks, checkMentions } from './check-links.ts';
import type { SiteConfig } from './config.ts';
import { createSite } from './create-site.ts';
import { plan, type Output } from './plan.ts';
import type { Site } from './site.ts';
import { pipelineVersion } from './version.ts';
import { words } from './words.ts';

export interface OpenOptions {
	readonly config: SiteConfig;
	/** Absolute. */
	readonly contentDir: string;
	/** What problems call the content folder. */
	readonly contentName: string;
	/** `.cache` of the project. Absolute. */
	readonly cacheDir: string;
	readonly asOf: Instant;
	readonly isDevelopment?: boolean;
}

/** A content folder, read, checked and arranged; everything a command or a build needs. */
export interface OpenedSite {
	readonly site: Site;
	readonly content: Content;
	/** Every output that is rendered. */
	readonly outputs: readonly Output[];
	/** In order of place. When there is an error among them, nothing may be published. */
	readonly problems: readonly Problem[];
}

/** The one way from a content folder to a site: `check` stops here, `build` goes on to render. */
export async function openSite({
	config,
	contentDir,
	contentName,
	cacheDir,
	asOf,
	isDevelopment = false,
}: OpenOptions): Promise<OpenedSite> {
	const bands = bandsOf(config);
	const parse = { houseSections: config.houseSections, words: words.body };
	const content = await loadContent({
		...parse,
		contentDir,
		contentName,
		cacheDir: path.join(cacheDir, 'content'),
		version: pipelineVersion(parse),
		asOf,
		bands,
		strict: config.strict,
	});
	const site = createSite(content, config, bands, { asOf, isDevelopment });
	const outputs = plan(site);
	const links = placeFaults([...checkLinks(content, outputs), ...checkMentions(content, site)], contentDir).map((problem) => ({
		...problem,
		file: `${contentName}/${problem.file}`,
	}));
	return {
		site,
		content,
		outputs,
		problems: [...content.problems, ...links].sort(compareProblems),
	};
}

/** @returns the bands with the bounds people read: a band ends a tenth below the next. */
export function bandsOf(config: Pick<SiteConfig, 'bands'>): Band[] {
	return config.bands.map(({ label, from }, rank, all) => {
		const next = all[rank + 1]?.from;
		return { rank, label, from, to: next === undefined ? 10 : Math.round(next * 10 - 1) / 10 };
	});
}
