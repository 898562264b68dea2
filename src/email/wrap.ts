/** Text in columns: letters of East Asian scripts count two, as they are wide. */
import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/** RFC 3676, section 4.2, asks for 78 at most; 72 leaves room to quote a reply. */
export const columns = 72;

/**
 * @param margin before every line
 * @param first before the first line instead, as wide as the margin
 * @returns lines of at most `columns`; an address has a line of its own, however long it is
 */
export function wrapText(text: string, margin = '', first = margin): string[] {
	const lines = text.split(/(https?:\/\/\S+)/).flatMap((part, index) => {
		// What a split is captured by stands at every second place.
		if (index % 2 === 1) return [part];
		const flat = part.replace(/\s+/g, ' ').trim();
		return flat === '' ? [] : wrapAnsi(flat, columns - stringWidth(margin), { hard: true }).split('\n');
	});
	return lines.map((line, index) => (index === 0 ? first : margin) + line);
}

/** @returns lines of a listing, spaces kept. */
export function wrapListing(text: string, margin: string): string[] {
	return text
		.replace(/\n$/, '')
		.replaceAll('\t', '    ')
		.split('\n')
		.flatMap((line) => wrapAnsi(line, columns - stringWidth(margin), { hard: true, trim: false }).split('\n'))
		.map((line) => (margin + line).trimEnd());
}
