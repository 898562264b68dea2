/** What a signal's page says at length, as a tree that a mail can hold: no image, no form, no id, headings from the third level. */
import type { ElementContent, Root, RootContent } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { newestUpdates } from '../site/briefing.ts';
import { formatDay } from '../site/format.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { words } from '../site/words.ts';
import type { Signal, Source } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';

/** @returns the take alone, as a paragraph; nothing when the signal has none. */
export function takeTree(site: Site, signal: Signal): ElementContent[] {
	const html = site.take(signal, 'absolute');
	return html === '' ? [] : [element('p', parse(site, signal, html))];
}

/** @returns take, newest correction and update, body and sources. */
export function fullTree(site: Site, signal: Signal): ElementContent[] {
	const lead = site.lead(signal, 'absolute');
	const notes = newestUpdates(signal).map(({ kind, date, text: said }) =>
		element('p', [element('em', [text(words.feed.notice(words.signal.kinds[kind], formatDay(dayOf(date))))]), text(` ${said}`)]),
	);
	const sources =
		signal.sources.length > 0 ? [element('h3', [text(words.briefings.sources)]), element('ol', signal.sources.map(sourceItem))] : [];
	return [
		...(lead === '' ? [] : [element('p', parse(site, signal, lead))]),
		...notes,
		...parse(site, signal, site.body(signal, 'absolute')),
		...sources,
	];
}

const fragment = unified().use(rehypeParse, { fragment: true }).freeze();

function parse(site: Site, signal: Signal, html: string): ElementContent[] {
	const page = url(site.config, paths.signal(signal.slug));
	return fragment.parse(html).children.flatMap((node) => adapt(node, page));
}

/** @param page what links to a part of the signal's own page start with */
function adapt(node: RootContent | Root, page: string): ElementContent[] {
	if (node.type === 'text') return [node];
	if (node.type !== 'element') return [];
	const { tagName, properties } = node;
	const children = () => node.children.flatMap((child) => adapt(child, page));
	if (tagName === 'img')
		return typeof properties['alt'] === 'string' && properties['alt'] !== '' ? [text(words.briefings.email.image(properties['alt']))] : [];
	if (tagName === 'input') return [text(properties['checked'] === true ? '☑' : '☐')];
	if (tagName === 'span' || tagName === 'div' || tagName === 'section') return children();
	if (/^h[2-6]$/.test(tagName))
		return [
			element(
				`h${Math.min(6, Number(tagName[1]) + 1)}`,
				children().flatMap((child) => withoutOwnLink(child, page)),
			),
		];
	if (tagName === 'a' && 'dataFootnoteBackref' in properties) return [];
	const kept = ['href', 'start', 'align'].flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]] as const]));
	return [{ type: 'element', tagName, properties: Object.fromEntries(kept), children: children() }];
}

/** A heading leads to itself, which is of use on its page only. */
function withoutOwnLink(node: ElementContent, page: string): ElementContent[] {
	const isOwn = node.type === 'element' && node.tagName === 'a' && String(node.properties['href']).startsWith(`${page}#`);
	return isOwn ? node.children : [node];
}

function sourceItem({ url: href, title, publisher }: Source): ElementContent {
	return element('li', [
		{ type: 'element', tagName: 'a', properties: { href }, children: [text(title ?? href)] },
		...(publisher === undefined ? [] : [text(`, ${publisher}`)]),
	]);
}

function element(tagName: string, children: ElementContent[]): ElementContent {
	return { type: 'element', tagName, properties: {}, children };
}

function text(value: string): ElementContent {
	return { type: 'text', value };
}
