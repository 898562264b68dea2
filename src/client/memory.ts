/** What this browser keeps for the site: `session` with the tab, `local` for good. Either may be blocked or full. */
type Area = 'session' | 'local';

/** @returns empty when nothing is kept under that name, undefined where storage is blocked */
export function recall(area: Area, name: string): string | undefined {
	try {
		return window[`${area}Storage`].getItem(name) ?? '';
	} catch {
		return undefined;
	}
}

/** Keeps a text; an empty one is forgotten. */
export function keep(area: Area, name: string, value: string): void {
	try {
		const storage = window[`${area}Storage`];
		if (value === '') storage.removeItem(name);
		else storage.setItem(name, value);
	} catch {
		// It holds for the page at hand.
	}
}
