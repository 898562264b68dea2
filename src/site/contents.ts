import type { Heading, Signal } from '../signals/signal.ts';

/** @returns the sections of a text that is long, or has many; none of one that a reader takes in at a glance. */
export function contentsOf({ headings, words }: Pick<Signal, 'headings' | 'words'>): readonly Heading[] {
	const sections = headings.filter(({ depth }) => depth === 2);
	return sections.length > 1 && (headings.length >= manyHeadings || words > manyWords) ? sections : [];
}

const manyHeadings = 5;
const manyWords = 900;
