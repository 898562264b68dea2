/** The list of results, a page of it at a time. */
import { decodeFacts } from '../../site/search-facts.ts';
import type { SearchTexts } from '../../site/search-page.ts';
import type { Fragment, Found } from './engine.ts';
import { markExcerpt, markTitle } from './marked.ts';
import type { Query } from './query.ts';
import { copyTemplate, part } from './template.ts';
import { fill, writeCount } from './texts.ts';

/** Results that are shown at once, and that each further step adds. */
const step = 30;

/** Results that are loaded together: as many as the first screen can show. */
const batch = 10;

export interface ShownResults {
	/** The first results and the way to more, to be put into the page. */
	readonly element: DocumentFragment;
	/** Settles when the rest of the first step was added. */
	readonly completed: Promise<void>;
}

interface Watcher {
	/** @returns whether anybody still waits for the results */
	readonly isCurrent: () => boolean;
	/** Is told why further results could not be loaded; those before them stay, and the reader can ask again. */
	readonly failed: (error: unknown) => void;
}

export async function showResults(
	{ results }: Found,
	query: Query,
	texts: SearchTexts,
	{ isCurrent, failed }: Watcher,
): Promise<ShownResults> {
	const element = copyTemplate('results');
	const list = part(element, 'ol', HTMLElement);
	const button = part(element, 'button', HTMLElement);
	const further = part(element, '.end', HTMLElement);
	let wanted = Math.min(step, results.length);

	const addBatch = async () => {
		const fragments = await Promise.all(results.slice(list.children.length, list.children.length + batch).map((load) => load()));
		list.append(...fragments.map((fragment) => resultItem(fragment, query, texts)));
	};
	const offerRest = () => {
		const rest = results.length - wanted;
		further.hidden = rest === 0;
		button.textContent = fill(texts.more, { count: writeCount(texts, Math.min(rest, step)) });
	};
	const complete = async () => {
		const first = list.children.length;
		try {
			while (isCurrent() && list.children.length < wanted) await addBatch();
		} catch (error) {
			wanted = list.children.length;
			failed(error);
		}
		offerRest();
		if (wanted < results.length) return;
		const hadFocus = document.activeElement === button;
		further.replaceWith(copyTemplate('end'));
		if (hadFocus) list.children[first]?.querySelector('a')?.focus();
	};
	button.addEventListener('click', () => {
		// While results are still loading, another press adds nothing.
		if (list.children.length < wanted) return;
		wanted = Math.min(wanted + step, results.length);
		void complete();
	});

	offerRest();
	await addBatch();
	return { element, completed: complete() };
}

function resultItem(fragment: Fragment, { text }: Query, texts: SearchTexts): Element {
	const { url, meta, filters, anchors } = fragment;
	const { score, written, weight, band, date, when } = decodeFacts(anchors[0]?.id ?? '');
	const [slug = '', ...label] = filters['category']?.[0]?.split(' ') ?? [];
	const item = part(copyTemplate('result'), 'li', HTMLElement);
	item.dataset['b'] = String(weight);
	const link = part(item, 'h3 a', HTMLAnchorElement);
	link.href = url;
	link.append(...markTitle(meta['title'] ?? '', text));
	const value = part(item, 'data', HTMLDataElement);
	value.value = String(score);
	value.textContent = written;
	part(item, '.band', HTMLElement).textContent = band;
	const category = part(item, '.meta a', HTMLAnchorElement);
	category.href = fill(texts.categoryPath, { slug });
	category.textContent = label.join(' ');
	const time = part(item, 'time', HTMLTimeElement);
	time.dateTime = date;
	time.textContent = when;
	part(item, '.take', HTMLElement).append(...markExcerpt(fragment));
	part(item, 'rect', SVGRectElement).setAttribute('width', `${Math.round(score * 10)}%`);
	return item;
}
