/** A new signal's file: what is known, and marked blanks for everything else. */
import { blank, findBlanks } from '../signals/blanks.ts';
import { serializeSignal, type SignalFields } from '../signals/serialize.ts';

export interface Known {
	readonly title: string;
	/** As it is to be written. */
	readonly date: string;
	readonly score?: number | undefined;
	/** Label. */
	readonly category?: string | undefined;
	readonly tags?: readonly string[] | undefined;
}

export interface House {
	/** Level-2 headings, in order. */
	readonly sections: readonly string[];
	/** Labels. */
	readonly categories: readonly string[];
}

/** @returns the text of a draft in house style, its blanks marked. */
export function draftSignal({ title, date, score, category, tags }: Known, { sections, categories }: House): string {
	const fields: SignalFields = {
		title,
		score: score ?? blank('0 to 10: how much the event weighs'),
		category: category ?? blank(`one of ${categories.join(', ')}`),
		date,
		tags: tags ?? [blank('a subject, as in: open weights'), blank('another, or nothing')],
		summary: blank('The take: one paragraph that says what happened and why it counts'),
		sources: [{ url: blank('https address of the strongest source'), title: blank('its title'), publisher: blank('who published it') }],
		draft: true,
	};
	const body = sections.map((section) => `## ${section}\n\n${blank(prompts.get(section) ?? `${section}: what belongs here`)}\n`).join('\n');
	return serializeSignal(fields, body).replace(/^draft: true$/m, '$& # remove this line when no blank is left');
}

/** @returns how many things are still to be written. */
export function countBlanks(text: string): number {
	return findBlanks(text).length;
}

const prompts: ReadonlyMap<string, string> = new Map([
	['Technical Context', 'What was released, found or decided, and how it works, with numbers, names and dates'],
	['Why It Matters', 'Who is affected, what changes for them, and what speaks against it'],
	['What to Watch Next', 'What would confirm or refute this, and by when'],
]);
