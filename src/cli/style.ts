import { styleText } from 'node:util';
import type { Terminal } from './command.ts';

/** Adds colour to a text, or returns it as it is. */
export type Style = (format: 'bold' | 'dim' | 'red' | 'yellow' | 'green', text: string) => string;

/**
 * Colour is for terminals, unless `FORCE_COLOR` asks for it or `NO_COLOR` (https://no-color.org) or a terminal that has none
 * forbids it.
 */
export function styleFor({ out, env }: Pick<Terminal, 'out' | 'env'>): Style {
	return hasColor(out.isTTY === true, env) ? (format, text) => styleText(format, text, { validateStream: false }) : (_format, text) => text;
}

function hasColor(isTerminal: boolean, env: Terminal['env']): boolean {
	const forced = env['FORCE_COLOR'];
	if (forced !== undefined) return forced !== '0' && forced !== 'false';
	return isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
