/** @file Cuts a page's HTML down to what feed readers show. */

/**
 * @param html sanitised HTML, as a page prints it, with absolute links
 * @param page absolute URL of that page, for links to its own fragments
 * @returns the same without classes, ids, roles, data attributes, highlighting spans, scripts, styles and drawings; the boxes of a
 * task list become characters, because readers drop form controls
 */
export function feedHtml(html: string, page: string): string {
	return html
		.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/<(script|style|svg|math|template|iframe|object)\b[\s\S]*?<\/\1\s*>/gi, '')
		.replace(headingLink, '$1$2$3')
		.replace(tagPattern, (_, slash: string, tag: string, attributes: string) => rewriteTag(slash, tag.toLowerCase(), attributes, page));
}

/** A heading that links to itself: of use on its page only. */
const headingLink = /(<h[2-6][^>]*>)<a href="[^"]*#[^"]*">([\s\S]*?)<\/a>(<\/h[2-6]>)/g;
const tagPattern = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;
const attributePattern = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

const droppedTags: ReadonlySet<string> = new Set(['span', 'script', 'style', 'svg', 'math', 'template', 'iframe', 'object']);
const keptAttributes: ReadonlySet<string> = new Set([
	'align',
	'alt',
	'cite',
	'colspan',
	'datetime',
	'dir',
	'height',
	'href',
	'lang',
	'reversed',
	'rowspan',
	'scope',
	'src',
	'start',
	'title',
	'value',
	'width',
]);

function rewriteTag(slash: string, tag: string, attributes: string, page: string): string {
	if (droppedTags.has(tag)) return '';
	if (slash !== '') return `</${tag}>`;
	if (tag === 'input') return /\schecked\b/i.test(attributes) ? '☑' : '☐';

	const kept = Array.from(attributes.matchAll(attributePattern), ([, name = '', double, single, bare]) => ({
		name: name.toLowerCase(),
		value: double ?? single?.replaceAll('"', '&quot;') ?? bare ?? '',
	})).filter(({ name }) => keptAttributes.has(name));
	const list = kept.map(({ name, value }) => ` ${name}="${name === 'href' && value.startsWith('#') ? page + value : value}"`);
	return `<${tag}${list.join('')}>`;
}
