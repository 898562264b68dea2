/** What an entry is filed under, as Atom and RSS write it. */
import type { Signal } from '../signals/signal.ts';
import type { SiteConfig } from '../site/config.ts';
import { formatScore } from '../site/format.ts';
import { paths, url } from '../site/routes.ts';
import { words } from '../site/words.ts';

export interface Term {
	readonly term: string;
	/** Absolute URL that names the vocabulary. */
	readonly scheme: string;
	readonly label: string;
}

/** @returns a signal's category, tags and score, each in a vocabulary of its own; nothing of an entry that is about several. */
export function entryTerms(config: SiteConfig, signal: Signal | undefined): Term[] {
	if (!signal) return [];
	const { category, tags, score, band } = signal;
	return [
		{ term: category.slug, scheme: url(config, paths.categories), label: category.label },
		...tags.map(({ slug, label }) => ({ term: slug, scheme: url(config, paths.tags), label })),
		{ term: String(score), scheme: `${url(config, paths.home)}score`, label: words.feed.scoreLabel(formatScore(score), band.label) },
	];
}
