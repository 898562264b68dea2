import { fileStart, type Place } from './problem.ts';
import type { YamlValue } from './yaml.ts';

/**
 * @param source the file's text
 * @returns where the text of a field starts: after its quote, or on the line after the `|` or `>` of a block
 */
export function textPlace(source: string, { places, spans }: YamlValue, field: string): Place {
	const place = places.get(field) ?? fileStart;
	const { start = 0 } = spans.get(field) ?? {};
	const first = source[start];
	if (first === '"' || first === "'") return { line: place.line, column: place.column + 1 };
	if (first !== '|' && first !== '>') return place;
	const lineEnd = source.indexOf('\n', start);
	const indentation = /^ */.exec(source.slice(lineEnd + 1, lineEnd + 101))?.[0] ?? '';
	return { line: place.line + 1, column: indentation.length + 1 };
}
