/** Where Markdown leads, as places in its text: for changing an address and nothing beside it. */
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import type { Processor } from 'unified';
import { remarkSparingAutolinks } from './markdown/remark-sparing-autolinks.ts';

/** An address in Markdown. Offsets are UTF-16 code units. */
export interface Destination {
	/** As it is written. */
	readonly address: string;
	readonly start: number;
	readonly end: number;
}

/** @returns the addresses of links, images and definitions. What only looks like one, in code for example, is none. */
export function destinationsOf(markdown: string): Destination[] {
	const found: Destination[] = [];
	remark().use(remarkGfm).use(remarkSparingAutolinks).use(collectDestinations, found).freeze().parse(markdown);
	return found.map(({ start, end }) => ({ address: markdown.slice(start, end), start, end }));
}

/**
 * A plugin that notes where addresses stand while a text is parsed: the tree tells where a link does, but not where in it its address
 * does; the tokens it is made from do.
 */
export function collectDestinations(this: Processor, found: Pick<Destination, 'start' | 'end'>[]): void {
	const data = this.data();
	(data.fromMarkdownExtensions ??= []).push({
		beforeEnter({ type, start, end }) {
			if (type === 'resourceDestinationString' || type === 'definitionDestinationString')
				found.push({ start: start.offset, end: end.offset });
		},
	});
}
