/** What a page of ours links to and can be linked to by. */
export interface PageAddresses {
	/** Values of `href`, `src` and of a refresh. */
	readonly addresses: readonly string[];
	/** Those of `link` elements: what the page says of itself. */
	readonly own: readonly string[];
	readonly ids: ReadonlySet<string>;
}

/**
 * Reads the start tags of HTML that our own templates and serialiser wrote: attribute values stand in double quotes, and text
 * holds no `<`. A full parser would cost more than rendering the page did.
 */
export function readAddresses(html: string): PageAddresses {
	const addresses: string[] = [];
	const own: string[] = [];
	const ids = new Set<string>();
	for (const [, name = '', attributes = ''] of html.matchAll(startTag)) {
		for (const [, attribute = '', value = ''] of attributes.matchAll(quotedAttribute)) {
			if (attribute === 'id') ids.add(unescape(value));
			else if (attribute === 'href' || attribute === 'src') (name === 'link' ? own : addresses).push(unescape(value));
			else if (name === 'meta' && attribute === 'content' && /^0;\s*url=/.test(value))
				addresses.push(unescape(value.replace(/^0;\s*url=/, '')));
		}
	}
	return { addresses, own, ids };
}

const startTag = /<([a-z][a-z0-9-]*)((?:\s+[^\s"'<>=/]+(?:="[^"]*")?)+)\s*\/?>/g;
const quotedAttribute = /\s([^\s"'<>=/]+)="([^"]*)"/g;

const entities: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	'#34': '"',
	'#38': '&',
	'#39': "'",
	'#x26': '&',
	'#x22': '"',
	'#x27': "'",
	'#x3C': '<',
};

function unescape(value: string): string {
	return value.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
