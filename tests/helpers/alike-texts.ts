/** The attribute of a text that looks as another one does. */
export const alike = 'data-alike';

/**
 * Runs in the page. Contrast follows from the styles of an element and of all it stands in: of texts for which all of these are the same,
 * as in the entries of a list, those but the first, a middle and the last get an attribute. Two thirds of the time that axe takes are for
 * contrast.
 */
export function markAlikeTexts(attribute: string): void {
	const styles = [
		...['color', 'background-color', 'background-image', 'opacity', 'filter', 'mix-blend-mode', 'visibility', 'position', 'z-index'],
		...['font-size', 'font-weight', 'text-shadow'],
	];
	const numbers = new Map<string, number>();
	const known = new Map<Element, number>();
	const lookOf = (element: Element | null): number => {
		if (element === null) return 0;
		let look = known.get(element);
		if (look !== undefined) return look;
		const style = getComputedStyle(element);
		const values = styles.map((name) => style.getPropertyValue(name));
		const text = [lookOf(element.parentElement), element.localName, element.classList.value, ...values].join('|');
		look = numbers.get(text) ?? numbers.size + 1;
		numbers.set(text, look);
		known.set(element, look);
		return look;
	};

	for (const element of document.querySelectorAll(`[${attribute}]`)) element.removeAttribute(attribute);
	const texts = [...document.querySelectorAll('body, body *')].filter(
		(element) => [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '') && element.checkVisibility(),
	);
	// Axe does not decide about a text of one letter.
	const kinds = Map.groupBy(texts, (element) => `${lookOf(element)} ${element.textContent.trim().length > 1}`);
	for (const kind of kinds.values()) {
		const seen = [kind[0], kind[Math.floor(kind.length / 2)], kind.at(-1)];
		for (const element of kind) if (!seen.includes(element)) element.setAttribute(attribute, '');
	}
}
