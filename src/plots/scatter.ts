/**
 * Dots in a drawing that is stretched to its box: each is a line of no length with round ends, whose width does not stretch, so that it
 * stays round. One path holds all dots of a weight.
 */

export interface Dot {
	/** Coordinates as they are drawn. */
	readonly x: number;
	readonly y: number;
	/** Of the band. */
	readonly weight: number;
}

/** The side lengths, in coordinates, of a cell that shows one dot. */
export interface Cell {
	readonly width: number;
	readonly height: number;
}

export interface Thinned<T> {
	readonly dots: readonly T[];
	/** Undefined when dots were left out only where another lies at the same place. */
	readonly cell: Cell | undefined;
}

/**
 * Leaves out dots until few enough are left: of each weight in each cell of a grid, the first stands for all. The grid is the finest of
 * those given that suffices; before any of them, dots are left out only at the same place.
 *
 * @param cells ever coarser; the last must hold so few cells that it always suffices
 */
export function thinDots<T extends Dot>(dots: readonly T[], most: number, cells: readonly Cell[]): Thinned<T> {
	const apart = firstOfEach(dots, ({ x, y, weight }) => `${x} ${y} ${weight}`);
	if (apart.length <= most) return { dots: apart, cell: undefined };
	let result: Thinned<T> = { dots: apart, cell: undefined };
	for (const cell of cells) {
		const kept = firstOfEach(apart, ({ x, y, weight }) => `${Math.floor(x / cell.width)} ${Math.floor(y / cell.height)} ${weight}`);
		result = { dots: kept, cell };
		if (kept.length <= most) break;
	}
	return result;
}

/** @returns path data of the dots, row by row. */
export function dotPath(dots: readonly Dot[]): string {
	return dots
		.toSorted((a, b) => a.y - b.y || a.x - b.x)
		.map(({ x, y }) => `M${x} ${y}h0`)
		.join('');
}

function firstOfEach<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
	const firsts = new Map<string, T>();
	for (const item of items) {
		const key = keyOf(item);
		if (!firsts.has(key)) firsts.set(key, item);
	}
	return [...firsts.values()];
}
