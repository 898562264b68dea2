/** What of a signal is still to be written, as the check counts it. */
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { VFile } from 'vfile';
import { blanksInFields, hasBlank } from '../signals/blanks.ts';
import { splitFrontmatter } from '../signals/frontmatter.ts';
import { remarkBlanks } from '../signals/markdown/remark-blanks.ts';

/**
 * @param text of a signal's file
 * @returns the fields that hold a blank, in order, and `text` when the body does
 */
export function blankParts(text: string): string[] {
	const split = splitFrontmatter(text);
	// What is wrong with it, the check tells.
	if ('problems' in split) return [];
	const fields = blanksInFields(text, split.yaml, true).map(({ field = '' }) => field.split('.', 1)[0] ?? '');
	return [...new Set([...fields, ...(isBlankInProse(split.body) ? ['text'] : [])])];
}

function isBlankInProse(body: string): boolean {
	if (!hasBlank(body)) return false;
	const file = new VFile(body);
	prose.runSync(prose.parse(file), file);
	return file.messages.length > 0;
}

const prose = remark().use(remarkGfm).use(remarkBlanks).freeze();
