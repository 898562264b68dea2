/**
 * What is new since the reader's last visit. The front page, once it was looked at, leaves the time of the newest signal it showed; a
 * later visit compares with it. A visit, which a tab keeps to itself, goes on until the reader was away for half an hour.
 */
import { scriptWords } from '../site/words.ts';
import { listed } from './feed.ts';
import { keep, recall } from './memory.ts';

const lookedAt = 5000;
const away = 30 * 60_000;

let fresh: readonly HTMLElement[] = [];
let unchanged: readonly Node[] | undefined;
/** When all was there that is not new, as it is written for people. */
let since = '';

/** Marks what is new, and remembers what is seen. Without storage, and on a first visit, nothing happens. */
export function followVisits(): void {
	const [newest = '', ...written] = lastVisit().split(' ');
	since = written.join(' ');
	fresh = newest === '' ? [] : listed().filter((item) => timeOf(item) > newest);
	for (const item of fresh) markNew(item);
	rememberVisit();
}

/** Tells, in place of the time of the last change, how many of the signals that are shown are new. */
export function tellNew(): void {
	const line = document.querySelector('#fresh');
	if (!line || fresh.length === 0) return;
	unchanged ??= [...line.childNodes];
	const count = fresh.filter((item) => item.checkVisibility()).length;
	line.replaceChildren(...(count > 0 ? [scriptWords.newSince(count, since)] : unchanged));
}

/** @returns what the visit before this one left: a time, and how it is written for people; empty when there was none */
function lastVisit(): string {
	const kept = recall('session', 'since');
	if (kept && Date.now() - Number(recall('session', 'left')) < away) return kept;
	const seen = recall('local', 'seen') ?? '';
	keep('session', 'since', seen);
	return seen;
}

function rememberVisit(): void {
	const written = document.querySelector('#fresh time')?.textContent ?? '';
	const newest = () => listed().find((item) => item.checkVisibility());
	const seenBy = (item: HTMLElement | undefined) => (item && written !== '' ? `${timeOf(item)} ${written}` : '');
	let shownAt = document.hidden ? Infinity : performance.now();
	document.addEventListener('visibilitychange', () => {
		if (!document.hidden) {
			shownAt = performance.now();
			return;
		}
		if (recall('session', 'since')) keep('session', 'left', String(Date.now()));
		// An older copy of the page may be the last that is looked at.
		const seen = seenBy(newest());
		if (performance.now() - shownAt >= lookedAt && seen > (recall('local', 'seen') ?? '')) keep('local', 'seen', seen);
	});
}

/** The word stands beside the band or below the score, where there is always room, so that nothing moves. */
function markNew(item: HTMLElement): void {
	const mark = document.createElement('span');
	const word = document.createElement('b');
	mark.className = 'new';
	word.textContent = scriptWords.isNew;
	mark.append(word);
	item.querySelector('.score')?.append(' ', mark);
}

/** @returns when a signal was published; where that is not printed, the item itself tells */
function timeOf(item: HTMLElement): string {
	return item.dataset['at'] ?? item.querySelector('time')?.dateTime ?? '';
}
