/**
 * @file A signal's rendered HTML inside another page. It was written by our own serialiser: attribute values stand in double quotes,
 * and text holds no `<`.
 */

const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[^\s"=<>/]+(?:="[^"]*")?)*)\s*>/g;

/** A heading leads to itself, which is of use on its own page only. */
const headingLink = /(<h[2-6][^>]*>)<a href="#[^"]*">((?:(?!<\/a>).)*)<\/a>(<\/h[2-6]>)/gs;

/**
 * @param levels how far headings move down, at most to the sixth level: a body's start at the second
 * @param prefix goes before every id, and before links to them, so that none meets an id of the page
 */
export function embedHtml(html: string, levels: number, prefix: string): string {
	return html.replace(headingLink, '$1$2$3').replace(tag, (_, slash: string, name: string, attributes: string) => {
		const renamed = attributes.replace(/\s(id|aria-describedby)="/g, `$&${prefix}`).replace(/\shref="#/g, `$&${prefix}`);
		return `<${slash}${lowered(name, levels)}${renamed}>`;
	});
}

/** @returns the same with its headings moved down. */
export function lowerHeadings(html: string, levels: number): string {
	return html.replace(tag, (whole, _slash, name: string) => whole.replace(name, lowered(name, levels)));
}

/** @returns the text, with a space where a block ends. Character references are left as they are: each stands for a character. */
export function textOfHtml(html: string): string {
	return html.replace(tag, (_whole, _slash, name: string) => (inlineElements.has(name) ? '' : ' '));
}

const inlineElements: ReadonlySet<string> = new Set(['a', 'code', 'del', 'em', 'span', 'strong', 'sup']);

function lowered(name: string, levels: number): string {
	return /^h[1-6]$/.test(name) ? `h${Math.min(6, Number(name[1]) + levels)}` : name;
}
