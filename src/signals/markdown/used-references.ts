import type { FootnoteDefinition, Nodes, Root } from 'mdast';
import { skip, walkMarkdown } from './walk.ts';

export interface UsedReferences {
	/** Keys of definitions and footnotes that what is shown refers to. */
	readonly used: ReadonlySet<string>;
	/** Those of them that an image refers to. */
	readonly images: ReadonlySet<string>;
}

/** @returns what a page refers to: its text, and the footnotes this leads to. A footnote that nothing shown refers to uses nothing. */
export function usedReferences(tree: Root): UsedReferences {
	const [used, images] = [new Set<string>(), new Set<string>()];
	const footnotes = new Map<string, FootnoteDefinition>();
	walkMarkdown(tree, (node) => {
		if (node.type !== 'footnoteDefinition') return undefined;
		const key = keyOf(node);
		if (!footnotes.has(key)) footnotes.set(key, node);
		return undefined;
	});
	const waiting: (Root | FootnoteDefinition)[] = [tree];
	for (let shown = waiting.pop(); shown; shown = waiting.pop()) {
		walkMarkdown(shown, (node) => {
			if (node.type === 'footnoteDefinition' && node !== shown) return skip;
			if (node.type !== 'linkReference' && node.type !== 'imageReference' && node.type !== 'footnoteReference') return undefined;
			const key = keyOf(node);
			const footnote = used.has(key) ? undefined : footnotes.get(key);
			if (footnote) waiting.push(footnote);
			used.add(key);
			if (node.type === 'imageReference') images.add(key);
			return undefined;
		});
	}
	return { used, images };
}

/** References and definitions of links and of footnotes have names of their own. */
export function keyOf({ type, identifier }: Extract<Nodes, { identifier: string }>): string {
	return `${type.startsWith('footnote') ? '^' : ''}${identifier}`;
}
