/** What cards are made of, as SVG. Places are measured from where reading starts, so that a card mirrors itself as a page does. */
import { escapeXml } from '../feeds/xml.ts';
import type { Face } from './faces.ts';
import { cardSize } from './look.ts';

export type Direction = 'ltr' | 'rtl';

/** A stretch of text in one face. */
export interface Run {
	readonly text: string;
	readonly face: Face;
	readonly size: number;
}

/** @param start pixels from the side where reading starts; every length is in pixels */
export function rectangle(direction: Direction, start: number, top: number, width: number, height: number, colour: string): string {
	const left = direction === 'ltr' ? start : cardSize.width - start - width;
	return `<rect x="${pixels(left)}" y="${pixels(top)}" width="${pixels(width)}" height="${pixels(height)}" fill="${colour}"/>`;
}

/**
 * Runs of text on one line.
 * @param align which part of the line stands at `start`
 */
export function line(
	direction: Direction,
	start: number,
	baseline: number,
	runs: readonly Run[],
	colour: string,
	align: 'start' | 'middle' | 'end' = 'start',
): string {
	const left = direction === 'ltr' ? start : cardSize.width - start;
	// An anchor is a side of the picture here, since nothing tells the renderer which way a text runs.
	const mirrored = { start: 'end', middle: 'middle', end: 'start' } as const;
	const anchor = direction === 'ltr' ? align : mirrored[align];
	const spans = runs.map(
		({ text, face, size }) =>
			`<tspan font-family="${escapeXml(face.family)}" font-weight="${face.weight}" font-size="${pixels(size)}">${escapeXml(text)}</tspan>`,
	);
	return `<text x="${pixels(left)}" y="${pixels(baseline)}" text-anchor="${anchor}" fill="${colour}" xml:space="preserve">${spans.join('')}</text>`;
}

/** To a tenth, so that no rounding of a machine shows. */
function pixels(value: number): string {
	return String(Math.round(value * 10) / 10);
}
