/** Asks on a terminal. What is said goes to standard error: standard output is for results. */
import { Writable, type Readable } from 'node:stream';
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
	const ask = <T>(question: (common: Common) => Promise<T | typeof CANCEL_SYMBOL>) =>
		whileOpen(input, terminal.interrupted, (signal) => question({ input, output, signal }));
	return {
		async line(message, placeholder, fault) {
			const validate = (typed: string | undefined) => fault((typed ?? '').trim());
			const line = (await ask((common) => text({ ...common, message, placeholder, validate }))).trim();
			return line === '' ? undefined : line;
		},
		async choice(message, choices) {
			const options = [{ value: later, label: 'Decide later' }, ...choices.map(toOption)];
			const answer = await ask((common) => autocomplete({ ...common, ...list, message, options }));
			return answer === later ? undefined : answer;
		},
		choices(message, choices) {
			const options = choices.map(toOption);
			return ask((common) => autocompleteMultiselect({ ...common, ...list, message, options }));
		},
	};
}

interface Common {
	readonly input: Readable;
	readonly output: Writable;
	readonly signal: AbortSignal;
}

/** A value that no slug or label can be. */
const later = '';

/** How lists are shown: so many items at once. */
const list = { maxItems: 8, placeholder: 'Type to search' } as const;

function toOption({ value, label, hint }: Choice): { value: string; label: string; hint?: string } {
	return { value, label, ...(hint === undefined ? {} : { hint }) };
}

/**
 * Asks as long as an answer can come. When input ends or is given up, by Ctrl-D for example, no answer ever comes, and no word of it
 * either: the stream is paused, and stays so.
 * @throws Cancelled
 */
async function whileOpen<T>(
	input: Readable,
	interrupted: AbortSignal,
	question: (signal: AbortSignal) => Promise<T | typeof CANCEL_SYMBOL>,
): Promise<T> {
	const gone = new AbortController();
	let isAnswered = false;
	// An answer pauses the stream as well, but has been taken by the next turn.
	const giveUp = () => {
		setImmediate(() => {
			if (!isAnswered) gone.abort();
		});
	};
	if (input.readableEnded || input.destroyed) gone.abort();
	for (const event of endings) input.once(event, giveUp);
	try {
		const answer = await question(AbortSignal.any([interrupted, gone.signal]));
		if (isCancel(answer)) throw new Cancelled('Cancelled.');
		return answer;
	} finally {
		isAnswered = true;
		for (const event of endings) input.off(event, giveUp);
	}
}

const endings = ['pause', 'end', 'close'] as const;
