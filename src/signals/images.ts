import { createHash } from 'node:crypto';
import path from 'node:path';
import type { imageSize } from 'image-size';
import type { FileTable } from './cache/file-table.ts';
import { imageFault, type ImageFault } from './image-faults.ts';
import { limits } from './limits.ts';
import { readFileStart, statusOf } from './read-file.ts';

/** An image found beside the signals. */
export interface ImageFile {
	/** Path on disk. */
	readonly location: string;
	/** CSS pixels; 0 when it cannot be shown. */
	readonly width: number;
	readonly height: number;
	/** Hex SHA-256 of its bytes. */
	readonly digest: string;
	/** Why it cannot be published, if it cannot. */
	readonly fault: ImageFault | undefined;
}

/**
 * Reads the size and the true type of images, whatever their names say.
 * @param table knows those that have not changed
 */
export async function readImages(locations: ReadonlyMap<string, string>, table: FileTable): Promise<Map<string, ImageFile>> {
	const images = new Map<string, ImageFile>();
	for (const [file, location] of locations)
		images.set(file, knownImage(file, location, table) ?? readAndKeep(file, location, table, await import('image-size')));
	return images;
}

type Measure = { readonly imageSize: typeof imageSize };

function knownImage(file: string, location: string, table: FileTable): ImageFile | undefined {
	const status = statusOf(location);
	const { key, size } = (status?.isFile() === true ? table.find(file, status) : undefined) ?? {};
	return key === undefined || !size ? undefined : { location, width: size[0], height: size[1], digest: key, fault: undefined };
}

function readAndKeep(file: string, location: string, table: FileTable, measure: Measure): ImageFile {
	table.begin();
	const status = statusOf(location);
	const image = readImage(location, measure);
	if (status && !image.fault) table.add(file, status, { key: image.digest, size: [image.width, image.height] });
	return image;
}

function readImage(location: string, measure: Measure): ImageFile {
	const unusable = (fault: ImageFault): ImageFile => ({ location, width: 0, height: 0, digest: '', fault });
	const bytes = readFileStart(location, limits.image + 1);
	if ('problem' in bytes) return unusable({ code: 'image/type', message: 'cannot be read.', hint: bytes.problem.hint ?? '' });
	if (bytes.length === 0) return unusable({ code: 'image/type', message: 'is empty.', hint: 'Save or copy it again.' });
	if (bytes.length > limits.image)
		return unusable({ code: 'image/size', message: `has more than ${limits.image} bytes.`, hint: 'Save it smaller.' });
	const size = sizeOf(bytes, measure);
	if (!size) return unusable({ code: 'image/type', message: 'is not a PNG, JPEG, WebP or GIF.', hint: 'Save it as one of these.' });
	const { type = '', width, height, orientation = 1 } = size;
	const fault = imageFault(path.basename(location), bytes, { type, width, height });
	if (fault) return unusable(fault);
	const isTurned = orientation >= 5;
	return {
		location,
		width: isTurned ? height : width,
		height: isTurned ? width : height,
		digest: createHash('sha256').update(bytes).digest('hex'),
		fault: undefined,
	};
}

function sizeOf(bytes: Uint8Array, measure: Measure): ReturnType<typeof imageSize> | undefined {
	try {
		return measure.imageSize(bytes);
	} catch {
		return undefined;
	}
}
