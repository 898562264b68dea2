/** Single keys that lead where links lead too. The reader can switch them off (WCAG 2.2, success criterion 2.1.4). */
import { chosen } from './choices.ts';
import { openHelp } from './help.ts';

const actions: Readonly<Record<string, () => HTMLElement | null | undefined>> = {
	j: () => focused(neighbour(1)),
	k: () => focused(neighbour(-1)),
	'/': () => focused(find('main [type=search]')) ?? followed('a[rel=search]'),
	u: () => followed('.back a'),
	'[': () => followed('a[rel=prev]'),
	']': () => followed('a[rel=next]'),
	'?': openHelp,
};

export function followKeys(): void {
	document.addEventListener('keydown', (event) => {
		if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
		if (chosen('keys') === 'off' || isTyping(event.target) || document.querySelector('dialog[open]')) return;
		if (Object.hasOwn(actions, event.key) && actions[event.key]?.()) event.preventDefault();
	});
}

/** Letters also choose among options. */
function isTyping(target: EventTarget | null): boolean {
	return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** @returns the headline after or before the one whose signal has the focus; without one, the first after or last before the top of the window */
function neighbour(step: 1 | -1): HTMLElement | undefined {
	const headlines = [...document.querySelectorAll<HTMLElement>('main h3 a')].filter(
		(headline) => headline.checkVisibility() && !headline.closest('aside, .prose'),
	);
	const here = headlines.findIndex((headline) => headline.closest('li, section')?.contains(document.activeElement));
	if (here >= 0) return headlines[here + step];
	const isBelow = (headline: HTMLElement) => headline.getBoundingClientRect().top >= 0;
	return step === 1 ? headlines.find(isBelow) : headlines.findLast((headline) => !isBelow(headline));
}

function find(selector: string): HTMLElement | null {
	return document.querySelector(selector);
}

function focused(element: HTMLElement | null | undefined): HTMLElement | null | undefined {
	element?.focus();
	return element;
}

function followed(selector: string): HTMLElement | null {
	const link = find(selector);
	link?.click();
	return link;
}
