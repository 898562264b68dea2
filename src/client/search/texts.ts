/** Fills in the sentences that the page brings along. */
import type { SearchTexts } from '../../site/search-page.ts';

/** @returns the sentence with the values in place of `{names}` */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
	return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** @returns `1,234` */
export function writeCount({ thousands }: SearchTexts, count: number): string {
	return String(count).replace(/\B(?=(?:\d{3})+$)/g, thousands);
}

/** @returns `1,234 signals` */
export function writeSignals(texts: SearchTexts, count: number): string {
	return count === 1 ? texts.one : fill(texts.many, { count: writeCount(texts, count) });
}
