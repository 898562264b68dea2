/**
 * @param images PNG files of square images of at most 255 pixels, with their width
 * @returns them as one ICO file (https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10))
 */
export function packIcons(images: readonly { readonly width: number; readonly png: Uint8Array }[]): Uint8Array {
	const header = Buffer.alloc(6 + 16 * images.length);
	header.writeUInt16LE(1, 2);
	header.writeUInt16LE(images.length, 4);
	let offset = header.length;
	for (const [index, { width, png }] of images.entries()) {
		const entry = 6 + 16 * index;
		header.writeUInt8(width, entry);
		header.writeUInt8(width, entry + 1);
		header.writeUInt16LE(1, entry + 4);
		header.writeUInt16LE(32, entry + 6);
		header.writeUInt32LE(png.length, entry + 8);
		header.writeUInt32LE(offset, entry + 12);
		offset += png.length;
	}
	return Buffer.concat([header, ...images.map(({ png }) => png)]);
}
