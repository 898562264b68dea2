import type { ParseOptions } from '../signals/parse-all.ts';
import type { SiteConfig } from './config.ts';
import { words } from './words.ts';

/** @returns what decides how a text is read and rendered, besides the text. */
export function parseOptions({ houseSections }: Pick<SiteConfig, 'houseSections'>): ParseOptions {
	return { houseSections, words: words.body };
}
