import { scriptWords } from '../site/words.ts';

/** @returns a dialog, already open, that lists the keys and holds their switch; gone once it is closed */
export function openHelp(): HTMLDialogElement {
	const { title, does, close } = scriptWords.keys;
	const dialog = document.createElement('dialog');
	const keys = Object.entries(does).map(([key, effect]) => element('li', element('kbd', key), `\u2003${effect}`));
	const button = element('button', close);
	button.autofocus = true;
	dialog.setAttribute('aria-label', title);
	// A form of its own keeps the radios apart from those of the View panel, of which they are a copy.
	dialog.append(element('form', ...switches()), element('ul', ...keys), button);
	button.addEventListener('click', () => {
		dialog.close();
	});
	dialog.addEventListener('close', () => {
		dialog.remove();
	});
	document.querySelector('.mast')?.append(dialog);
	dialog.showModal();
	return dialog;
}

/** The choice that only a script can honour: hidden in the View panel until there is one. */
export function showSwitch(): void {
	for (const fieldset of document.querySelectorAll<HTMLElement>('.view [hidden]')) fieldset.hidden = false;
}

function switches(): Node[] {
	return [...document.querySelectorAll('.view fieldset:has([name=keys])')].map((fieldset) => fieldset.cloneNode(true));
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, ...content: (Node | string)[]): HTMLElementTagNameMap[K] {
	const created = document.createElement(name);
	created.append(...content);
	return created;
}
