/**
 * What is wrong with an image, found in its bytes without decoding them. Only the parts that lie at known places are looked at.
 * PNG (W3C), JPEG (ITU T.81), GIF89a, WebP (RFC 9649), Exif 2.32.
 */
import { limits } from './limits.ts';
import type { ProblemCode } from './problem-codes.ts';

export interface ImageFault {
	readonly code: Extract<ProblemCode, `image/${string}`>;
	/** Starts with the name of the image, which is put before it. */
	readonly message: string;
	readonly hint: string;
}

/** What browsers show without running anything: the names that `image-size` gives the types, and the endings of their files. */
const types = new Map([
	['png', /\.png$/],
	['jpg', /\.jpe?g$/],
	['webp', /\.webp$/],
	['gif', /\.gif$/],
]);

/** @param type as `image-size` tells it from the bytes */
export function imageFault(
	name: string,
	bytes: Uint8Array,
	{ type, width, height }: { type: string; width: number; height: number },
): ImageFault | undefined {
	const ending = types.get(type);
	if (!ending)
		return {
			code: 'image/type',
			message: `is a file of type ${type}, not a PNG, JPEG, WebP or GIF.`,
			hint: 'Save it as a PNG, JPEG, WebP or GIF.',
		};
	if (!ending.test(name)) return { code: 'image/type', message: `is a file of type ${type}.`, hint: `Let its name end in .${type}.` };
	if (width * height > limits.imagePixels)
		return {
			code: 'image/size',
			message: `has ${width} × ${height} pixels; the limit is ${limits.imagePixels / 1e6} million.`,
			hint: 'Save it smaller.',
		};
	if (!isWhole(type, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)))
		return { code: 'image/type', message: 'is cut off: its end is missing.', hint: 'Save or copy it again.' };
	if (hasLocation(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)))
		return {
			code: 'image/location',
			message: 'says where it was taken (GPS coordinates), which would be published with it.',
			hint: 'Save it without location data.',
		};
	return undefined;
}

/** @returns whether the end of the file is there. */
function isWhole(type: string, bytes: Buffer): boolean {
	switch (type) {
		case 'png': {
			let chunk = 8;
			while (chunk + 12 <= bytes.length && bytes.toString('latin1', chunk + 4, chunk + 8) !== 'IEND')
				chunk += 12 + bytes.readUInt32BE(chunk);
			return chunk + 12 <= bytes.length;
		}
		case 'jpg': {
			// Thumbnails have ends of their own, so the image's is looked for after its own start of scan.
			let segment = 2;
			while (segment + 4 <= bytes.length && bytes[segment + 1] !== startOfScan)
				segment += bytes[segment + 1] === fill ? 1 : 2 + bytes.readUInt16BE(segment + 2);
			return bytes.indexOf(endOfImage, segment) !== -1;
		}
		case 'gif':
			return bytes.subarray(-16).includes(gifTrailer);
		default:
			return bytes.length >= 12 && bytes.readUInt32LE(4) + 8 <= bytes.length;
	}
}

const startOfScan = 0xda;
/** May stand any number of times before a marker. */
const fill = 0xff;
const endOfImage = Buffer.from([0xff, 0xd9]);
const gifTrailer = 0x3b;

/** @returns whether an Exif block of the file holds GPS data, or its XMP block does. */
function hasLocation(bytes: Buffer): boolean {
	if (bytes.includes('exif:GPSLatitude')) return true;
	for (const signature of ['Exif\0\0', 'eXIf', 'EXIF']) {
		for (let at = bytes.indexOf(signature); at !== -1; at = bytes.indexOf(signature, at + 1)) {
			const near = bytes.subarray(at, at + 20);
			const tiff = Math.max(near.indexOf('II*\0'), near.indexOf('MM\0*'));
			if (tiff !== -1 && gpsEntries(bytes.subarray(at + tiff)) > 0) return true;
		}
	}
	return false;
}

/** @returns how many entries the GPS directory of a TIFF structure has. */
function gpsEntries(tiff: Buffer): number {
	const isLittle = tiff.toString('latin1', 0, 2) === 'II';
	const short = (at: number) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
	const long = (at: number) => (at + 4 > tiff.length ? 0 : isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
	const directory = long(4);
	for (let index = 0; index < short(directory); index += 1) {
		const entry = directory + 2 + index * 12;
		if (short(entry) === gpsTag) return short(long(entry + 8));
	}
	return 0;
}

/** Tag of the pointer to the GPS directory. */
const gpsTag = 0x8825;
