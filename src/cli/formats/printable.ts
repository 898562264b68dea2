/**
 * @returns content as text that cannot command a terminal or turn the direction of reading: controls, line breaks and marks of
 * direction are written as escapes (`\x1b`, `\u{202e}`)
 */
export function printable(text: string): string {
	return text.replace(unprintable, (character) => {
		const code = (character.codePointAt(0) ?? 0).toString(16);
		return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
	});
}

/** Soft hyphens, joiners between words and tag characters hide text as well; joiners within words and emoji stay. */
const unprintable =
	/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u00AD\u200B\u2060-\u2064\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]|\p{Noncharacter_Code_Point}/gu;
