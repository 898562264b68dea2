import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { expect, it } from 'vitest';
import { builtSite, listPages } from '../helpers/built-site.ts';

/** Latin letters, and those of scripts that run from the right. */
const letters = /[\p{Script=Latin}\p{Script=Arabic}\p{Script=Hebrew}]/u;

it('a text that runs from the right stands in an element that says a direction of its own', async () => {
	const { folder } = await builtSite('stress');
	const faults: string[] = [];
	let found = 0;
	for (const page of listPages(folder)) {
		const html = readFileSync(path.join(folder, page.replace(/(?:^|\/)$/, '$&index.html')), 'utf8');
		for (const { text, direction } of textsOf(parse(html), undefined)) {
			// The letter that heads a group of tags stands alone.
			if (text.trim().length < 2 || !/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(letters.exec(text)?.[0] ?? '')) continue;
			found += 1;
			if (direction === undefined) faults.push(`${page}: ${text.trim()}`);
		}
	}
	expect(found).toBeGreaterThan(20);
	expect([...new Set(faults)]).toEqual([]);
});

/** @returns every text of the body, with the direction its nearest element names */
function textsOf(node: DefaultTreeAdapterTypes.Node, direction: string | undefined): { text: string; direction: string | undefined }[] {
	// The style sheet sees to the body of a signal, whose elements are the author's own, paragraph by paragraph.
	if (node.nodeName === 'head' || node.nodeName === 'script' || isProse(node)) return [];
	if ('value' in node) return [{ text: node.value, direction }];
	const own = 'attrs' in node ? (node.attrs.find(({ name }) => name === 'dir')?.value ?? direction) : direction;
	return 'childNodes' in node ? node.childNodes.flatMap((child) => textsOf(child, own)) : [];
}

function isProse(node: DefaultTreeAdapterTypes.Node): boolean {
	return 'attrs' in node && node.attrs.some(({ name, value }) => name === 'class' && value === 'prose');
}
