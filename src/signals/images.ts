import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { imageSize } from 'image-size';
import { limits } from './limits.ts';

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
	readonly fault: string | undefined;
}

/** Reads the size and the true type of images, whatever their names say. */
export function readImages(locations: ReadonlyMap<string, string>): Map<string, ImageFile> {
	return new Map([...locations].map(([file, location]) => [file, readImage(location)]));
}

function readImage(location: string): ImageFile {
	const { size } = statSync(location);
	const unusable = (fault: string): ImageFile => ({ location, width: 0, height: 0, digest: '', fault });
	if (size > limits.image) return unusable(`has ${size} bytes; the limit is ${limits.image}`);
	const bytes = readFileSync(location);
	try {
		const { type = '', width, height, orientation = 1 } = imageSize(bytes);
		if (!publishable.has(type)) return unusable(`is a file of type ${type}, not a PNG, JPEG, WebP or GIF`);
		const turned = orientation >= 5;
		return {
			location,
			width: turned ? height : width,
			height: turned ? width : height,
			digest: createHash('sha256').update(bytes).digest('hex'),
			fault: undefined,
		};
	} catch {
		return unusable('is not a PNG, JPEG, WebP or GIF');
	}
}

/** What `image-size` calls the types browsers show without running anything. */
const publishable = new Set(['png', 'jpg', 'webp', 'gif']);
