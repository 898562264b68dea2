/** Superscripts and subscripts, which Markdown has none of: without them 10²⁵ would read 1025. */
import type { Element, Root, Text } from 'hast';
import { visit } from 'unist-util-visit';

/** Puts characters that are raised or lowered themselves in the place of `<sup>` and `<sub>`, else `^(…)` and `_(…)`. */
export function replaceRaised(tree: Root): void {
	const found: { element: Element; before: string }[] = [];
	visit(tree, 'element', (element, index = 0, parent) => {
		if (element.tagName !== 'sup' && element.tagName !== 'sub') return;
		const sibling = parent?.children[index - 1];
		found.push({ element, before: sibling?.type === 'text' ? sibling.value : '' });
	});
	// Innermost first: what stands in one may hold another.
	for (const { element, before } of found.toReversed()) replace(element, before);
}

function replace(element: Element, before: string): void {
	const isRaised = element.tagName === 'sup';
	const texts: Text[] = [];
	visit(element, 'text', (text) => void texts.push(text));
	const whole = texts.map(({ value }) => value).join('');
	element.tagName = 'span';
	if (whole.trim() === '' || (isRaised && isPlainAnyway(whole.trim(), before))) return;
	const forms = isRaised ? superscripts : subscripts;
	if ([...whole].every((character) => forms.has(character))) {
		for (const text of texts) text.value = [...text.value].map((character) => forms.get(character) ?? character).join('');
		return;
	}
	element.children.unshift({ type: 'text', value: isRaised ? '^(' : '_(' });
	element.children.push({ type: 'text', value: ')' });
}

/** Endings of ordinals, and signs that are small by themselves. */
function isPlainAnyway(text: string, before: string): boolean {
	return /^[®©™℠*†‡]+$/.test(text) || (/\d$/.test(before) && /^(?:st|nd|rd|th)$/i.test(text));
}

const superscripts = formsOf('0123456789+-−=()ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ');
const subscripts = formsOf('0123456789+-−=()', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎');

function formsOf(plain: string, small: string): ReadonlyMap<string, string> {
	const forms = [...small];
	return new Map([...plain].map((character, index) => [character, forms[index] ?? character]));
}
