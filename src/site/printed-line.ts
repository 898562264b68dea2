import type { Signal } from '../signals/signal.ts';
import { formatInstant, formatScore } from './format.ts';
import { paths, url } from './routes.ts';
import type { Site } from './site.ts';
import { words } from './words.ts';

/** @returns what a sheet of paper has to say of a signal: its address, score and dates. */
export function printedLine({ config }: Pick<Site, 'config'>, { slug, score, date, updated }: Signal): string {
	const dates = [words.signal.publishedOn(formatInstant(date)), ...(updated === date ? [] : [words.updated(formatInstant(updated))])];
	return words.signal.printed(url(config, paths.signal(slug)), formatScore(score), dates);
}
