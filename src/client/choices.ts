/**
 * What the reader chose: on the root element for the style sheet, in the View panel, and in storage. A choice of nothing, the state
 * before any, is an empty text and is not stored.
 */
const names = ['theme', 'density'] as const;

export type Choice = (typeof names)[number];

const { dataset } = document.documentElement;

/** @returns what holds on this page; empty when nothing was chosen. */
export function chosen(name: Choice): string {
	return dataset[name] ?? '';
}

/** Keeps choices as they are made, and follows those made on other pages. `changed` is called after each change and once at the start. */
export function followChoices(changed: () => void): void {
	const recall = () => {
		for (const name of names) show(name, recalled(name) ?? chosen(name));
		changed();
	};
	document.addEventListener('change', ({ target }) => {
		if (!(target instanceof HTMLInputElement) || !target.closest('.view')) return;
		const name = names.find((candidate) => candidate === target.name);
		if (!name) return;
		show(name, target.value);
		keep(name, target.value);
		changed();
	});
	// Other tabs tell of themselves; a page that comes back, as it was left, has to look.
	addEventListener('storage', recall);
	addEventListener('pageshow', recall);
	recall();
}

function show(name: Choice, value: string): void {
	dataset[name] = value;
	for (const input of document.querySelectorAll<HTMLInputElement>('.view input')) {
		if (input.name === name) input.checked = input.value === value;
	}
}

/** @returns undefined where storage is blocked */
function recalled(name: Choice): string | undefined {
	try {
		return localStorage.getItem(name) ?? '';
	} catch {
		return undefined;
	}
}

function keep(name: Choice, value: string): void {
	try {
		if (value === '') localStorage.removeItem(name);
		else localStorage.setItem(name, value);
	} catch {
		// The choice holds for the page at hand.
	}
}
