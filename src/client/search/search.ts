/** The search page: nothing of the index is loaded before somebody wants to search. */
import type { SearchTexts } from '../../site/search-page.ts';
import { loadEngine, type Engine } from './engine.ts';
import { createFilters, type Filters } from './filters.ts';
import { byFacet, isNarrowed, orderOf, readQuery, writeQuery, type Query } from './query.ts';
import { showResults } from './results.ts';
import { copyTemplate, part } from './template.ts';
import { fill, writeSignals } from './texts.ts';

/** Milliseconds without a key after which what is typed is looked up. */
const pause = 80;

const root = part(document, '[data-search]', HTMLElement);
const form = root.querySelector('form');
if (form) start(root, form);

function start(root: HTMLElement, form: HTMLFormElement): void {
	const texts = JSON.parse(root.dataset['search'] ?? '') as SearchTexts;
	const input = part(form, '[type="search"]', HTMLInputElement);
	const status = part(root, '[role="status"]', HTMLElement);
	const place = part(root, '[data-filters]', HTMLElement);
	const results = part(root, '[data-results]', HTMLElement);
	let loading: Promise<{ engine: Engine; filters: Filters }> | undefined;
	let query = readQuery(location.search);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let run = 0;
	let isReady = false;

	const load = () => {
		loading ??= loadEngine(texts).then((engine) => {
			const filters = createFilters(texts);
			filters.element.addEventListener('change', () => {
				ask(filters.read(query));
			});
			place.replaceChildren(filters.element);
			isReady = true;
			return { engine, filters };
		});
		return loading;
	};

	/** Looks up a query unless another one follows meanwhile. */
	const show = async () => {
		const own = ++run;
		const isCurrent = () => own === run;
		const failed = (error: unknown) => {
			if (!isCurrent()) return;
			status.textContent = texts.failed;
			reportError(error);
		};
		const asked = query;
		const isAsked = asked.text !== '' || isNarrowed(asked);
		if (isAsked && !isReady) status.textContent = texts.loading;
		try {
			const { engine, filters } = await load();
			const found = await engine.search(asked);
			const isEmpty = found.results.length === 0;
			const shown = isAsked && !isEmpty ? await showResults(found, asked, texts, { isCurrent, failed }) : undefined;
			if (!isCurrent()) return;
			filters.show(asked, found);
			results.replaceChildren(shown?.element ?? (isAsked ? showNone(asked) : ''));
			status.textContent = isAsked ? statusOf(asked, found.results.length, texts) : '';
			await shown?.completed;
		} catch (error) {
			if (!isCurrent()) return;
			// The next attempt starts anew.
			loading = undefined;
			isReady = false;
			results.replaceChildren();
			failed(error);
		}
	};

	const showNone = (asked: Query) => {
		const none = copyTemplate('none');
		const button = part(none, 'button', HTMLElement);
		if (isNarrowed(asked))
			button.addEventListener('click', () => {
				ask({ ...query, chosen: byFacet(() => []) });
				input.focus();
			});
		else button.parentElement?.remove();
		return none;
	};

	const ask = (next: Query) => {
		clearTimeout(timer);
		query = next;
		history.replaceState(history.state, '', location.pathname + writeQuery(query) + location.hash);
		void show();
	};

	const askForInput = () => {
		ask({ ...query, text: input.value.trim() });
	};

	input.addEventListener('focus', () => {
		if (!loading) void show();
	});
	input.addEventListener('input', () => {
		clearTimeout(timer);
		timer = setTimeout(askForInput, pause);
	});
	input.addEventListener('keydown', (event) => {
		if (event.key !== 'Escape' || event.isComposing) return;
		event.preventDefault();
		if (input.value === '') ask(readQuery(''));
		else {
			input.value = '';
			askForInput();
		}
	});
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		askForInput();
	});

	// The field can be used before its script is there.
	if (input.value !== '') askForInput();
	else {
		input.value = query.text;
		if (query.text !== '' || isNarrowed(query) || document.activeElement === input) void show();
	}
}

function statusOf(query: Query, count: number, texts: SearchTexts): string {
	const values = { signals: writeSignals(texts, count), text: query.text, order: texts.inOrder[orderOf(query)] };
	if (query.text === '') return count === 0 ? texts.noneListed : fill(texts.listed, values);
	return fill(count === 0 ? texts.none : texts.found, values);
}
