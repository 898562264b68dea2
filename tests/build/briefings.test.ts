import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { builtSite } from '../helpers/built-site.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { runSignals } from '../helpers/run-signals.ts';
import { listTree } from '../helpers/tree.ts';

const briefingFile = /^briefings\/\d{4}-W\d\d\//;

describe('the briefing of a week that is over', () => {
	it('is the same bytes, page and mails, however much was published since', async () => {
		const early = `-- signals/a.md --
${signalText({ tags: '[Open Weights]' })}
-- signals/b.md --
${signalText({ date: '2026-05-20', score: '5', tags: '[Open Weights]' })}
-- signals/c.md --
${signalText({ date: '2026-05-12', tags: '[Open Weights]' })}
-- signals/d.md --
${signalText({ date: '2026-05-26T10:00Z' })}
`;
		// Later signals outvote the spelling of a tag, continue an early one, and weigh more than any.
		const later = Array.from(
			{ length: 12 },
			(_, index) =>
				`-- signals/later-${index}.md --\n${signalText({ date: `2026-0${6 + Math.floor(index / 4)}-0${(index % 4) + 1}`, score: '9.5', tags: '[open weights]', follows: 'a' })}`,
		).join('\n');
		// A Wednesday: its own week has a signal, and is not over.
		const before = await build(early, '2026-05-27');
		const after = await build(early + later, '2026-11-22');

		const running = before.files.filter((file) => file.includes('2026-W22'));
		expect(running).toEqual(['briefings/2026-W22/index.html']);
		const finished = before.files.filter((file) => !running.includes(file));
		expect(finished).toHaveLength(8);
		expect(finished.filter((file) => before.read(file) !== after.read(file))).toEqual([]);
		expect(before.read('tags/open-weights/index.html')).not.toBe(after.read('tags/open-weights/index.html'));

		expect([before, after].map(({ read }) => read('briefings/2026-W22/index.html').includes('So far.'))).toEqual([true, false]);
		expect([before, after].map(({ read }) => read('briefings/atom.xml').includes('2026-W22'))).toEqual([false, true]);
	});
});

describe.for(['example', 'stress'] as const)('each briefing of the %s site', (name) => {
	it('states the words and minutes of what it shows', async () => {
		const { folder } = await builtSite(name);
		const pages = listTree(folder).filter((file) => briefingFile.test(file) && file.endsWith('/index.html'));
		expect(pages.length).toBeGreaterThan(20);
		for (const file of pages) {
			const main = find(parse(readFileSync(path.join(folder, file), 'utf8')), ({ tagName }) => tagName === 'main');
			const stated = /([\d,]+) words, (\d+) minutes?/.exec(textOf(main));
			if (!stated) {
				expect(textOf(main)).toContain('has been withdrawn');
				continue;
			}
			const shown = readText(main).match(/\S+/g)?.length ?? 0;
			const words = Number(stated[1]?.replace(',', ''));
			expect(Math.abs(shown - words), `${file}: ${words} stated, ${shown} shown`).toBeLessThanOrEqual(Math.max(10, words / 10));
			expect(Math.abs(Math.max(1, Math.round(shown / 238)) - Number(stated[2])), file).toBeLessThanOrEqual(1);
		}
	});

	it('has mails whose addresses lead somewhere, and a message that holds both', async () => {
		const { folder, base } = await builtSite(name);
		const files = new Set(listTree(folder));
		const mails = [...files].filter((file) => /^briefings\/.*\/email\.html$/.test(file));
		expect(mails.length).toBeGreaterThan(20);
		const origin = `https://signals.example${base}`;
		for (const file of mails) {
			const html = readFileSync(path.join(folder, file), 'utf8');
			const own = [...html.matchAll(/href="([^"]*)"/g)].flatMap(([, href = '']) =>
				href.startsWith(origin) ? [href.slice(origin.length)] : [],
			);
			for (const address of own) {
				const target = decodeURI(address.split('#')[0] ?? '').replace(/(?:^|\/)$/, '$&index.html');
				expect(files.has(target), `${file} leads to ${address}`).toBe(true);
			}
			const mail = await PostalMime.parse(readFileSync(path.join(folder, file.replace(/html$/, 'eml'))));
			expect(mail.html?.replaceAll('\r\n', '\n').trimEnd(), file).toBe(html.trimEnd());
			expect(mail.text?.replaceAll('\r\n', '\n').trimEnd(), file).toBe(
				readFileSync(path.join(folder, file.replace(/html$/, 'txt')), 'utf8').trimEnd(),
			);
		}
	});
});

async function build(text: string, asOf: string) {
	const out = path.join(makeFolder(), 'dist');
	expect(await runSignals(['build', '--content', makeContent(text), '--out', out, '--as-of', asOf])).toMatchObject({ code: 0 });
	const files = listTree(out).filter((file) => briefingFile.test(file));
	return { files, read: (file: string) => readFileSync(path.join(out, file), 'utf8') };
}

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** What a reader reads from top to bottom: no navigation, nothing beside the text, nothing for screen readers alone. */
function readText(node: Node | undefined): string {
	if (!node) return '';
	if ('value' in node) return node.value;
	if (!('childNodes' in node)) return '';
	if ('tagName' in node && (['nav', 'aside', 'svg', 'h2'].includes(node.tagName) || hasClass(node, 'vh') || hasClass(node, 'intro')))
		return '';
	const isInline =
		'tagName' in node && ['a', 'b', 'i', 'em', 'strong', 'code', 'del', 'sup', 'time', 'span', 'data'].includes(node.tagName);
	const text = node.childNodes.map(readText).join('');
	return isInline ? text : ` ${text} `;
}

function textOf(node: Node | undefined): string {
	if (!node) return '';
	return 'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function find(node: Node, isWanted: (element: Element) => boolean): Element | undefined {
	if ('tagName' in node && isWanted(node)) return node;
	if (!('childNodes' in node)) return undefined;
	for (const child of node.childNodes) {
		const found = find(child, isWanted);
		if (found) return found;
	}
	return undefined;
}

function hasClass({ attrs }: Element, name: string): boolean {
	return attrs.some((attribute) => attribute.name === 'class' && attribute.value.split(' ').includes(name));
}
