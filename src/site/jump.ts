import type { Heading, Signal } from '../signals/signal.ts';
import type { SiteConfig } from './config.ts';

/**
 * @returns the heading a hurried reader is offered above the text: the second of the house's sections, which says why the event
 * matters. None when the text starts with it or lacks it.
 */
export function jumpTarget(
	{ houseSections }: Pick<SiteConfig, 'houseSections'>,
	{ headings }: Pick<Signal, 'headings'>,
): Heading | undefined {
	const index = headings.findIndex(({ depth, text }) => depth === 2 && text.toLowerCase() === houseSections[1]?.toLowerCase());
	return index > 0 ? headings[index] : undefined;
}
