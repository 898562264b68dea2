/**
 * iCalendar as text (RFC 5545). Every value is escaped and every line folded here, so no input makes a calendar that cannot be read.
 */

/** @returns a property whose value is text, escaped. */
export function textLine(name: string, text: string): string {
	return `${name}:${text.replace(/[\\;,]/g, String.raw`\$&`).replace(/\r\n?|\n/g, String.raw`\n`)}`;
}

/** @returns an instant in UTC: `20260519T160100Z` of `2026-05-19T16:01:00Z`. */
export function utc(instant: string): string {
	return instant.replace(/[-:]/g, '');
}

/** @returns a component: its name around its lines. */
export function component(name: string, lines: readonly string[]): string[] {
	return [`BEGIN:${name}`, ...lines, `END:${name}`];
}

/** @returns lines as a document: folded, each ending in CRLF. */
export function serializeLines(lines: readonly string[]): string {
	return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** Octets of a line, its end not counted (section 3.1). */
const lineLength = 75;

/** Breaks a line between characters, never inside one: the space that starts what follows counts, too. */
function fold(line: string): string {
	if (Buffer.byteLength(line) <= lineLength) return line;
	let [folded, octets] = ['', 0];
	for (const character of line) {
		const size = Buffer.byteLength(character);
		if (octets + size > lineLength) {
			folded += '\r\n ';
			octets = 1;
		}
		folded += character;
		octets += size;
	}
	return folded;
}
