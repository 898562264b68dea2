/** What whoever sends a mail fills in. */
export const placeholders = { unsubscribe: '{{unsubscribe_url}}', postal: '{{postal_address}}' } as const;

/**
 * @returns HTML in which no brace is left: the author of a signal must not write what a sender's program would fill in, with the address
 * of a reader, say
 */
export function withoutBraces(html: string): string {
	return html.replaceAll('{', '&#123;').replaceAll('}', '&#125;');
}

/** @returns text in which no two braces, and no brace and percent or number sign, stand together; in an address none is left. */
export function withBracesApart(text: string): string {
	return text
		.replace(/https?:\/\/\S+/g, (address) => address.replace(/[{}]/g, encodeURIComponent))
		.replace(/\{(?=[{%#])|[}%#](?=\})/g, '$& ');
}
