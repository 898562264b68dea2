/** Which dots of a drawing can carry a text above them. */
import type { Dot } from './scatter.ts';

/** In coordinates: how wide a text is, how far above its dot it begins, and how tall it is. */
export interface LabelSize {
	readonly width: number;
	readonly above: number;
	readonly height: number;
}

/**
 * @param wanted those that ask for a text, the most important first; of those at one place, the first
 * @param dots everything that is drawn
 * @returns those whose text lies over no dot and no text placed before
 */
export function placeLabels<T extends Dot>(wanted: readonly T[], dots: readonly Dot[], size: LabelSize): T[] {
	const placed: T[] = [];
	for (const dot of wanted) {
		const bottom = dot.y - size.above;
		const isFree = dots.every(
			({ x, y }) => Math.abs(x - dot.x) > size.width / 2 || y > bottom || y < bottom - size.height || (x === dot.x && y === dot.y),
		);
		const isApart = placed.every(({ x, y }) => Math.abs(x - dot.x) > size.width || Math.abs(y - dot.y) > size.height);
		if (isFree && isApart) placed.push(dot);
	}
	return placed;
}
