/** XML as text. Every value is escaped here, so no input makes a document that is not well-formed. */

export type Attributes = Readonly<Record<string, string | undefined>>;

/** @returns a whole document around its root element, ending in a line feed. */
export function xmlDocument(root: string): string {
	return `<?xml version="1.0" encoding="utf-8"?>\n${root}\n`;
}

/** @returns an element that holds other elements, one a line. Children that are `undefined` are left out. */
export function branch(name: string, children: readonly (string | undefined)[], attributes: Attributes = {}): string {
	return [openTag(name, attributes), ...children.filter((child) => child !== undefined), `</${name}>`].join('\n');
}

/** @returns an element that holds text. */
export function leaf(name: string, text: string, attributes: Attributes = {}): string {
	return `${openTag(name, attributes)}${escapeText(text)}</${name}>`;
}

/** @returns an element without content. Attributes that are `undefined` are left out. */
export function empty(name: string, attributes: Attributes): string {
	return `${openTag(name, attributes).slice(0, -1)}/>`;
}

/** @returns text for XML or HTML, inside elements and inside attributes in double quotes. */
export function escapeXml(text: string): string {
	return escapeText(text).replaceAll('"', '&quot;');
}

/** @returns text without the characters XML 1.0 cannot hold, lone surrogates included (section 2.2, `Char`). */
export function stripIllegal(text: string): string {
	return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}

/** Quotes stay: an entry's content is full of them, and inside elements they are harmless. */
function escapeText(text: string): string {
	return stripIllegal(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
}

function openTag(name: string, attributes: Attributes): string {
	const list = Object.entries(attributes).map(([key, value]) => (value === undefined ? '' : ` ${key}="${escapeXml(value)}"`));
	return `<${name}${list.join('')}>`;
}
