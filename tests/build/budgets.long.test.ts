import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtSite } from '../helpers/built-site.ts';
import { listTree } from '../helpers/tree.ts';

describe('a site of 1,000 signals', () => {
	it('has no file that grows with their number', async () => {
		const { folder } = await builtSite('large');
		const files = listTree(folder).filter((file) => !isDivided.test(file));
		expect(files.filter((file) => /^(?:index\.html|atom\.xml|watch\.ics)$/.test(file))).toHaveLength(3);
		const measured = files.map((file) => ({ file, bytes: statSync(path.join(folder, file)).size }));
		expect(measured.filter(({ file, bytes }) => bytes > limitOf(file))).toEqual([]);
	});
});

/** What is divided into several files only at numbers that are greater; the search index is loaded in parts. */
const isDivided = /^(?:sitemap\.xml|api\/signals\.json|pagefind\/.*)$/;

/** @returns bytes that are enough for as many signals as a list page, or a feed, shows */
function limitOf(file: string): number {
	if (file.endsWith('.html')) return 64_000;
	return /(?:atom\.xml|rss\.xml|feed\.json)$/.test(file) ? 300_000 : 96_000;
}
