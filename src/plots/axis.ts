/** The names along an axis. */

export interface Tick {
	/** Coordinate along the axis. */
	readonly at: number;
	readonly label: string;
}

/** The length a name needs: in a narrow drawing, and in a wide one, which is longer by as much as that is less. */
export interface LabelRoom {
	readonly narrow: number;
	readonly wide: number;
}

export interface LabelledTick extends Tick {
	/** Where there is room for its name before the next tick or the end. */
	readonly fits: 'always' | 'wide' | 'never';
}

/**
 * @param ticks by rising value, whichever way the axis runs
 * @param end coordinate at which the values end
 */
export function fitLabels(ticks: readonly Tick[], end: number, room: LabelRoom): LabelledTick[] {
	return ticks.map((tick, index) => {
		const free = Math.abs((ticks[index + 1]?.at ?? end) - tick.at);
		return { ...tick, fits: free >= room.narrow ? 'always' : free >= room.wide ? 'wide' : 'never' };
	});
}
