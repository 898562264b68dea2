import { stripVTControlCharacters } from 'node:util';
import type { Output } from './command.ts';

export interface Progress {
	/** Begins a step: one line that is overwritten on a terminal, a line of its own elsewhere. */
	step(text: string): void;
	/** Removes the line from a terminal. */
	clear(): void;
}

export function createProgress(out: Output): Progress {
	const isTerminal = out.isTTY === true;
	let shown = false;
	return {
		step(text) {
			if (!isTerminal) {
				out.write(`${text}\n`);
				return;
			}
			const width = Math.max(20, out.columns ?? 80) - 1;
			out.write(`\r\u001B[K${stripVTControlCharacters(text).slice(0, width)}`);
			shown = true;
		},
		clear() {
			if (shown) out.write('\r\u001B[K');
			shown = false;
		},
	};
}
