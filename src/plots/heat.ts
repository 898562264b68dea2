/** Counts as the weight of a line: five levels, from none upwards, on a scale that fits the site. */

/** 0 for the lightest of those that count anything. */
export type Level = 0 | 1 | 2 | 3;

export const levels = [0, 1, 2, 3] as const;

/** A day in a calendar drawn as columns of weeks. */
export interface HeatCell {
	readonly column: number;
	readonly row: number;
	/** Undefined for a count of nothing. */
	readonly level: Level | undefined;
}

/**
 * @param unit how many times wider the levels are than on the finest scale: 1–2, 3–4, 5–6, 7 and more
 * @returns undefined for a count of nothing
 */
export function levelOf(count: number, unit = 1): Level | undefined {
	if (count === 0) return undefined;
	return levels.findLast((level) => count > 2 * unit * level) ?? 0;
}

/** @returns the bounds of a level, both inclusive; the heaviest has no upper one. */
export function levelBounds(level: Level, unit: number): { from: number; to: number | undefined } {
	return { from: 2 * unit * level + 1, to: level === 3 ? undefined : 2 * unit * (level + 1) };
}

/** @returns the finest unit (1, 2, 5, 10, 20 …) at which no more than a tenth of the counts above nothing are of the heaviest level. */
export function heatUnit(counts: readonly number[]): number {
	const filled = counts.filter((count) => count > 0).sort((a, b) => a - b);
	const usual = filled[Math.ceil(filled.length * 0.9) - 1] ?? 0;
	for (let power = 1; ; power *= 10) {
		for (const step of [1, 2, 5]) if (usual <= 6 * step * power) return step * power;
	}
}

/** @returns path data: a line for each cell, in the middle of its row, a little shorter than its column is wide. */
export function heatPath(cells: readonly HeatCell[]): string {
	return cells.map(({ column, row }) => `M${column}.1 ${row}.5h.8`).join('');
}
