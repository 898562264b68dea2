import type { Instant } from './signal.ts';

export interface Sortable {
	readonly date: Instant;
	readonly score: number;
	readonly slug: string;
}

/** Newest first; of the same instant the higher score first; then by slug. A total order: slugs are unique. */
export function compareSignals(a: Sortable, b: Sortable): number {
	return compareText(b.date, a.date) || b.score - a.score || compareText(a.slug, b.slug);
}

/** By code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
