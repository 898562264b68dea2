/**
 * Speculation rules (https://wicg.github.io/nav-speculation/): pages a reader is about to open are fetched beforehand by browsers that can.
 * They are announced by a header, so that no page carries them and no policy has to allow a script for them.
 */

/** What leads on from a page: headlines of lists, and to the signals before and after. */
const leading = 'main h3 a, main a:is([rel~="prev"], [rel~="next"])';

/** Media type of the rules; browsers take them with no other. */
export const speculationType = 'application/speculationrules+json';

/** @returns the rules as JSON: a page is fetched when the pointer rests on its link, or a finger touches it. */
export function serializeSpeculationRules(): string {
	return `${JSON.stringify({ prefetch: [{ where: { selector_matches: leading }, eagerness: 'moderate' }] })}\n`;
}
