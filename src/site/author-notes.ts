/** What the development server tells the author of a signal, on its page and in lists. */
import type { Problem } from '../signals/problem.ts';
import type { Signal } from '../signals/signal.ts';
import { formatInstant } from './format.ts';
import type { Site } from './site.ts';
import { words } from './words.ts';

export interface AuthorNotes {
	/** Why it is not published, and what would publish it. */
	readonly held: { readonly reason: string; readonly until: string } | undefined;
	/** How much is still to be written, and where to begin. */
	readonly blanks: string | undefined;
	/** What else is not as it should be. */
	readonly warnings: readonly Problem[];
}

/** @returns what there is to tell, or undefined; nothing ever in what is published */
export function authorNotes({ development }: Site, signal: Signal): AuthorNotes | undefined {
	if (!development) return undefined;
	const { held: reasons, heldUntil, blanksFrom } = words.development;
	const held = development.held(signal);
	const { blanks, warnings } = sort(development.warnings(signal));
	if (held === undefined && blanks.length + warnings.length === 0) return undefined;
	return {
		held: held && { reason: reasons[held], until: heldUntil[held](formatInstant(signal.date)) },
		blanks: blanks[0] && blanksFrom(blanks.length, blanks[0].line),
		warnings,
	};
}

/** @returns the same in a few words: `Draft, 2 warnings` */
export function authorMark({ development }: Site, signal: Signal): string | undefined {
	if (!development) return undefined;
	const text = words.development;
	const held = development.held(signal);
	const { blanks, warnings } = sort(development.warnings(signal));
	const parts = [
		...(held ? [text.held[held]] : []),
		...(blanks.length > 0 ? [text.blanks(blanks.length)] : []),
		...(warnings.length > 0 ? [text.warnings(warnings.length)] : []),
	];
	return parts.length > 0 ? words.list(parts) : undefined;
}

function sort(problems: readonly Problem[]): { blanks: readonly Problem[]; warnings: readonly Problem[] } {
	const blanks = problems.filter(({ code }) => code === 'blank/left');
	return { blanks, warnings: problems.filter((problem) => !blanks.includes(problem)) };
}
