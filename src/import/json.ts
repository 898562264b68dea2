/** JSON, read strictly: `JSON.parse` lets the last of two equal keys win and has no limit of depth. */
import { ImportError } from './import-error.ts';
import { importLimits } from './limits.ts';
import { lineAt } from './text.ts';

/**
 * @returns what a JSON text says
 * @throws ImportError for what is no JSON, is nested too deeply, or gives a key twice
 */
export function parseJson(text: string): unknown {
	checkStructure(text);
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
		const line = lineAt(text, position === undefined ? text.length : Number(position));
		throw new ImportError('This is not valid JSON: often a comma, a quote or a bracket is missing or one too many here.', line, {
			cause: error,
		});
	}
}

/** Reads strings and brackets only; everything else is left to the parser. */
function checkStructure(text: string): void {
	const open: (Set<string> | undefined)[] = [];
	const sign = /["[\]{}:]/g;
	let string = '';
	for (let match = sign.exec(text); match; match = sign.exec(text)) {
		const [token] = match;
		if (token === '"') {
			sign.lastIndex = stringEnd(text, match.index);
			string = text.slice(match.index, sign.lastIndex);
		} else if (token === '{' || token === '[') {
			open.push(token === '{' ? new Set() : undefined);
			if (open.length > importLimits.depth)
				throw new ImportError(
					`Brackets are nested more than ${importLimits.depth} deep. Signals need three levels.`,
					lineAt(text, match.index),
				);
		} else if (token === ':') {
			const key = keyOf(string);
			const keys = open.at(-1);
			if (keys?.has(key) === true)
				throw new ImportError(`The key "${key}" stands twice in one object. Remove one of the two.`, lineAt(text, match.index));
			keys?.add(key);
		} else open.pop();
	}
}

/** @returns the offset after the string that starts at an offset. By hand: an expression would need a stack as deep as the text is long. */
function stringEnd(text: string, start: number): number {
	for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
		let slashes = 0;
		while (text[end - 1 - slashes] === '\\') slashes += 1;
		if (slashes % 2 === 0) return end + 1;
	}
	return text.length;
}

/** Two spellings of one key, with and without escapes, are one. */
function keyOf(token: string): string {
	try {
		return String(JSON.parse(token));
	} catch {
		return token;
	}
}
