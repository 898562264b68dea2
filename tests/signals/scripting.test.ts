import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it } from 'vitest';
import { resolveMarks } from '../../src/signals/markdown/marks.ts';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { payloads } from '../helpers/payloads.ts';

const renderer = createRenderer({ houseSections: [], words: { footnotes: 'Notes', backToText: 'Back', table: 'Table' } });
const destination = { base: '/', page: '', image: (name: string) => ({ src: `/signals/x/${name}`, width: 1, height: 1 }) };

describe.each(Object.entries(payloads))('%s', (_, texts) => {
	it.each(texts)('becomes elements and addresses of the allow list alone: %j', (text) => {
		const { lead, take, html } = renderer.body(text, 1, undefined);
		for (const part of [lead, take.html, html]) expect(strangers(parseFragment(resolveMarks(part, destination)))).toEqual([]);
	});
});

it('all raw HTML is refused, or dropped as a comment with a warning', () => {
	const passed = (payloads['raw HTML'] ?? []).filter(
		(text) => !renderer.body(text, 1, undefined).problems.some(({ code }) => code === 'body/raw-html' || code === 'body/comment'),
	);
	expect(passed).toEqual([]);
});

it('every link and image that leads out of the site by another way than http, https and mailto is refused', () => {
	const texts = [...(payloads['schemes of links'] ?? []), ...(payloads['addresses of other places'] ?? [])];
	const passed = texts.filter((text) => renderer.body(text, 1, undefined).problems.length === 0);
	// A fragment, which `signals check` looks for in the page.
	expect(passed).toEqual(["[x](#javascript:hit('fragment'))"]);
});

const elements = new Set(
	'a blockquote br code del div em h2 h3 h4 h5 h6 hr img input li ol p pre section span strong sup table tbody td th thead tr ul'.split(
		' ',
	),
);
const attributes = new Set(
	'align alt aria-describedby aria-label checked class data-footnote-backref data-footnote-ref data-footnotes decoding disabled height href id loading role src start tabindex title type width'.split(
		' ',
	),
);
const classes = /^(?:hljs|hljs-[a-z_-]+|language-[a-z0-9+#-]{1,20}|table|vh|footnotes|task-list-item|contains-task-list)$/;

/** @returns what none of our own plugins makes */
function strangers(node: DefaultTreeAdapterTypes.ParentNode): string[] {
	return node.childNodes.flatMap((child) => {
		if (child.nodeName === '#text') return [];
		if (!('attrs' in child)) return [child.nodeName];
		return [
			...(elements.has(child.tagName) ? [] : [child.tagName]),
			...child.attrs.filter(({ name, value }) => !isOwn(name, value)).map(({ name, value }) => `${child.tagName} ${name}=${value}`),
			...strangers(child),
		];
	});
}

function isOwn(name: string, value: string): boolean {
	if (name === 'href') return /^(?:https?|mailto):$/.test(URL.parse(value, 'https://signals.example/')?.protocol ?? 'https:');
	if (name === 'src') return value.startsWith('/signals/x/');
	// Ids of headings and footnotes are prefixed, so that no element takes the name of a property of the document.
	if (name === 'id') return /^(?:h-|note-fn-|note-fnref-|footnote-label$)/.test(value);
	if (name === 'class') return value === '' || value.split(' ').every((part) => classes.test(part));
	return attributes.has(name);
}
