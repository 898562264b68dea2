import { scriptWords } from '../site/words.ts';

const { copy, notCopied } = scriptWords;

/** Puts a button after every text that is there to be copied, where the browser can copy, and says how it went. */
export function offerCopies(): void {
	if (!('clipboard' in navigator)) return;
	for (const text of document.querySelectorAll<HTMLElement>('[data-copy]')) {
		const words = Object.entries(copy).find(([name]) => name === text.dataset['copy'])?.[1];
		if (words) text.after(copyLine(text, words));
	}
}

function copyLine(text: HTMLElement, { button: label, done }: { button: string; done: string }): HTMLElement {
	const [line, button, status] = [document.createElement('p'), document.createElement('button'), document.createElement('span')];
	line.className = 'meta';
	button.textContent = label;
	status.role = 'status';
	button.onclick = async () => {
		// The same words are heard again only when there was silence between.
		status.textContent = '';
		status.textContent = await navigator.clipboard.writeText(text.textContent.trim()).then(
			() => done,
			() => notCopied,
		);
	};
	line.append(button, ' ', status);
	return line;
}
