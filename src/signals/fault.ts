import path from 'node:path';
import { limits } from './limits.ts';
import { fileStart, type Place, type Problem } from './problem.ts';
import { readFileStart } from './read-file.ts';
import { decodeText, placeAt } from './text-file.ts';

/** A problem found in the set of signals, which knows the field it is about but not where that field stands. */
export interface Fault extends Omit<Problem, 'line' | 'column'> {
	/** Path below the content folder. */
	readonly file: string;
	/** Where it is not a field of the frontmatter. */
	readonly place?: Place;
	/** What stands there, where it is known of the place only that it is the first of these in the file. */
	readonly at?: RegExp;
}

/** Finds the places of faults by reading their files again, which is cheaper than keeping every place of every file. */
export async function placeFaults(faults: readonly Fault[], contentDir: string): Promise<Problem[]> {
	if (faults.length === 0) return [];
	// Loaded only when there is a fault, so that sound content is checked sooner.
	const { splitFrontmatter } = await import('./frontmatter.ts');
	const fieldPlaces = (text: string): ReadonlyMap<string, Place> => {
		const split = splitFrontmatter(text);
		return 'yaml' in split ? split.yaml.places : new Map();
	};
	const places = new Map<string, ReadonlyMap<string, Place>>();
	return faults.map(({ place, at, ...fault }) => {
		if (place) return { ...fault, ...place };
		const location = path.join(contentDir, fault.file);
		if (at) return { ...fault, ...placeOf(at, textOf(location)) };
		const known = places.get(fault.file) ?? fieldPlaces(textOf(location));
		places.set(fault.file, known);
		const { line, column } = (fault.field === undefined ? undefined : known.get(fault.field)) ?? fileStart;
		return { ...fault, line, column };
	});
}

function textOf(location: string): string {
	const bytes = readFileStart(location, limits.file + 1);
	const decoded = 'problem' in bytes ? bytes : decodeText(bytes);
	return 'text' in decoded ? decoded.text : '';
}

function placeOf(pattern: RegExp, text: string): Place {
	const offset = text.search(pattern);
	return offset === -1 ? fileStart : placeAt(text, offset);
}
