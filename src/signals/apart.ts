/** @returns a copy of a text: a part of a longer one keeps all of that in memory, so that of what stays, a copy is made. */
export function apart(text: string): string {
	return Buffer.from(text).toString();
}
