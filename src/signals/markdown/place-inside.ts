import type { Node } from 'unist';
import { fileStart, type Place } from '../problem.ts';

/**
 * @param source the text that was parsed
 * @param index UTF-16 code units from the start of the node's source
 * @returns where that is, as the position of a node
 */
export function placeInside(node: Node, source: string, index: number): Pick<Node, 'type' | 'position'> {
	const { offset = 0, ...start } = node.position?.start ?? { ...fileStart, offset: 0 };
	const before = source.slice(offset, offset + index).split('\n');
	const [last = ''] = before.slice(-1);
	const point: Place =
		before.length === 1
			? { line: start.line, column: start.column + index }
			: { line: start.line + before.length - 1, column: last.length + 1 };
	return { type: node.type, position: { start: point, end: point } };
}
