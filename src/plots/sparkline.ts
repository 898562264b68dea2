/** A row of small columns, one for each count. */

export interface Sparkline {
	/** Path data of upright lines, to be drawn two units wide. Nothing of a count of nothing. */
	readonly bars: string;
	/** Path data of the line they stand on. */
	readonly ground: string;
	readonly width: number;
	readonly height: number;
}

export interface SparklineOptions {
	/** The count that reaches the top. */
	readonly most: number;
	/** From the middle of a column to the next, at least three. */
	readonly pitch: number;
	readonly height: number;
	/** The first count stands at the right. */
	readonly isReversed?: boolean;
}

/** @param counts oldest first */
export function sparkline(counts: readonly number[], { most, pitch, height, isReversed = false }: SparklineOptions): Sparkline {
	const width = counts.length * pitch - (pitch - 2);
	const ground = height - 1;
	const bars = (isReversed ? counts.toReversed() : counts).map((count, index) =>
		// However rare, what was there is seen.
		count === 0 ? '' : `M${index * pitch + 1} ${ground}v-${Math.max(1, Math.round((Math.min(count, most) / most) * ground))}`,
	);
	return { bars: bars.join(''), ground: `M0 ${height - 0.5}h${width}`, width, height };
}
