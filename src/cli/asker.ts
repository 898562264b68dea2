/** Asks on a terminal. What is said goes to standard error: standard output is for results. */
import { Writable } from 'node:stream';
import { autocomplete, autocompleteMultiselect, isCancel, text, type CANCEL_SYMBOL } from '@clack/prompts';
import type { Terminal } from './command.ts';

export interface Choice {
	readonly value: string;
	readonly label: string;
	readonly hint?: string | undefined;
}

/** Every question can be left unanswered, by Enter alone. */
export interface Asker {
	/** @param fault says what is wrong with an answer, if anything is */
	line(question: string, example: string, fault: (answer: string) => string | undefined): Promise<string | undefined>;
	choice(question: string, choices: readonly Choice[]): Promise<string | undefined>;
	choices(question: string, choices: readonly Choice[]): Promise<readonly string[]>;
}

/** The person asked wants none of this. */
export class Cancelled extends Error {
	override name = 'Cancelled';
}

/** @returns undefined where nobody can be asked. */
export function createAsker(terminal: Pick<Terminal, 'in' | 'err' | 'interrupted'>): Asker | undefined {
	const { in: input, err: output } = terminal;
	if (input?.isTTY !== true || output.isTTY !== true || !(output instanceof Writable)) return undefined;
	const common = { input, output, signal: terminal.interrupted };
	return {
		async line(message, placeholder, fault) {
			const answer = await text({ ...common, message, placeholder, validate: (typed) => fault((typed ?? '').trim()) });
			const line = orCancelled(answer).trim();
			return line === '' ? undefined : line;
		},
		async choice(message, choices) {
			const options = [{ value: later, label: 'Decide later' }, ...choices.map(toOption)];
			const answer = orCancelled(await autocomplete({ ...common, message, options, maxItems: shown, placeholder: 'Type to search' }));
			return answer === later ? undefined : answer;
		},
		async choices(message, choices) {
			const options = choices.map(toOption);
			return orCancelled(await autocompleteMultiselect({ ...common, message, options, maxItems: shown, placeholder: 'Type to search' }));
		},
	};
}

/** A value that no slug or label can be. */
const later = '';

/** Items of a list that are shown at once. */
const shown = 8;

function toOption({ value, label, hint }: Choice): { value: string; label: string; hint?: string } {
	return { value, label, ...(hint === undefined ? {} : { hint }) };
}

function orCancelled<T>(answer: T | typeof CANCEL_SYMBOL): T {
	if (isCancel(answer)) throw new Cancelled('Cancelled.');
	return answer;
}
