/** Says what a narrowed list leaves out, and keeps the choice in the page's address. */
import { scriptWords } from '../site/words.ts';
import { choose, chosen } from './choices.ts';
import { listed } from './feed.ts';

/** Tells how many signals are shown: nothing before the reader has ever narrowed the list. */
export function tellShown(): void {
	const status = document.querySelector('.mast [role=status]');
	if (!status || (chosen('min') === '' && status.textContent === '')) return;
	const total = listed().length;
	const shown = listed().filter((item) => item.checkVisibility()).length;
	const text = `${scriptWords.shown(shown, total)} `;
	// What is said again is read out again, and a link that is made anew has no focus.
	if (status.firstChild?.nodeValue === text) return;
	status.textContent = text;
	if (shown < total) status.append(showAll());
}

/** Puts the chosen minimum into the address, so that it can be shared and comes back with the page. */
export function writeAddress(): void {
	const address = new URL(location.href);
	const from = document.documentElement.dataset['bands']?.split(' ')[chosen('min').length - 1];
	if (from === undefined) address.searchParams.delete('min');
	else address.searchParams.set('min', from);
	history.replaceState(history.state, '', address);
}

function showAll(): HTMLAnchorElement {
	const link = document.createElement('a');
	link.href = '?min=0';
	link.textContent = scriptWords.showAll;
	link.addEventListener('click', (event) => {
		event.preventDefault();
		choose('min', '');
		// The link is gone, so the focus goes where the choice is made otherwise.
		document.querySelector<HTMLElement>('.view summary')?.focus();
	});
	return link;
}
