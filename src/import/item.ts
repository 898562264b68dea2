import type { FieldValue } from '../signals/serialize.ts';

/** One item of an imported file, in our words; nothing in it was checked yet. */
export interface ImportedItem {
	/** From 1, in the order of the file. */
	readonly number: number;
	/** Fields of a signal that the file states; what it does not state is absent. */
	readonly fields: Readonly<Record<string, FieldValue>>;
	/** Markdown; empty when there is none. */
	readonly body: string;
	readonly slug?: string | undefined;
	/** Address of the feed it stands in. */
	readonly feed?: string | undefined;
	/** Words that name a category or a subject; which, the vocabulary tells. */
	readonly subjects: readonly string[];
	/** What had to be left out or guessed, in full sentences. */
	readonly notes: readonly string[];
}
