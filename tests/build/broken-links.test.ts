import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { brokenLinks } from '../../src/build/broken-links.ts';
import { findBrokenLinks } from '../../src/build/look-at-trees.ts';
import { makeFolder } from '../helpers/make-content.ts';

/** Pages that each lead to the next, to a part of the one after, and the last to nothing. */
function linkedPages(count: number) {
	const folder = makeFolder();
	const pages = Array.from({ length: count }, (_, index) => `p${index}/index.html`);
	for (const [index, page] of pages.entries()) {
		mkdirSync(path.dirname(path.join(folder, page)));
		const part = index + 2 < count ? `<a href="/p${index + 2}/#part">On</a>` : '';
		writeFileSync(path.join(folder, page), `<p id="part"><a href="/p${index + 1}/">Next</a>${part}</p>`);
	}
	return { folder, files: pages, pages, base: '/', url: 'https://example.org/' };
}

it.each([
	['few', 10],
	['many', 600],
])('of %s pages, what leads nowhere is found', async (_, count) => {
	const links = linkedPages(count);
	expect(await findBrokenLinks(links)).toEqual([`p${count - 1}/index.html links to /p${count}/, which does not exist.`]);
	writeFileSync(path.join(links.folder, 'p2/index.html'), '<p>');
	expect(await findBrokenLinks(links)).toEqual(brokenLinks(links));
	expect(brokenLinks(links)).toContain('p0/index.html links to /p2/#part, which has no such part.');
});

it('many pages are read elsewhere, so that other things go on', async () => {
	const links = linkedPages(2000);
	let isDone = false;
	const faults = findBrokenLinks(links).finally(() => (isDone = true));
	await setTimeout(1);
	expect(isDone).toBe(false);
	expect(await faults).toHaveLength(1);
});

it('what cannot be read in a thread is read here, so that its reason is told', async () => {
	const links = linkedPages(600);
	await expect(findBrokenLinks({ ...links, folder: path.join(links.folder, 'gone') })).rejects.toThrow('ENOENT');
});
