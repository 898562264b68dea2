import { Resvg } from '@resvg/resvg-wasm';
import { type Card, drawCard } from '../../src/cards/card.ts';
import { loadFaces } from '../../src/cards/faces.ts';
import { cardSize } from '../../src/cards/look.ts';
import { rasterize } from '../../src/cards/rasterize.ts';

/** Where the ink of a line of text is, in pixels. */
export interface TextBox {
	readonly text: string;
	readonly size: number;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

/** Makes the renderer ready, by which alone the boxes below are measured. */
export async function loadBoxes(): Promise<void> {
	await rasterize('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', 1, '#fff');
}

/** @returns where the ink of a whole drawing is */
export function boxOf(svg: string): { x: number; y: number; width: number; height: number } {
	const drawing = new Resvg(svg, { font: { fontBuffers: [...loadFaces().files], loadSystemFonts: false } });
	const box = drawing.getBBox();
	if (!box) throw new Error(`Nothing is drawn by ${svg}`);
	const { x, y, width, height } = box;
	box.free();
	drawing.free();
	return { x, y, width, height };
}

/** @returns the lines of text of a card, in its order */
export function textBoxes(card: Card): TextBox[] {
	return [...drawCard(card, loadFaces()).matchAll(/<text.*?<\/text>/g)].map(([element]) => {
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${cardSize.width}" height="${cardSize.height}">${element}</svg>`;
		const { x, y, width, height } = boxOf(svg);
		const size = Number(/font-size="([\d.]+)"/.exec(element)?.[1]);
		return { text: element.replace(/<[^>]*>/g, ''), size, left: x, right: x + width, top: y, bottom: y + height };
	});
}
