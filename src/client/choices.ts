/**
 * What the reader chose: on the root element for the style sheet, in the View panel, and in storage. A choice of nothing, the state
 * before any, is an empty text and is not stored.
 */
import { keep, recall } from './memory.ts';

const names = ['theme', 'density', 'min', 'keys'] as const;

export type Choice = (typeof names)[number];

const { dataset } = document.documentElement;
let tell: (made?: Choice) => void;

/** @returns what holds on this page; empty when nothing was chosen. */
export function chosen(name: Choice): string {
	return dataset[name] ?? '';
}

/** Makes a choice and keeps it. */
export function choose(name: Choice, value: string): void {
	show(name, value);
	keep('local', name, value);
	tell(name);
}

/**
 * Keeps choices as they are made, and follows those made on other pages.
 * @param changed is called once at the start and after each change, with the choice if it was made here
 */
export function followChoices(changed: typeof tell): void {
	tell = changed;
	document.addEventListener('change', ({ target }) => {
		if (!(target instanceof HTMLInputElement) || !target.closest('.view, dialog')) return;
		const name = names.find((candidate) => candidate === target.name);
		if (name) choose(name, target.value);
	});
	// Other tabs tell of themselves. A page that comes back has to look: browsers put its inputs back to what they were when it was left.
	addEventListener('storage', recallAll);
	addEventListener('pageshow', recallAll);
	recallAll();
}

function recallAll(): void {
	for (const name of names) show(name, recalled(name) ?? chosen(name));
	tell();
}

/** Sets only what differs: to set an attribute to what it says already makes the browser look for styles that change all over the page. */
function show(name: Choice, value: string): void {
	if (chosen(name) !== value) dataset[name] = value;
	for (const input of document.querySelectorAll<HTMLInputElement>('.view input, dialog input')) {
		if (input.name !== name) continue;
		const isChosen = input.value === value;
		if (input.checked !== isChosen) input.checked = isChosen;
	}
}

/** @returns undefined where storage is blocked, and where a minimum is a matter of the page's address or of no list */
function recalled(name: Choice): string | undefined {
	if (name === 'min' && (dataset['bands'] === undefined || new URLSearchParams(location.search).has(name))) return undefined;
	return recall('local', name);
}
