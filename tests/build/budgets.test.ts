import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtSite, listPages, type BuiltSite } from '../helpers/built-site.ts';
import { listTree } from '../helpers/tree.ts';

describe.for(['example', 'stress'] as const)('the %s site keeps its budgets', (name) => {
	let site: BuiltSite;
	let pages: { readonly page: string; readonly html: string; readonly elements: readonly Element[] }[];
	let files: string[];
	const text = (file: string) => readFileSync(path.join(site.folder, file), 'utf8');

	beforeAll(async () => {
		site = await builtSite(name);
		files = listTree(site.folder);
		pages = listPages(site.folder).map((page) => {
			const html = text(page.replace(/(?:^|\/)$/, '$&index.html'));
			return { page, html, elements: elementsOf(parse(html)) };
		});
	});

	it.each([
		['a signal', /^signals\//, 10_000],
		['the front page', /^$/, 14_000],
		['the trends', /^trends\/$/, 30_000],
	])('%s has at most so many bytes, Brotli', (_, route, limit) => {
		const measured = pages.filter(({ page }) => route.test(page));
		expect(measured).not.toEqual([]);
		// To compress takes long, and what is small enough as it is need not be.
		const large = measured.filter(({ html }) => Buffer.byteLength(html) > limit);
		expect(large.map(({ page, html }) => ({ page, bytes: brotliCompressSync(html).length })).filter(({ bytes }) => bytes > limit)).toEqual(
			[],
		);
	});

	it('has a style sheet of at most 12,000 bytes', () => {
		expect(
			files
				.filter((file) => file.endsWith('.css'))
				.map((file) => Buffer.byteLength(text(file)))
				.filter((bytes) => bytes > 12_000),
		).toEqual([]);
	});

	it('has one style sheet, named by its content, on every page', () => {
		const sheets = files.filter((file) => file.endsWith('.css'));
		expect(sheets).toEqual([expect.stringMatching(/^_astro\/[^/]+\.[\w-]{8,}\.css$/)]);
		const wrong = pages.filter(({ elements }) => {
			const linked = elements
				.filter(({ tag, attributes }) => tag === 'link' && attributes.get('rel') === 'stylesheet')
				.map(({ attributes }) => attributes.get('href'));
			return linked.length !== 1 || linked[0] !== `${site.base}${sheets[0] ?? ''}`;
		});
		expect(wrong.map(({ page }) => page)).toEqual([]);
		expect(text(sheets[0] ?? '')).not.toMatch(/@import|url\(|!important/);
	});

	it('has one script file of at most 3,000 bytes, Brotli, for every page, and on the search page one of 4,200 besides', () => {
		const sources = pages.map(({ page, elements }) => ({
			page,
			files: elements.filter(isCode).flatMap(({ attributes }) => attributes.get('src') ?? []),
		}));
		const [common = ''] = sources[0]?.files ?? [];
		expect(common).toMatch(/_astro\/[^/]+\.[\w-]{8,}\.js$/);
		const size = (file: string) => brotliCompressSync(text(file.slice(site.base.length))).length;
		expect(size(common)).toBeLessThanOrEqual(3000);
		for (const { page, files: own } of sources) {
			if (own.length > 0) expect([page, own[0]]).toEqual([page, common]);
			const others = own.slice(1);
			expect([page, others.length]).toEqual([page, page === 'search/' ? 1 : 0]);
			for (const file of others) expect(size(file)).toBeLessThanOrEqual(4200);
		}
	});

	it('has on a page at most one script in its head, of 600 bytes, whose hash its policy allows', () => {
		const scripts = new Set(
			pages.flatMap(({ elements }) =>
				elements.filter((element) => isCode(element) && !element.attributes.has('src')).map(({ text: code }) => code),
			),
		);
		expect([...scripts]).toHaveLength(1);
		const [script = ''] = scripts;
		expect(Buffer.byteLength(script)).toBeLessThanOrEqual(600);
		const hash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
		expect(text('_headers')).toContain(`script-src 'self' ${hash};`);
		const policies = Map.groupBy(pages, ({ elements }) =>
			elements.find(({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy')?.attributes.get('content'),
		);
		expect([...policies.keys()]).toEqual([
			expect.stringContaining(`script-src 'self' ${hash};`),
			expect.stringContaining(`script-src 'self' 'wasm-unsafe-eval' ${hash};`),
		]);
		expect([...policies.values()][1]?.map(({ page }) => page)).toEqual(['search/']);
	});

	it('has no style attribute, style element or handler in its pages, and loads nothing from elsewhere', () => {
		const faults = pages.flatMap(({ page, elements }) =>
			elements.flatMap(({ tag, attributes }) => [
				...(tag === 'style' ? [`${page}: <style>`] : []),
				...[...attributes.keys()]
					.filter((attribute) => attribute === 'style' || attribute.startsWith('on'))
					.map((attribute) => `${page}: <${tag} ${attribute}>`),
				...loadedBy(tag, attributes)
					.filter((address) => !address.startsWith(site.base) || address.startsWith('//'))
					.map((address) => `${page}: <${tag}> loads ${address}`),
			]),
		);
		expect(faults).toEqual([]);
	});
});

interface Element {
	readonly tag: string;
	readonly attributes: ReadonlyMap<string, string>;
	readonly text: string;
}

function isCode({ tag, attributes }: Element): boolean {
	return tag === 'script' && attributes.get('type') !== 'application/ld+json';
}

/** @returns the addresses a browser fetches for an element without being asked */
function loadedBy(tag: string, attributes: ReadonlyMap<string, string>): string[] {
	const loads = /\b(?:stylesheet|icon|preload|modulepreload|prefetch|preconnect|manifest)\b/.test(attributes.get('rel') ?? '');
	return [
		attributes.get('src'),
		attributes.get('srcset'),
		attributes.get('poster'),
		tag === 'object' ? attributes.get('data') : undefined,
		tag === 'link' && loads ? attributes.get('href') : undefined,
	].filter((address) => address !== undefined);
}

function elementsOf(node: DefaultTreeAdapterTypes.Node): Element[] {
	const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
	if (!('tagName' in node)) return children;
	const text = node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
	return [{ tag: node.tagName, attributes: new Map(node.attrs.map(({ name, value }) => [name, value])), text }, ...children];
}
