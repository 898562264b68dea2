import path from 'node:path';
import { splitFrontmatter } from './frontmatter.ts';
import { limits } from './limits.ts';
import { fileStart, type Place, type Problem } from './problem.ts';
import { readFileStart } from './read-file.ts';
import { decodeText } from './text-file.ts';

/** A problem found in the set of signals, which knows the field it is about but not where that field stands. */
export interface Fault extends Omit<Problem, 'line' | 'column'> {
	/** Path below the content folder. */
	readonly file: string;
	/** Where it is not a field of the frontmatter. */
	readonly place?: Place;
}

/** Finds the places of faults by reading their files again, which is cheaper than keeping every place of every file. */
export function placeFaults(faults: readonly Fault[], contentDir: string): Problem[] {
	const places = new Map<string, ReadonlyMap<string, Place>>();
	return faults.map(({ place, ...fault }) => {
		if (place) return { ...fault, ...place };
		const known = places.get(fault.file) ?? fieldPlaces(path.join(contentDir, fault.file));
		places.set(fault.file, known);
		const { line, column } = (fault.field === undefined ? undefined : known.get(fault.field)) ?? fileStart;
		return { ...fault, line, column };
	});
}

function fieldPlaces(location: string): ReadonlyMap<string, Place> {
	const bytes = readFileStart(location, limits.file + 1);
	const decoded = 'problem' in bytes ? undefined : decodeText(bytes);
	const split = decoded && 'text' in decoded ? splitFrontmatter(decoded.text) : undefined;
	return split && 'yaml' in split ? split.yaml.places : new Map();
}
