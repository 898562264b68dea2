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

/** @returns the first results and the way to more, to be put into the page */
export async function showResults({ results }: Found, query: Query, texts: SearchTexts): Promise<DocumentFragment> {
	const shown = copyTemplate('results');
	const list = part(shown, 'ol', HTMLElement);
	const button = part(shown, 'button', HTMLElement);
	const advance = async () => {
		const from = list.children.length;
		const fragments = await Promise.all(results.slice(from, from + step).map((load) => load()));
		// A second press while the first is still loading must not show the same again.
		if (list.children.length !== from) return;
		const items = fragments.map((fragment) => resultItem(fragment, query, texts));
		list.append(...items);
		const rest = results.length - list.children.length;
		if (rest > 0) button.textContent = fill(texts.more, { count: writeCount(texts, Math.min(rest, step)) });
		else {
			const hadFocus = document.activeElement === button;
			button.parentElement?.replaceWith(copyTemplate('end'));
			if (hadFocus) items[0]?.querySelector('a')?.focus();
		}
	};
	button.addEventListener('click', () => void advance());
	await advance();
	return shown;
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
