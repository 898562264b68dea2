/** SVG to PNG, the same bytes on every machine: by a renderer in WebAssembly, with no font but those of the packages. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Resvg } from '@resvg/resvg-wasm';
import { loadFaces } from './faces.ts';

/**
 * @param svg as wide as high, or of the size it states
 * @param width of the PNG in pixels; the height follows
 * @param ground fills what the drawing leaves free
 * @throws Error when the SVG is not one
 */
export async function rasterize(svg: string, width: number, ground: string): Promise<Uint8Array> {
	const Drawing = await load();
	const fonts = { fontBuffers: [...loadFaces().files], loadSystemFonts: false };
	const drawing = new Drawing(svg, { font: fonts, fitTo: { mode: 'width', value: width }, background: ground });
	try {
		const image = drawing.render();
		try {
			return image.asPng();
		} finally {
			image.free();
		}
	} finally {
		drawing.free();
	}
}

let renderer: Promise<typeof Resvg> | undefined;

/** Takes a tenth of a second, which only those who draw pay for. */
function load(): Promise<typeof Resvg> {
	renderer ??= import('@resvg/resvg-wasm').then(async (module) => {
		await module.initWasm(readFileSync(wasm()));
		return module.Resvg;
	});
	return renderer;
}

let version: string | undefined;

/** @returns a hash of the renderer and the fonts: what decides the bytes of a PNG besides the SVG and its size. */
export function rasterizerVersion(): string {
	if (version === undefined) {
		const hash = createHash('sha256').update(readFileSync(wasm()));
		for (const file of loadFaces().files) hash.update(file);
		version = hash.digest('hex');
	}
	return version;
}

function wasm(): string {
	return createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
}
