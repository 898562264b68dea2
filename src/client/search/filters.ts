/** What the results can be narrowed to and ordered by. */
import type { SearchTexts } from '../../site/search-page.ts';
import type { Choice, Found } from './engine.ts';
import { byFacet, facets, orderOf, type Facet, type Query } from './query.ts';
import { copyTemplate, part } from './template.ts';
import { writeCount } from './texts.ts';

/** Choices a facet shows; what is chosen always is among them. */
const shown = 12;

export interface Filters {
	readonly element: HTMLDetailsElement;
	/** @returns the query as what is chosen now makes it */
	read(query: Query): Query;
	/** Shows a query, and what came of it. */
	show(query: Query, found: Found): void;
}

export function createFilters(texts: SearchTexts): Filters {
	const element = part(copyTemplate('filters'), 'details', HTMLDetailsElement);
	element.open = matchMedia('(width >= 64rem)').matches;
	const checked = (name: string) => [...element.querySelectorAll<HTMLInputElement>(`[name="${name}"]:checked`)].map(valueOf);
	return {
		element,
		read: (query) => ({
			...query,
			chosen: byFacet((facet) => checked(facet).filter((value) => value !== '')),
			// Without words the order is not what was asked for; that comes back with the words.
			order: checked('sort')[0] === orderOf(query) ? query.order : (checked('sort')[0] as Query['order']),
		}),
		show(query, { choices, totals }) {
			for (const facet of facets) {
				const group = part(element, `[data-facet="${facet}"]`, HTMLElement);
				const all: Choice = { value: '', label: '', count: totals[facet] };
				if (facet === 'min') updateCounts(group, new Map([all, ...choices.min].map(({ value, count }) => [value, count])), texts);
				else showChoices(group, facet, [...(facet === 'tag' ? [] : [all]), ...listed(facet, choices[facet], query.chosen[facet])], texts);
				for (const input of group.querySelectorAll('input')) {
					const value = valueOf(input);
					input.checked = value === '' ? query.chosen[facet].length === 0 : query.chosen[facet].includes(value);
				}
			}
			part(element, `[name="sort"][data-value="${orderOf(query)}"]`, HTMLInputElement).checked = true;
		},
	};
}

function listed(facet: Facet, choices: readonly Choice[], chosen: readonly string[]): Choice[] {
	const most = choices.filter(({ value }, index) => index < shown || chosen.includes(value));
	return facet === 'year' ? most.sort((a, b) => (a.value < b.value ? 1 : -1)) : most;
}

/** Keeps the elements of choices that stay, so that focus stays with them. */
function showChoices(group: HTMLElement, facet: Facet, choices: readonly Choice[], texts: SearchTexts): void {
	const known = new Map(Array.from(group.querySelectorAll('input'), (input) => [valueOf(input), input.parentElement]));
	const labels = choices.map(({ value, label, count }) => {
		const element = known.get(value) ?? part(copyTemplate(facet === 'tag' ? 'checkbox' : 'radio'), 'label', HTMLElement);
		known.delete(value);
		const input = part(element, 'input', HTMLInputElement);
		input.name = facet;
		input.dataset['value'] = value;
		if (value !== '') part(element, 'bdi', HTMLElement).textContent = label;
		part(element, 'span', HTMLElement).textContent = writeCount(texts, count);
		return element;
	});
	for (const gone of known.values()) gone?.remove();
	// To move an element takes its focus, so the others are moved around the one that has it.
	const still = labels.findIndex((label) => label.contains(document.activeElement));
	labels[still]?.before(...labels.slice(0, still));
	group.append(...labels.slice(still + 1));
	// All alone is no choice.
	group.hidden = choices.every(({ value }) => value === '');
}

function updateCounts(group: HTMLElement, counts: ReadonlyMap<string, number>, texts: SearchTexts): void {
	for (const input of group.querySelectorAll('input')) {
		const count = input.parentElement?.querySelector('span');
		if (count) count.textContent = writeCount(texts, counts.get(valueOf(input)) ?? 0);
	}
}

/** Kept apart from `value`, by which the style sheet knows the choices of the View panel: a tag may well be named `dark`. */
function valueOf({ dataset }: HTMLInputElement): string {
	return dataset['value'] ?? '';
}
