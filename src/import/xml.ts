/** What an XML document must not hold, found before a parser sees it. */
import { SyntaxValidator } from 'fast-xml-validator';
import { ImportError } from './import-error.ts';
import { importLimits } from './limits.ts';
import { lineAt } from './text.ts';

/**
 * @throws ImportError for a document type (entities could name files of this machine or grow without end), another encoding, elements
 * nested too deeply, and what is not well formed
 */
export function checkXml(text: string): void {
	const encoding = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1];
	if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding))
		throw new ImportError(`The file says that its encoding is ${encoding}, but only UTF-8 is read. Save it as UTF-8.`, 1);
	checkStructure(text);
	try {
		SyntaxValidator.validate(text);
	} catch (error) {
		const line = error instanceof Error && 'line' in error && typeof error.line === 'number' ? error.line : undefined;
		const reason = error instanceof Error ? ` ${error.message.replace(/\.?$/, '.')}` : '';
		throw new ImportError(`This is not well-formed XML.${reason}`, line, { cause: error });
	}
}

function checkStructure(text: string): void {
	let depth = 0;
	for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
		const skipped = skips.find(({ start }) => text.startsWith(start, at));
		if (skipped) {
			const end = text.indexOf(skipped.end, at + skipped.start.length);
			at = end === -1 ? text.length : end + skipped.end.length;
			continue;
		}
		if (text.startsWith('<!', at))
			throw new ImportError('The file has a DOCTYPE or declares entities, which are not read. Remove the declaration.', lineAt(text, at));
		const end = tagEnd(text, at);
		if (text[at + 1] === '/') depth -= 1;
		else if (text[end - 2] !== '/') depth += 1;
		if (depth > importLimits.depth)
			throw new ImportError(`Elements are nested more than ${importLimits.depth} deep, as in no feed.`, lineAt(text, at));
		at = end;
	}
}

const skips = [
	{ start: '<!--', end: '-->' },
	{ start: '<![CDATA[', end: ']]>' },
	{ start: '<?', end: '?>' },
];

/** @returns the offset after the tag that starts at an offset; a > in quotes does not end it. */
function tagEnd(text: string, start: number): number {
	const sign = /["'>]/g;
	sign.lastIndex = start;
	for (let match = sign.exec(text); match; match = sign.exec(text)) {
		if (match[0] === '>') return sign.lastIndex;
		const close = text.indexOf(match[0], sign.lastIndex);
		if (close === -1) break;
		sign.lastIndex = close + 1;
	}
	return text.length;
}
