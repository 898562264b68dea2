import type { Nodes, Root } from 'mdast';
import { limits } from '../limits.ts';
import { fileStart, type LocalProblem } from '../problem.ts';

/**
 * Refuses a parsed text that is nested too deeply for what walks it recursively, or that would grow far beyond its size: a row of
 * a table is filled up to the width of its head. Does not recurse itself.
 *
 * @returns the first thing that exceeds a limit, its place counted from the start of the text
 */
export function checkTree(tree: Root): LocalProblem | undefined {
	const { depth: maxDepth, headings: maxHeadings, links: maxLinks, cells: maxCells } = limits.body;
	let [headings, links, cells] = [0, 0, 0];
	const waiting: { node: Nodes; depth: number }[] = [{ node: tree, depth: 0 }];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const { node, depth } = next;
		if (node.type === 'heading') headings += 1;
		else if (linking.has(node.type)) links += 1;
		else if (node.type === 'table') cells += node.children.length * (node.align?.length ?? 1);
		if (depth > maxDepth)
			return fault('too-deep', node, 'Lists, quotes, links or emphasis are nested too deeply here.', 'Write the text with fewer levels.');
		if (headings > maxHeadings) return fault('too-complex', node, `The text has more than ${maxHeadings} headings.`, 'Leave some out.');
		if (links > maxLinks) return fault('too-complex', node, `The text has more than ${maxLinks} links and footnotes.`, 'Leave some out.');
		if (cells > maxCells)
			return fault(
				'too-complex',
				node,
				`The tables of the text have more than ${maxCells} cells, a table counted as its columns times its rows.`,
				'Leave rows or columns out, or link to the data.',
			);
		// In reverse, so that the first in the text is the next.
		if ('children' in node) for (const child of node.children.toReversed()) waiting.push({ node: child, depth: depth + 1 });
	}
	return undefined;
}

const linking: ReadonlySet<Nodes['type']> = new Set(['link', 'linkReference', 'definition', 'footnoteReference', 'footnoteDefinition']);

function fault(kind: 'too-deep' | 'too-complex', node: Nodes, message: string, hint: string): LocalProblem {
	const { line, column } = node.position?.start ?? fileStart;
	return { code: `body/${kind}`, severity: 'error', line, column, message, hint };
}
