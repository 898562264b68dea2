/** A process that compiles pages for the one that started it: its memory is given back, and it can be ended at any time. */
import { compilePages, type Compiled } from './compile.ts';
import type { Address } from './key.ts';
import { isUnsupported } from './unsupported.ts';

export interface Order {
	readonly projectDir: string;
	readonly address: Address;
	/** Absolute. */
	readonly folder: string;
}

export type Answer =
	| { readonly kind: 'compiled'; readonly compiled: Compiled }
	/** By the end of a sentence. */
	| { readonly kind: 'unsupported'; readonly reason: string }
	| { readonly kind: 'failed'; readonly reason: string };

// Who started this ends it; on a terminal both are interrupted.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.once('disconnect', () => process.exit());

process.once('message', ({ projectDir, address, folder }: Order) => {
	void compilePages(projectDir, address, folder)
		.then(
			(compiled): Answer => ({ kind: 'compiled', compiled }),
			(error: unknown): Answer =>
				isUnsupported(error) ? { kind: 'unsupported', reason: error.message } : { kind: 'failed', reason: messageOf(error) },
		)
		.then((answer) => process.send?.(answer, () => process.exit()));
});

/** @returns what happened on one line; a bundler says it on the second. */
function messageOf(error: unknown): string {
	const [first = '', second = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
	return first.endsWith(':') ? `${first} ${second}` : first;
}
