/** The little of a font file that layout needs: which characters it has, and how wide they are. */

export interface Font {
	/** @returns the width of a character in ems, or undefined when the font has no picture of it. */
	advance(codePoint: number): number | undefined;
}

/**
 * Reads `cmap` and `hmtx` (https://learn.microsoft.com/typography/opentype/spec/otff). Kerning and ligatures are left out, so a text is
 * about as wide as this says, and rarely wider.
 * @param bytes a TrueType or OpenType font, not a collection
 * @throws Error when it maps no Unicode characters
 */
export function readFont(bytes: Uint8Array): Font {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const table = (tag: string) => tableAt(view, tag);
	const unitsPerEm = view.getUint16(table('head') + 18);
	const metrics = view.getUint16(table('hhea') + 34);
	const widths = table('hmtx');
	const glyphOf = characterMap(view, table('cmap'));
	return {
		advance(codePoint) {
			const glyph = glyphOf(codePoint);
			// The last width holds for all glyphs after it.
			return glyph === 0 ? undefined : view.getUint16(widths + 4 * Math.min(glyph, metrics - 1)) / unitsPerEm;
		},
	};
}

function tableAt(view: DataView, tag: string): number {
	const count = view.getUint16(4);
	for (let entry = 12; entry < 12 + 16 * count; entry += 16) {
		const name = String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(entry + index)));
		if (name === tag) return view.getUint32(entry + 8);
	}
	throw new Error(`The font has no table ${tag}.`);
}

/** @returns the glyph of a character, 0 when there is none. */
function characterMap(view: DataView, cmap: number): (codePoint: number) => number {
	const subtables = Array.from({ length: view.getUint16(cmap + 2) }, (_, index) => cmap + view.getUint32(cmap + 8 + 8 * index));
	const whole = subtables.find((at) => view.getUint16(at) === 12);
	if (whole !== undefined) return (codePoint) => inGroups(view, whole, codePoint);
	const basic = subtables.find((at) => view.getUint16(at) === 4);
	if (basic !== undefined) return (codePoint) => inSegments(view, basic, codePoint);
	throw new Error('The font maps no Unicode characters.');
}

/** Format 12: groups of first, last, first glyph. */
function inGroups(view: DataView, at: number, codePoint: number): number {
	const count = view.getUint32(at + 12);
	const group = at + 16 + 12 * firstAtLeast(count, codePoint, (index) => view.getUint32(at + 20 + 12 * index));
	if (group >= at + 16 + 12 * count || codePoint < view.getUint32(group)) return 0;
	return view.getUint32(group + 8) + codePoint - view.getUint32(group);
}

/** Format 4: four lists of equal length, of last, first, difference, and where to look the glyph up. */
function inSegments(view: DataView, at: number, codePoint: number): number {
	if (codePoint > 0xffff) return 0;
	const size = view.getUint16(at + 6);
	const segment = at + 14 + 2 * firstAtLeast(size / 2, codePoint, (index) => view.getUint16(at + 14 + 2 * index));
	const first = view.getUint16(segment + size + 2);
	if (codePoint < first) return 0;
	const difference = view.getUint16(segment + 2 * size + 2);
	const lookup = segment + 3 * size + 2;
	const offset = view.getUint16(lookup);
	const glyph = offset === 0 ? codePoint : view.getUint16(lookup + offset + 2 * (codePoint - first));
	return offset !== 0 && glyph === 0 ? 0 : (glyph + difference) & 0xffff;
}

/** @returns the first index of a rising list whose value is at least `wanted`, else its length. */
function firstAtLeast(length: number, wanted: number, value: (index: number) => number): number {
	let from = 0;
	let to = length;
	while (from < to) {
		const middle = (from + to) >> 1;
		if (value(middle) < wanted) from = middle + 1;
		else to = middle;
	}
	return from;
}
