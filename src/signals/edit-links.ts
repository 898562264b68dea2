import type { Edit } from './edit.ts';
import { splitFrontmatter } from './frontmatter.ts';
import { internalPath } from './markdown/remark-addresses.ts';
import { rewriteAddresses } from './source-file.ts';

/** A link to a page of the site, as a body or summary holds it. */
export interface WrittenLink {
	/** As written: `2026/old.md#part`, `/signals/old/`. */
	readonly url: string;
	/** The page and part it means: `/signals/old/#part`. */
	readonly means: string;
}

/**
 * Rewrites links to pages of the site, found as Markdown finds them: what looks like one in code stays. So does an address that is
 * written with escapes.
 *
 * @param text a signal's file, as `decodeText` gives it
 * @param rewrite returns another address, or undefined where a link stays
 */
export function editLinks(text: string, rewrite: (link: WrittenLink) => string | undefined): Edit[] {
	const split = splitFrontmatter(text);
	if ('problems' in split) return [];
	return rewriteAddresses({ text, yaml: split.yaml, bodyStart: text.length - split.body.length }, (url) => {
		const means = meaningOf(url);
		return means === undefined ? undefined : rewrite({ url, means });
	});
}

/** Addresses of other sites have a scheme or two slashes. */
function meaningOf(url: string): string | undefined {
	if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|\\)/i.test(url)) return undefined;
	const [address = '', part = ''] = url.split(/#(.*)/s, 2);
	const path = internalPath(address);
	return path === undefined ? undefined : `${path}${part === '' ? '' : `#${part}`}`;
}
