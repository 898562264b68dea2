import { crc32, deflateSync } from 'node:zlib';

/** @returns a whole PNG whose header gives this size; its data is that of one line. */
export function bigPng(width: number, height: number): Uint8Array {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([1, 0], 8);
	const data = deflateSync(Buffer.alloc(Math.ceil(width / 8) + 1));
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', header),
		chunk('IDAT', data),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}

/**
 * @param order of bytes in its Exif block
 * @param xmp text of an XMP block
 * @returns a small JPEG with an Exif block that holds an orientation, and a GPS position or not
 */
export function gpsJpeg(order: 'II' | 'MM', xmp = '', hasPosition = true): Uint8Array {
	const short = (value: number) => bytes(2, value, order);
	const long = (value: number) => bytes(4, value, order);
	const gps = 8 + 2 + 2 * 12 + 4;
	const tiff = Buffer.concat([
		Buffer.from(order, 'latin1'),
		short(42),
		long(8),
		short(hasPosition ? 2 : 1),
		Buffer.concat([short(0x0112), short(3), long(1), short(1), short(0)]),
		hasPosition ? Buffer.concat([short(0x8825), short(4), long(1), long(gps)]) : Buffer.alloc(0),
		long(0),
		hasPosition ? Buffer.concat([short(1), short(1), short(2), long(2), Buffer.from('N\0\0\0', 'latin1'), long(0)]) : Buffer.alloc(0),
	]);
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])),
		xmp === '' ? Buffer.alloc(0) : segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`)),
		segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
		segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
		Buffer.from([0x12, 0x34, 0xff, 0xd9]),
	]);
}

function segment(marker: number, data: Buffer): Buffer {
	return Buffer.concat([Buffer.from([0xff, marker]), bytes(2, data.length + 2, 'MM'), data]);
}

function bytes(length: number, value: number, order: 'II' | 'MM'): Buffer {
	const buffer = Buffer.alloc(length);
	if (order === 'II') buffer.writeUIntLE(value, 0, length);
	else buffer.writeUIntBE(value, 0, length);
	return buffer;
}
