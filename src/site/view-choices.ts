/** What a reader can choose in the View panel of a page. */
import { formatCount } from './format.ts';
import type { PageHead } from './metadata.ts';
import { words } from './words.ts';

export interface ChoiceGroup {
	/** Of its radios, and of what src/client/choices.ts keeps. */
	readonly name: 'min' | 'density' | 'theme' | 'keys';
	readonly legend: string;
	/** The first, whose value is empty, holds until another is made. */
	readonly choices: readonly { readonly value: string; readonly label: string; readonly isEmpty: boolean }[];
	/** Nothing comes of it without a script. */
	readonly needsScript: boolean;
}

/** @returns only what changes something on that page. */
export function viewChoices({ narrowing, hasFeed }: PageHead): ChoiceGroup[] {
	const { view, axis } = words;
	const minimums = narrowing?.choices.map(({ value, from, count }) => ({
		value,
		label: view.choice(value === '' ? view.all : axis.atLeast(from), formatCount(count)),
		isEmpty: count === 0,
	}));
	return [
		...(minimums ? [{ name: 'min' as const, legend: view.narrowing, choices: minimums, needsScript: false }] : []),
		...(hasFeed ? [{ name: 'density' as const, legend: view.density, choices: labelled(view.densities), needsScript: false }] : []),
		{ name: 'theme', legend: view.theme, choices: labelled(view.themes), needsScript: false },
		{ name: 'keys', legend: view.keys, choices: labelled(view.keysStates), needsScript: true },
	];
}

function labelled(labels: Readonly<Record<string, string>>): ChoiceGroup['choices'] {
	return Object.entries(labels).map(([value, label]) => ({ value, label, isEmpty: false }));
}
