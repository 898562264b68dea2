/** Puts a button after every text that is there to be copied, where the browser can copy, and says how it went. */
for (const details of 'clipboard' in navigator ? document.querySelectorAll<HTMLElement>('[data-refused]') : []) {
	const status = document.createElement('p');
	status.role = 'status';
	for (const text of details.querySelectorAll<HTMLElement>('[data-copy]')) {
		const button = document.createElement('button');
		button.textContent = text.dataset['copy'] ?? '';
		button.onclick = async () => {
			// What is said twice is heard twice only when it was silent between.
			status.textContent = '';
			status.textContent = await navigator.clipboard.writeText(text.textContent.trim()).then(
				() => text.dataset['copied'] ?? '',
				() => details.dataset['refused'] ?? '',
			);
		};
		text.after(button);
	}
	details.append(status);
}
