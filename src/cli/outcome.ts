/** What a build says when all went well. */
import path from 'node:path';
import type { Remarks } from '../build/render.ts';
import type { Problem } from '../signals/problem.ts';
import type { OpenedSite } from '../site/open.ts';
import type { Terminal } from './command.ts';
import { count } from './report.ts';

/** As data, so that a build that finds nothing to do can say what the last one said. */
export interface Outcome {
	/** Warnings. */
	readonly problems: readonly Problem[];
	/** Published, without those withdrawn. */
	readonly signals: number;
	readonly withdrawn: number;
	readonly pages: number;
	readonly otherFiles: number;
	/** Files of signals, held back ones included. */
	readonly texts: number;
	/** Texts that were not rendered again. */
	readonly reused: number;
	readonly heldBack: readonly { readonly slug: string; readonly why: string }[];
}

export function outcomeOf({ site, content, outputs, problems }: OpenedSite): Outcome {
	const pages = outputs.filter(({ route }) => route !== '/[...file]').length;
	return {
		problems,
		signals: site.signals.length,
		withdrawn: site.withdrawn.length,
		pages,
		otherFiles: outputs.length - pages,
		texts: content.slugs.size,
		reused: content.reused,
		heldBack: content.heldBack.map(({ slug, held, facts }) => ({
			slug,
			why: held === 'draft' ? 'draft' : `scheduled for ${facts.date}`,
		})),
	};
}

/** @returns the summary, in lines. */
export function summarize(
	outcome: Outcome,
	remarks: Remarks,
	{ outDir, config }: { readonly outDir: string; readonly config: OpenedSite['site']['config'] },
	{ cwd }: Pick<Terminal, 'cwd'>,
	milliseconds: number,
): string {
	const { signals, pages, otherFiles, texts, reused, heldBack } = outcome;
	const withdrawn = outcome.withdrawn > 0 ? ` (${count(outcome.withdrawn, 'withdrawn signal')} besides)` : '';
	const seconds = (milliseconds / 1000).toFixed(1);
	const { authority, publisher, url } = config;
	const lines = [
		`${count(signals, 'signal')}${withdrawn}, ${count(pages, 'page')} and ${count(otherFiles, 'other file')} in ${seconds} s; ${reused} of ${count(texts, 'text')} reused.`,
		...remarks,
		...heldBack.map(({ slug, why }) => `Held back: ${slug} (${why})`),
	];
	// Names in .example are nobody's (RFC 2606, section 2).
	if (!new URL(url).hostname.endsWith('.example')) {
		if (authority.endsWith('.example'))
			lines.push(
				`The authority of feed ids is still ${authority}. Set your own in src/site.config.ts before you publish; it cannot change later.`,
			);
		if (hostOf(publisher.contact).endsWith('.example'))
			lines.push(`The publisher's contact is still ${publisher.contact}, where no reader reaches you. Set your own in src/site.config.ts.`);
	}
	lines.push(`Published to ${(contains(cwd, outDir) && path.relative(cwd, outDir)) || outDir}.`);
	return lines.map((line) => `${line}\n`).join('');
}

/** @param contact an e-mail address or an address on the web */
function hostOf(contact: string): string {
	return contact.startsWith('https:') ? new URL(contact).hostname : contact.slice(contact.lastIndexOf('@') + 1);
}

/** @returns whether a path lies in a folder, or is it. */
export function contains(folder: string, other: string): boolean {
	const relative = path.relative(folder, other);
	return !/^\.\.(?:$|[\\/])/.test(relative) && !path.isAbsolute(relative);
}
