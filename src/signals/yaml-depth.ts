/** Levels of lists and maps. The parser recurses once a level; the deepest valid frontmatter has three. */
export const maxDepth = 16;

/**
 * Bounds from above how deep a text is nested: by brackets, by indentation, and by the markers that start one line. Those inside
 * text count as well.
 * @returns the line, from 1, that is deeper than the limit, or undefined
 */
export function tooDeepLine(text: string): number | undefined {
	let brackets = 0;
	const indents: number[] = [];
	const index = text.split('\n').findIndex((line) => {
		for (const character of line) {
			if (character === '[' || character === '{') brackets += 1;
			else if ((character === ']' || character === '}') && brackets > 0) brackets -= 1;
			if (brackets > maxDepth) return true;
		}
		const indent = line.search(/\S/);
		if (indent === -1) return false;
		while (indents.length > 0 && (indents.at(-1) ?? 0) >= indent) indents.pop();
		indents.push(indent);
		const markers = /^(?:[-?:][ \t]+)*/.exec(line.slice(indent))?.[0].match(/[-?:]/g)?.length ?? 0;
		return indents.length + markers > maxDepth;
	});
	return index === -1 ? undefined : index + 1;
}
